namespace HubSpotImports.Sandbox;

/// <summary>
/// What <c>rowData</c> of an import error holds, for a client that asked for it. HubSpot documents neither its form nor when it is empty, so a
/// client must be tried with each.
/// </summary>
public enum RowDataForm
{
    /// <summary>The cells as they were sent.</summary>
    AsSent,

    /// <summary>The cells without the blanks around them.</summary>
    Trimmed,

    /// <summary>No cells.</summary>
    None,
}
