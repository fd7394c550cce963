namespace HubSpotImports;

/// <summary>
/// The readings that HubSpot's documents leave open of the line of an import error, which counts from 1 and includes the header.
/// <c>Test-HsAccount</c> finds out which it is.
/// </summary>
public enum HsLineNumbering
{
    /// <summary>Each record is one line, whatever line breaks it holds.</summary>
    Record,

    /// <summary>The line of the text where the record begins.</summary>
    FirstLine,

    /// <summary>The line of the text where the record ends.</summary>
    LastLine,
}
