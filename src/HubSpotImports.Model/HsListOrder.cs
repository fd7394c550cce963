namespace HubSpotImports;

/// <summary>The order of HubSpot's list of imports, which its documents leave open.</summary>
public enum HsListOrder
{
    /// <summary>By the time of creation, the newest first.</summary>
    NewestFirst,

    /// <summary>By the time of creation, the oldest first.</summary>
    OldestFirst,

    /// <summary>Not by the time of creation.</summary>
    Other,
}
