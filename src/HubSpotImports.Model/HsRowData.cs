namespace HubSpotImports;

/// <summary>What <c>rowData</c> of an import error holds when it is asked for, which HubSpot's documents leave open.</summary>
public enum HsRowData
{
    /// <summary>The cells of the row as they were sent, but for blanks around them.</summary>
    SentCells,

    /// <summary>Nothing.</summary>
    Absent,

    /// <summary>Something else.</summary>
    Other,
}
