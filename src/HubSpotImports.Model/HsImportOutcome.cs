namespace HubSpotImports;

/// <summary>What became of an import as a whole.</summary>
public enum HsImportOutcome
{
    /// <summary>Not finished yet.</summary>
    Pending,

    /// <summary>Finished, and HubSpot reports no row or value that it did not take.</summary>
    AllIn,

    /// <summary>Finished, and some rows or values were not taken, or HubSpot counts other rows than were sent.</summary>
    SomeRefused,

    /// <summary>HubSpot gave the import up. Rows may have been written before (HubSpot does not say).</summary>
    Failed,

    /// <summary>Cancelled. Rows may have been written before.</summary>
    Canceled,

    /// <summary>Undone after it had finished.</summary>
    Reverted,

    /// <summary>The state is one that this version does not know.</summary>
    Unknown,

    /// <summary>Sent whole, and nobody knows whether HubSpot took it. A submission alone can be so.</summary>
    Undecided,
}
