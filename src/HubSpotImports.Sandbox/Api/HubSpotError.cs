namespace HubSpotImports.Sandbox.Api;

/// <summary>
/// The body of a refusal, in the shape of HubSpot's specification (<c>Error</c>) and its page on error handling; <c>status</c> is in real
/// bodies but not in the schema.
/// </summary>
/// <param name="Category">Such as <c>VALIDATION_ERROR</c>; absent from a 429, as HubSpot's own 429 bodies have <c>errorType</c> instead.</param>
/// <param name="Message">What is wrong, for people.</param>
/// <param name="Context">Lists by name, such as the properties that are missing.</param>
/// <param name="Errors">The single faults, when there are several.</param>
internal sealed record HubSpotError(
    string? Category,
    string Message,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Context = null,
    IReadOnlyList<HubSpotErrorDetail>? Errors = null)
{
    public string Status { get; } = "error";

    /// <summary><c>RATE_LIMIT</c>, in the place of a category, in the 429 of a call limit.</summary>
    public string? ErrorType { get; init; }

    /// <summary>Which call limit: <c>DAILY</c> or <c>TEN_SECONDLY_ROLLING</c>.</summary>
    public string? PolicyName { get; init; }

    /// <summary>A second id that HubSpot's 429 has.</summary>
    public Guid? RequestId { get; init; }

    public Guid CorrelationId { get; } = Guid.NewGuid();
}

/// <summary>One fault of several (<c>ErrorDetail</c> of HubSpot's specification).</summary>
internal sealed record HubSpotErrorDetail(string Message, string? Code = null, string? In = null);
