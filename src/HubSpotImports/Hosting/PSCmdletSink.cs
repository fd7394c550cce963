using System.Management.Automation;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Hosting;

/// <summary>Puts the output of an operation into the pipeline of a cmdlet. When it is disposed, no bar is left.</summary>
internal sealed class PSCmdletSink(PSCmdlet cmdlet) : ICmdletSink, IDisposable
{
    // Above the numbers that the engine gives commands, in order.
    private static long _lastSource = 1L << 40;

    private readonly long _source = Interlocked.Increment(ref _lastSource);
    private readonly SortedDictionary<int, HsProgress> _bars = [];

    public void WriteObject(object value) => cmdlet.WriteObject(value);

    public void WriteError(HsException error) => cmdlet.WriteError(ErrorRecords.Of(error));

    public void WriteWarning(string text) => cmdlet.WriteWarning(text);

    public void WriteVerbose(string text) => cmdlet.WriteVerbose(text);

    public bool ShouldProcess(string target, string action) => cmdlet.ShouldProcess(target, action);

    public void WriteProgress(HsProgress progress)
    {
        if (!ShellInteraction.IsWatched) return;
        if (progress.IsCompleted) _bars.Remove(progress.Id);
        else _bars[progress.Id] = progress;
        cmdlet.CommandRuntime.WriteProgress(_source, RecordOf(progress));
    }

    /// <summary>Takes away the bars that a command leaves which was broken off. Its pipeline takes nothing when it was stopped, but the host does.</summary>
    public void Dispose()
    {
        foreach (var bar in _bars.Values.Reverse())
        {
            var end = RecordOf(bar with { IsCompleted = true });
            try
            {
                cmdlet.CommandRuntime.WriteProgress(_source, end);
            }
            catch (PipelineStoppedException)
            {
                cmdlet.Host.UI.WriteProgress(_source, end);
            }
        }
    }

    private static ProgressRecord RecordOf(HsProgress progress) => new(progress.Id, progress.Activity, progress.Status)
    {
        ParentActivityId = progress.ParentId,
        PercentComplete = progress.PercentComplete,
        SecondsRemaining = progress.SecondsRemaining,
        RecordType = progress.IsCompleted ? ProgressRecordType.Completed : ProgressRecordType.Processing,
    };
}
