namespace HubSpotImports.Api;

/// <summary>What the end of a start that gave no import says of whether HubSpot took it.</summary>
internal enum SendVerdict
{
    /// <summary>The request was never complete, so HubSpot cannot have taken it.</summary>
    NotTaken,

    /// <summary>HubSpot refused it in a complete answer.</summary>
    Refused,

    /// <summary>It was complete, and the answer is lost or says nothing.</summary>
    Unknown,

    /// <summary>HubSpot took it, and the id is lost.</summary>
    IdUnknown,
}

/// <summary>Reads verdicts from errors.</summary>
internal static class SendVerdicts
{
    /// <summary>The verdict of an error of <see cref="HubSpotClient.StartAsync"/>.</summary>
    public static SendVerdict Of(HsException fault) => fault switch
    {
        { Id: "HsSubmissionUndecided" } => SendVerdict.Unknown,
        { Id: "HsImportIdUnknown" } => SendVerdict.IdUnknown,
        { Id: not "HsImportNotTaken", StatusCode: not null } => SendVerdict.Refused,
        _ => SendVerdict.NotTaken,
    };

    /// <summary>Whether the same request may be taken if it is sent once more: it had no effect, and what stood against it passes by.</summary>
    public static bool IsWorthRepeating(HsException fault) => Of(fault) switch
    {
        SendVerdict.NotTaken => fault.Id == "HsImportNotTaken",
        SendVerdict.Refused => fault.Id is "HsRateLimited" or "HsServiceBusy",
        _ => false,
    };
}
