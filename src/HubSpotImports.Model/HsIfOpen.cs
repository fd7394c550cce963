namespace HubSpotImports;

/// <summary>What to do where an earlier run began to send the same content and did not come to its end.</summary>
public enum HsIfOpen
{
    /// <summary>Nothing is sent; the error names the command that finishes the earlier run.</summary>
    Fail,

    /// <summary>The earlier run is finished: what HubSpot has is not sent again.</summary>
    Resume,
}
