using System.Text.Json.Serialization;

namespace HubSpotImports.Sandbox;

/// <summary>
/// One thing that goes wrong on purpose: at which request, and what. The same faults and the same requests always give the same answers.
/// </summary>
public sealed record SandboxFault
{
    /// <summary>At which requests; <see cref="RequestKind.Any"/> for all that are not the sandbox's own.</summary>
    public required RequestKind On { get; init; }

    /// <summary>What happens.</summary>
    public required FaultAction Do { get; init; }

    /// <summary>
    /// The first request of the kind at which it happens, counted from 1 and from when the fault was set; for rows the number of the data row
    /// in each file. 0 is taken for 1.
    /// </summary>
    public int Nth
    {
        // Generated JSON code sets what is not said to zero, whatever stands here.
        get => field == 0 ? 1 : field;
        init;
    }

    /// <summary>At how many requests or rows it happens; 0 for all further ones. 1 for what happens, 0 for what a list shows.</summary>
    public int? Times { get; init; }

    /// <summary>Whether it happens before the request is acted on, while its body arrives, or after.</summary>
    public FaultMoment When { get; init; }

    /// <summary>How long, in milliseconds: the delay, the time without any answer after a restart, the age until an import shows.</summary>
    public int Milliseconds { get; init; }

    /// <summary>The status of an answer; 503, for HTML 502, for a redirect 302.</summary>
    public int? Status { get; init; }

    /// <summary>The body of an answer; an error in HubSpot's shape where it is not said.</summary>
    public string? Body { get; init; }

    /// <summary>The content type of an answer.</summary>
    public string ContentType
    {
        get => field ?? "application/json;charset=utf-8";
        init;
    }

    /// <summary>Further headers of an answer, such as <c>Retry-After</c>.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Where a redirect leads.</summary>
    public string? Location { get; init; }

    /// <summary>The state or the name that imports have in the answer; the code that a row is refused with.</summary>
    public string? Value { get; init; }

    /// <summary>Only imports whose name contains this text.</summary>
    public string? Name { get; init; }

    /// <summary>By how many places the next page of a list begins too late; below zero too early. 0 is taken for 1.</summary>
    public int By
    {
        get => field == 0 ? 1 : field;
        init;
    }

    /// <summary>At how many requests it happens, 0 for all.</summary>
    internal int TimesOrDefault => Times ?? (Do >= FaultAction.State ? 0 : 1);
}

/// <summary>What happens at a request. Up to <see cref="Refuse"/> something happens to the request; from <see cref="State"/> on the answer is only changed.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<FaultAction>))]
public enum FaultAction
{
    /// <summary>Another answer is given.</summary>
    Answer,

    /// <summary>A page of HTML is given, as a proxy does.</summary>
    Html,

    /// <summary>A redirect is given.</summary>
    Redirect,

    /// <summary>The connection is dropped.</summary>
    Drop,

    /// <summary>The answer is cut off in its middle.</summary>
    Cut,

    /// <summary>No answer ever comes.</summary>
    Hang,

    /// <summary>The answer comes late.</summary>
    Delay,

    /// <summary>The sandbox goes down and comes back: nothing is answered for a time, and imports go on from what the database has.</summary>
    Restart,

    /// <summary>The imports that there are then are gone from all answers. What they wrote stays.</summary>
    Forget,

    /// <summary>A row is refused with a code of one's choice.</summary>
    Refuse,

    /// <summary>Imports are in another state, such as one that nobody knows.</summary>
    State,

    /// <summary>Imports have another name.</summary>
    Rename,

    /// <summary>Imports come without <c>importRequestJson</c>.</summary>
    OmitRequest,

    /// <summary>Imports do not show in the list, as long as they are younger than a time, or at all.</summary>
    Hide,

    /// <summary>The list only shows imports that have not ended.</summary>
    ActiveOnly,

    /// <summary>The list begins with the oldest.</summary>
    OldestFirst,

    /// <summary>The list is in no order at all.</summary>
    Shuffle,

    /// <summary>The list is that of another app.</summary>
    OtherApp,

    /// <summary>Pages after the first begin at another place than where the page before ended.</summary>
    Shift,
}

/// <summary>When a fault happens.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<FaultMoment>))]
public enum FaultMoment
{
    /// <summary>Before the request is acted on: an import is not taken.</summary>
    Before,

    /// <summary>When half of the body has arrived: an import is not taken. Only for a drop.</summary>
    During,

    /// <summary>After the request was acted on: an import is taken.</summary>
    After,
}
