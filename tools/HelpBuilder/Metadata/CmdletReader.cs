using System.Collections;
using System.Globalization;
using System.Reflection;

namespace HubSpotImports.HelpBuilder.Metadata;

/// <summary>
/// Reads the cmdlets of an assembly from its attributes' data, which needs no engine and also works on an assembly that is open for reading
/// only. Where the assembly is loaded, cmdlets are made to see the defaults of their parameters.
/// </summary>
internal static class CmdletReader
{
    private const string Engine = "System.Management.Automation.";

    private static readonly Dictionary<string, string> ShortNames = new()
    {
        ["System.String"] = "string",
        ["System.Int32"] = "int",
        ["System.Int64"] = "long",
        ["System.Boolean"] = "bool",
        ["System.Uri"] = "uri",
        ["System.DateTime"] = "datetime",
        ["System.TimeSpan"] = "timespan",
        ["System.Collections.Hashtable"] = "hashtable",
        ["System.Security.SecureString"] = "securestring",
        [$"{Engine}SwitchParameter"] = "switch",
        [$"{Engine}PSCredential"] = "pscredential",
        [$"{Engine}PSObject"] = "psobject",
        [$"{Engine}ScriptBlock"] = "scriptblock",
    };

    // What the engine adds to cmdlets that support ShouldProcess.
    private static readonly IReadOnlyList<ParameterMetadata> OfShouldProcess = [Added("WhatIf", "wi"), Added("Confirm", "cf")];

    /// <summary>The cmdlets of an assembly, by name.</summary>
    /// <param name="assembly">The assembly.</param>
    public static IReadOnlyList<CmdletMetadata> Read(Assembly assembly) =>
        [.. assembly.GetExportedTypes().Select(Read).OfType<CmdletMetadata>().OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)];

    private static CmdletMetadata? Read(Type type)
    {
        var attributes = type.GetCustomAttributesData();
        if (attributes.FirstOrDefault(Is("CmdletAttribute")) is not { } cmdlet) return null;

        var made = type.Assembly.ReflectionOnly ? null : Activator.CreateInstance(type);
        using var disposed = made as IDisposable;
        var changesThings = Named<bool>(cmdlet, "SupportsShouldProcess");
        return new CmdletMetadata
        {
            ClassName = type.FullName!,
            Verb = (string)cmdlet.ConstructorArguments[0].Value!,
            Noun = (string)cmdlet.ConstructorArguments[1].Value!,
            DefaultSet = Named<string>(cmdlet, "DefaultParameterSetName"),
            SupportsShouldProcess = changesThings,
            ConfirmImpact = Named<int?>(cmdlet, "ConfirmImpact") ?? 2,
            Aliases = [.. attributes.Where(Is("AliasAttribute")).SelectMany(Arguments).Cast<string>()],
            OutputTypes = [.. attributes.Where(Is("OutputTypeAttribute")).SelectMany(Arguments).Select(value => value is Type output ? output.FullName! : (string)value)],
            Parameters = [.. type.GetProperties().Select(property => Read(property, made)).OfType<ParameterMetadata>(), .. changesThings ? OfShouldProcess : []],
        };
    }

    private static ParameterMetadata? Read(PropertyInfo property, object? cmdlet)
    {
        var attributes = property.GetCustomAttributesData();
        var uses = attributes.Where(Is("ParameterAttribute")).Select(ToUse).ToList();
        if (uses.Count == 0) return null;

        var enumType = EnumIn(property.PropertyType);
        return new ParameterMetadata
        {
            Name = property.Name,
            DeclaringClass = property.DeclaringType!.FullName!,
            Type = TypeName(property.PropertyType),
            FullType = property.PropertyType.ToString(),
            EnumType = enumType?.FullName,
            Values = enumType is null ? [.. attributes.Where(Is("ValidateSetAttribute")).SelectMany(Arguments).Cast<string>()] : enumType.GetEnumNames(),
            DefaultValue = cmdlet is null || uses.TrueForAll(use => use.IsMandatory) ? null : Shown(property.GetValue(cmdlet)),
            Aliases = [.. attributes.Where(Is("AliasAttribute")).SelectMany(Arguments).Cast<string>()],
            TakesWildcards = attributes.Any(Is("SupportsWildcardsAttribute")),
            Attributes = [.. attributes.Where(IsOther).Select(Written)],
            Uses = uses,
        };
    }

    private static ParameterMetadata Added(string name, string alias) => new()
    {
        Name = name,
        DeclaringClass = "",
        Type = "switch",
        FullType = $"{Engine}SwitchParameter",
        EnumType = null,
        Values = [],
        DefaultValue = "False",
        Aliases = [alias],
        TakesWildcards = false,
        Attributes = [],
        Uses = [new ParameterUse(ParameterUse.AllSets, null, false, false, false)],
    };

    private static ParameterUse ToUse(CustomAttributeData attribute) => new(
        Named<string>(attribute, "ParameterSetName") ?? ParameterUse.AllSets,
        Named<int?>(attribute, "Position"),
        Named<bool>(attribute, "Mandatory"),
        Named<bool>(attribute, "ValueFromPipeline"),
        Named<bool>(attribute, "ValueFromPipelineByPropertyName"));

    private static Func<CustomAttributeData, bool> Is(string name) => attribute => attribute.AttributeType.FullName == Engine + name;

    // What has no place of its own in the record, and is not the compiler's.
    private static bool IsOther(CustomAttributeData attribute) =>
        attribute.AttributeType.Name is not ("ParameterAttribute" or "AliasAttribute" or "SupportsWildcardsAttribute")
        && attribute.AttributeType.Namespace != "System.Runtime.CompilerServices";

    private static T? Named<T>(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value is { } value ? (T)value : default;

    // The arguments of a constructor, those of a list one by one.
    private static IEnumerable<object> Arguments(CustomAttributeData attribute) => attribute.ConstructorArguments
        .SelectMany(argument => argument.Value is IEnumerable<CustomAttributeTypedArgument> many ? many.Select(one => one.Value!) : [argument.Value!]);

    private static string Written(CustomAttributeData attribute)
    {
        var name = attribute.AttributeType.Name.Replace("Attribute", "", StringComparison.Ordinal);
        var arguments = string.Join(", ", Arguments(attribute).Select(value => value is Type type ? type.Name : Convert.ToString(value, CultureInfo.InvariantCulture)));
        return arguments.Length == 0 ? name : $"{name}({arguments})";
    }

    private static Type? EnumIn(Type type)
    {
        if (type.IsArray) return EnumIn(type.GetElementType()!);
        return type.IsGenericType ? type.GetGenericArguments().Select(EnumIn).FirstOrDefault(found => found is not null) : type.IsEnum ? type : null;
    }

    private static string TypeName(Type type)
    {
        if (type.IsArray) return $"{TypeName(type.GetElementType()!)}[]";
        if (!type.IsGenericType) return ShortNames.GetValueOrDefault(type.FullName!, type.Name);

        var arguments = string.Join(",", type.GetGenericArguments().Select(TypeName));
        return type.Name == "Nullable`1" ? arguments : $"{type.Name.Split('`')[0]}[{arguments}]";
    }

    // Nothing for values that say nothing: blank texts, empty lists, and the switches of the stub, which cannot be asked.
    private static string? Shown(object? value) => value switch
    {
        string { Length: > 0 } text => text,
        Enum or int or long or TimeSpan => Convert.ToString(value, CultureInfo.InvariantCulture),
        ICollection or null or string => null,
        _ when value.GetType().FullName == $"{Engine}SwitchParameter" => "False",
        _ => null,
    };
}
