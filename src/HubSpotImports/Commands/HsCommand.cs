using System.ComponentModel;
using System.Management.Automation;
using HubSpotImports.Hosting;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Commands;

/// <summary>What all cmdlets of this module share: an operation that runs in the pump, and Ctrl+C that ends it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class HsCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    // An exception other than PipelineStoppedException that leaves a stopped cmdlet would be put into $Error.
    private protected void Run(Func<CmdletPipe, CancellationToken, Task> work)
    {
        try
        {
            using var sink = new PSCmdletSink(this);
            CmdletPump.Run(sink, work, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (HsException error) when (_stop.IsCancellationRequested)
        {
            // A stopped pipeline shows no errors, and this one must be seen: what was sent whole may have been taken.
            Host.UI.WriteWarningLine($"{error.Message} {error.RecommendedAction}");
            throw new PipelineStoppedException();
        }
        catch (HsException error)
        {
            ThrowTerminatingError(ErrorRecords.Of(error));
        }
    }

    // For what is done on the pipeline thread, before the pump.
    private protected void Try(Action work)
    {
        try
        {
            work();
        }
        catch (HsException error)
        {
            WriteError(ErrorRecords.Of(error));
        }
    }
}
