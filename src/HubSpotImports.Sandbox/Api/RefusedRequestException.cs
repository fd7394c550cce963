namespace HubSpotImports.Sandbox.Api;

/// <summary>Ends a request with a status and HubSpot's error body. The pipeline of <see cref="SandboxServer"/> answers with it.</summary>
internal sealed class RefusedRequestException(int statusCode, HubSpotError error) : Exception(error.Message)
{
    public int StatusCode { get; } = statusCode;

    public HubSpotError Error { get; } = error;

    public static RefusedRequestException Invalid(
        string message,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? context = null) =>
        new(StatusCodes.Status400BadRequest, new HubSpotError("VALIDATION_ERROR", message, context));

    public static RefusedRequestException NotFound(string message) =>
        new(StatusCodes.Status404NotFound, new HubSpotError("OBJECT_NOT_FOUND", message));

    /// <summary>
    /// The 429 of HubSpot's imports guide for a file over the row or size limit. Its body is not documented; that it lacks
    /// <c>errorType RATE_LIMIT</c>, by which a rate limit is told, is deduced.
    /// </summary>
    public static RefusedRequestException OverLimit(string message) =>
        new(StatusCodes.Status429TooManyRequests, new HubSpotError("VALIDATION_ERROR", message));

    /// <summary>The 429 of a call limit, as HubSpot's usage guidelines show it.</summary>
    public static RefusedRequestException RateLimited(string policy) => new(
        StatusCodes.Status429TooManyRequests,
        new HubSpotError(null, policy == "DAILY" ? "You have reached your daily limit." : "You have reached your ten_secondly_rolling limit.")
        {
            ErrorType = "RATE_LIMIT",
            PolicyName = policy,
            RequestId = Guid.NewGuid(),
        });
}
