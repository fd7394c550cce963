namespace HubSpotImports.Files;

/// <summary>
/// Where a row stands: in its file, and in what is sent of it when every row is. In a workbook each of these lines is the row of the sheet;
/// only in one that is sent as CSV are those that are sent the CSV's.
/// </summary>
/// <param name="Row">The number of the row, from 1.</param>
/// <param name="Line">The line of the file where it begins.</param>
/// <param name="FirstSent">The line where it begins in what is sent.</param>
/// <param name="LastSent">The line where it ends in what is sent.</param>
/// <param name="Record">The number of the record in what is sent, the header counted.</param>
internal readonly record struct RowPlace(long Row, long Line, long FirstSent, long LastSent, long Record)
{
    /// <summary>The line that an error about the row has.</summary>
    /// <param name="numbering">How lines are counted.</param>
    public long LineBy(HsLineNumbering numbering) => numbering switch
    {
        HsLineNumbering.Record => Record,
        HsLineNumbering.FirstLine => FirstSent,
        _ => LastSent,
    };
}
