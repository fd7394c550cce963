namespace HubSpotImports;

/// <summary>How far a part of a submission is, as far as the journal knows.</summary>
public enum HsSubmissionPartState
{
    /// <summary>HubSpot does not have it: it was not sent, or the send broke off before it was complete.</summary>
    Unsent,

    /// <summary>HubSpot refused it, so it does not have it either.</summary>
    Refused,

    /// <summary>It was sent whole, and nobody knows whether HubSpot took it.</summary>
    Undecided,

    /// <summary>HubSpot has it and works at it, or will.</summary>
    Taken,

    /// <summary>Its import has ended.</summary>
    Ended,
}
