namespace HubSpotImports;

/// <summary>What became of a row that an import error names. HubSpot documents no table of it: deduced from the codes.</summary>
public enum HsRowOutcome
{
    /// <summary>It cannot be told.</summary>
    Unknown,

    /// <summary>The row is not in HubSpot.</summary>
    NotIn,

    /// <summary>The record was kept; the value was dropped.</summary>
    InWithoutValue,
}
