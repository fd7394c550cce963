namespace HubSpotImports;

/// <summary>
/// Something that went wrong, with a stable id, what to do next, and, when HubSpot refused a call, what it said.
/// <c>catch [HubSpotImports.HsException]</c> catches every error of this module.
/// </summary>
public sealed class HsException : Exception
{
    internal HsException(string id, HsErrorCategory category, string message, string recommendedAction, object? target, Exception? inner)
        : base(message, inner)
    {
        Id = id;
        Category = category;
        RecommendedAction = recommendedAction;
        Target = target;
    }

    /// <summary>The stable id, such as <c>HsFileNotFound</c>.</summary>
    public string Id { get; }

    /// <summary>The kind of the error.</summary>
    public HsErrorCategory Category { get; }

    /// <summary>The next thing to do, most often a command to type.</summary>
    public string RecommendedAction { get; }

    /// <summary>What failed: a path, an import id, a header, …</summary>
    public object? Target { get; }

    /// <summary>The HTTP status of HubSpot's answer.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>The id under which HubSpot's support finds the call.</summary>
    public string? CorrelationId { get; internal init; }

    /// <summary>HubSpot's own category, such as <c>VALIDATION_ERROR</c>. An open vocabulary.</summary>
    public string? HubSpotCategory { get; internal init; }

    /// <summary>Whether the fault may pass by itself, so that a call that only reads may be repeated.</summary>
    internal bool IsPassing { get; init; }

    /// <summary>How long HubSpot asks to wait before the call is repeated.</summary>
    internal TimeSpan? RetryAfter { get; init; }
}
