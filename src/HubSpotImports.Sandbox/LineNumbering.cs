namespace HubSpotImports.Sandbox;

/// <summary>
/// What <c>lineNumber</c> of an import error counts. HubSpot's specification says lines of the source file, from 1 and with the header; whether
/// a row with a line break in a cell counts as several is not documented, so a client must be tried with each.
/// </summary>
public enum LineNumbering
{
    /// <summary>The physical line on which the row begins.</summary>
    FirstLine,

    /// <summary>The physical line on which the row ends.</summary>
    LastLine,

    /// <summary>The number of the row, the header being 1.</summary>
    Record,
}
