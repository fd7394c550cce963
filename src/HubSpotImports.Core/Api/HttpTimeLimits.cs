namespace HubSpotImports.Api;

/// <summary>How long a call may stay without an answer. There is no limit on the whole of an upload: a slow line is no fault.</summary>
internal sealed record HttpTimeLimits
{
    public static HttpTimeLimits Default { get; } = new();

    /// <summary>For one attempt of a read or a cancel, whole.</summary>
    public TimeSpan Call { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>For an upload, without any byte that goes out.</summary>
    public TimeSpan Progress { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For the answer, after an upload went out.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For the answer, after an upload went out and somebody wishes to stop.</summary>
    public TimeSpan Stop { get; init; } = TimeSpan.FromSeconds(5);
}
