namespace HubSpotImports.Operations;

/// <summary>How the parts of a file are sent and waited for, whether the send begins or is gone on with.</summary>
public abstract record SendRequest
{
    /// <summary>Whether to wait for the end.</summary>
    public bool Wait { get; init; }

    /// <summary>How long to wait; <see langword="null"/> for as long as it takes.</summary>
    public TimeSpan? WaitLimit { get; init; }

    /// <summary>How long after a send whose answer is lost its import must show in HubSpot's list.</summary>
    public TimeSpan SettlingTime { get; init; } = ImportLookup.DefaultSettlingTime;

    /// <summary>How many parts HubSpot may work at at a time, where no identifier is in two of them; HubSpot works at three at most.</summary>
    public int ThrottleLimit { get; init; } = 1;

    /// <summary>Whether to wait until the account has room for more rows and imports.</summary>
    public bool WaitsForQuota { get; init; }

    /// <summary>Whether parts are sent on although an earlier one had ended badly before this run.</summary>
    internal bool PassesOverFailed { get; init; }
}
