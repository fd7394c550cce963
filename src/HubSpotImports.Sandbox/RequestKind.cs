using System.Text.Json.Serialization;

namespace HubSpotImports.Sandbox;

/// <summary>What a request is about.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<RequestKind>))]
public enum RequestKind
{
    /// <summary>Any request; only for faults.</summary>
    Any,

    /// <summary>Starts an import.</summary>
    Start,

    /// <summary>Lists imports.</summary>
    List,

    /// <summary>Reads one import.</summary>
    Get,

    /// <summary>Lists the errors of an import.</summary>
    Errors,

    /// <summary>Cancels an import.</summary>
    Cancel,

    /// <summary>Reads or makes properties.</summary>
    Properties,

    /// <summary>Gets an access token by OAuth.</summary>
    Token,

    /// <summary>Anything else.</summary>
    Other,

    /// <summary>No request, but a data row of a file; only for <see cref="FaultAction.Refuse"/>.</summary>
    Row,
}

/// <summary>Tells what a request is about.</summary>
internal static class RequestKinds
{
    public static RequestKind Of(HttpRequest request)
    {
        var parts = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is ["oauth", _, "token"]) return RequestKind.Token;
        if (parts is ["crm", var first, var second, .. var rest])
        {
            var subject = first == "v3" ? second : first;
            if (subject == "properties") return RequestKind.Properties;
            if (subject == "imports") return OfImports(HttpMethods.IsPost(request.Method), rest);
        }

        return RequestKind.Other;
    }

    private static RequestKind OfImports(bool isPost, string[] rest) => rest switch
    {
        [] => isPost ? RequestKind.Start : RequestKind.List,
        [_] => RequestKind.Get,
        [_, "errors"] => RequestKind.Errors,
        [_, "cancel"] => RequestKind.Cancel,
        _ => RequestKind.Other,
    };
}
