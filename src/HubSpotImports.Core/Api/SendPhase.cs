namespace HubSpotImports.Api;

/// <summary>How far a submission went. It tells whether HubSpot can have taken it.</summary>
public enum SendPhase
{
    /// <summary>No byte of the body was written.</summary>
    NotStarted,

    /// <summary>The files are on their way; the request is not complete, so HubSpot cannot have taken it.</summary>
    Sending,

    /// <summary>The tail that makes the request complete is being written, or was: from here on only an answer tells.</summary>
    Committing,
}
