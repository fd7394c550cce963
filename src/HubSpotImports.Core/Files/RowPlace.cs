namespace HubSpotImports.Files;

/// <summary>
/// Where a row stands: in its file, and in what is sent of it when every row is. In a workbook each of these lines is the row of the sheet;
/// only in one that is sent as CSV are those that are sent the CSV's.
/// </summary>
/// <param name="Row">The number of the row, from 1.</param>
/// <param name="Line">The line of the file where it begins.</param>
/// <param name="FirstSent">The line where it begins in what is sent.</param>
/// <param name="LastSent">The line where it ends in what is sent.</param>
internal readonly record struct RowPlace(long Row, long Line, long FirstSent, long LastSent)
{
    /// <summary>The line that an error about the row has.</summary>
    /// <param name="numbering">How lines are counted.</param>
    public long LineBy(LineNumbering numbering) => numbering switch
    {
        LineNumbering.Record => Row + 1,
        LineNumbering.FirstLine => FirstSent,
        _ => LastSent,
    };
}

/// <summary>The readings that HubSpot's documents leave open of the line of an import error, which counts from 1 and includes the header.</summary>
internal enum LineNumbering
{
    /// <summary>Each record is one line, whatever line breaks it holds.</summary>
    Record,

    /// <summary>The line of the text where the record begins.</summary>
    FirstLine,

    /// <summary>The line of the text where the record ends.</summary>
    LastLine,
}
