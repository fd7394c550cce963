namespace HubSpotImports.Checks;

/// <summary>The errors that formulas end in (ECMA-376, 18.17.3). In a column of text they would become values; HubSpot has no code for that.</summary>
internal static class SpreadsheetError
{
    /// <summary>The code of the finding.</summary>
    public const string Code = "HsSpreadsheetError";

    /// <summary>Whether a cell holds such an error, and nothing else.</summary>
    /// <param name="cell">The cell, as UTF-8, without blanks around it.</param>
    public static bool Is(ReadOnlySpan<byte> cell) => cell.Length > 0 && cell[0] == '#'
        && (cell.SequenceEqual("#N/A"u8) || cell.SequenceEqual("#REF!"u8) || cell.SequenceEqual("#VALUE!"u8) || cell.SequenceEqual("#NAME?"u8)
            || cell.SequenceEqual("#DIV/0!"u8) || cell.SequenceEqual("#NULL!"u8) || cell.SequenceEqual("#NUM!"u8));
}
