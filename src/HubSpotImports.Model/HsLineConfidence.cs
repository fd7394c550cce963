namespace HubSpotImports;

/// <summary>How sure it is that a line is the line of the source file.</summary>
public enum HsLineConfidence
{
    /// <summary>As HubSpot said it; not compared with the source file.</summary>
    Reported,

    /// <summary>Compared with the source file: the row there has the same content.</summary>
    Matched,

    /// <summary>Compared with the source file, and more than one row could be meant.</summary>
    Ambiguous,
}
