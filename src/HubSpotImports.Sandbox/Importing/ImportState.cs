namespace HubSpotImports.Sandbox.Importing;

/// <summary>The states of an import (HubSpot's specification).</summary>
internal static class ImportState
{
    public const string Started = "STARTED";
    public const string Processing = "PROCESSING";
    public const string Deferred = "DEFERRED";
    public const string Done = "DONE";
    public const string Failed = "FAILED";
    public const string Canceled = "CANCELED";
    public const string Reverted = "REVERTED";
}
