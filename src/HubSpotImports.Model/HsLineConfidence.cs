namespace HubSpotImports;

/// <summary>How sure it is that a line is the line of the source file.</summary>
public enum HsLineConfidence
{
    /// <summary>
    /// As HubSpot said it, without the row's content to compare, or with cells of a workbook that HubSpot writes otherwise. With a row: every way
    /// of counting lines leads to it.
    /// </summary>
    Reported,

    /// <summary>Compared with the source file: the row there has the same content.</summary>
    Matched,

    /// <summary>Compared with the source file, and more than one row could be meant, or none.</summary>
    Ambiguous,
}
