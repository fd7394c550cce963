using HubSpotImports.Api;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary><c>Stop-HsImport</c>: cancels an import. What HubSpot wrote before stays.</summary>
/// <param name="client">The account.</param>
public sealed class StopImport(HubSpotClient client)
{
    /// <summary>Cancels imports.</summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="passThru">Whether to read each import again and write it.</param>
    /// <param name="pipe">Gets them.</param>
    /// <param name="stop">Breaks the calls off.</param>
    public async Task RunAsync(IReadOnlyList<string> ids, bool passThru, CmdletPipe pipe, CancellationToken stop)
    {
        foreach (var id in ids) await StopAsync(id, passThru, pipe, stop).ConfigureAwait(false);
    }

    private async Task StopAsync(string id, bool passThru, CmdletPipe pipe, CancellationToken stop)
    {
        try
        {
            if (!await pipe.ShouldProcessAsync($"import {id}", "Cancel").ConfigureAwait(false)) return;

            var status = await CancelAsync(id, stop).ConfigureAwait(false);
            pipe.WriteVerbose($"Import {id}: HubSpot says {status} of the cancellation.");
            if (passThru) pipe.WriteObject(await client.GetImportAsync(id, stop).ConfigureAwait(false));
        }
        catch (HsException error) when (error.Id is "HsImportNotFound" or "HsImportIdInvalid" or "HsImportFinished" or "HsBadRequest")
        {
            pipe.WriteError(error);
        }
    }

    // HubSpot refuses to cancel what has ended (deduced), in words that may be anything: the import itself tells. One that is cancelled
    // already may be so by an attempt whose answer was lost, and is as it was wished.
    private async Task<string> CancelAsync(string id, CancellationToken stop)
    {
        try
        {
            return await client.CancelImportAsync(id, stop).ConfigureAwait(false);
        }
        catch (HsException refusal) when (refusal.Id == "HsBadRequest")
        {
            var import = await client.GetImportAsync(id, stop).ConfigureAwait(false);
            if (import.Outcome == HsImportOutcome.Canceled) return import.State;
            throw import.IsFinished ? HsError.ImportFinished(import, refusal) : refusal;
        }
    }
}
