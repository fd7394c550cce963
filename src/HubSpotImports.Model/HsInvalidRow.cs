namespace HubSpotImports;

/// <summary>What to do with rows that break HubSpot's rules.</summary>
public enum HsInvalidRow
{
    /// <summary>They are sent, and HubSpot decides.</summary>
    Send,

    /// <summary>They are left out of the send and put into the reject file.</summary>
    HoldBack,

    /// <summary>Nothing is sent.</summary>
    Stop,
}
