using System.Management.Automation;

namespace HubSpotImports.Hosting;

/// <summary>The errors of Core as PowerShell knows errors.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord Of(HsException error) => new(error, error.Id, (ErrorCategory)error.Category, error.Target)
    {
        ErrorDetails = new ErrorDetails(error.Message) { RecommendedAction = error.RecommendedAction },
    };
}
