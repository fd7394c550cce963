using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HubSpotImports.Sandbox.Api;
using Microsoft.AspNetCore.Http.Features;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>Writes answers as JSON.</summary>
internal static class JsonAnswer
{
    private const long LargestBody = 1024 * 1024;

    public static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type, int statusCode = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = statusCode;
        return context.Response.WriteAsJsonAsync(value, type, "application/json;charset=utf-8", context.RequestAborted);
    }

    public static Task WriteErrorAsync(HttpContext context, int statusCode, HubSpotError error) =>
        WriteAsync(context, error, SandboxJson.Default.HubSpotError, statusCode);

    /// <summary>Reads a small JSON body.</summary>
    public static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
    {
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = LargestBody;
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted)
                ?? throw RefusedRequestException.Invalid("The body is null.");
        }
        catch (JsonException)
        {
            throw RefusedRequestException.Invalid("Unable to parse JSON");
        }
    }
}
