namespace HubSpotImports;

/// <summary>What an event-time column of a marketing event import says (HubSpot imports guide).</summary>
public enum HsMarketingEventSubmissionType
{
    /// <summary>Registered for the event.</summary>
    Registered,

    /// <summary>Joined the event.</summary>
    Joined,

    /// <summary>Left the event.</summary>
    Left,

    /// <summary>Cancelled the registration.</summary>
    Cancelled,
}
