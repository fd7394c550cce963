using System.Management.Automation;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Hosting;

/// <summary>Puts the output of an operation into the pipeline of a cmdlet.</summary>
internal sealed class PSCmdletSink(PSCmdlet cmdlet) : ICmdletSink
{
    public void WriteObject(object value) => cmdlet.WriteObject(value);

    public void WriteError(HsException error) => cmdlet.WriteError(ErrorRecords.Of(error));

    public void WriteWarning(string text) => cmdlet.WriteWarning(text);

    public void WriteVerbose(string text) => cmdlet.WriteVerbose(text);

    public bool ShouldProcess(string target, string action) => cmdlet.ShouldProcess(target, action);

    public void WriteProgress(HsProgress progress) => cmdlet.WriteProgress(new ProgressRecord(progress.Id, progress.Activity, progress.Status)
    {
        PercentComplete = progress.PercentComplete,
        RecordType = progress.IsCompleted ? ProgressRecordType.Completed : ProgressRecordType.Processing,
    });
}
