using HubSpotImports.Api;
using HubSpotImports.Journal;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary><c>Stop-HsImport</c>: cancels an import. What HubSpot wrote before stays.</summary>
/// <param name="client">The account.</param>
/// <param name="data">Where the journals are; <see langword="null"/> for the user's own folder.</param>
public sealed class StopImport(HubSpotClient client, DataFolder? data = null)
{
    private readonly SubmissionFolder _folder = new(data ?? DataFolder.At(null));

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
            CloseSubmissionOf(id, pipe);
            if (passThru) pipe.WriteObject(await client.GetImportAsync(id, stop).ConfigureAwait(false));
        }
        catch (HsException error) when (error.Id is "HsImportNotFound" or "HsImportIdInvalid" or "HsImportFinished" or "HsBadRequest")
        {
            pipe.WriteError(error);
        }
    }

    // Parts that were not sent yet are not wanted either. A process that works at the submission sees the cancellation by itself.
    private void CloseSubmissionOf(string id, CmdletPipe pipe)
    {
        foreach (var submission in _folder.ReadAll(error => pipe.WriteVerbose(error.Message)).Where(submission => !submission.IsClosed && submission.Head.BaseUri == client.Connection.BaseUri && submission.Parts.Any(part => part.ImportId == id)))
        {
            var unsent = submission.Parts.Where(part => part.ImportId is null).ToList();
            if (unsent.Count > 0) pipe.WriteWarning($"The import {id} is part of the submission {submission.Head.SubmissionId}; its rows from row {unsent[0].Planned.FirstRow:N0} on are not sent any more.");
            try
            {
                _folder.Close(submission.Head.SubmissionId);
            }
            catch (HsException busy) when (busy.Id == "HsSubmissionBusy")
            {
                pipe.WriteVerbose(busy.Message);
            }
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
