using System.Text.Json;
using System.Text.Json.Serialization;

namespace HubSpotImports.Sandbox;

/// <summary>Writes the values of an enumeration as the sandbox's own JSON has them: <c>activeOnly</c>. Numbers are not taken.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class CamelCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
