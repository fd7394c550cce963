using HubSpotImports.Api;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary><c>Get-HsImportError</c>: the rows and values of an import that HubSpot did not take.</summary>
/// <param name="client">The account.</param>
public sealed class GetImportError(HubSpotClient client)
{
    /// <summary>Writes the errors of imports, page by page.</summary>
    /// <param name="ids">The imports' ids.</param>
    /// <param name="pipe">Gets them.</param>
    /// <param name="stop">Breaks off.</param>
    public async Task RunAsync(IReadOnlyList<string> ids, CmdletPipe pipe, CancellationToken stop)
    {
        foreach (var id in ids) await ReadAsync(id, pipe, stop).ConfigureAwait(false);
    }

    private async Task ReadAsync(string id, CmdletPipe pipe, CancellationToken stop)
    {
        try
        {
            var import = await client.GetImportAsync(id, stop).ConfigureAwait(false);
            if (import.IsActive) pipe.WriteWarning($"The import {import} is not finished; more errors may come. Wait-HsImport -Id {id}");

            await foreach (var error in client.ListImportErrorsAsync(import, stop).ConfigureAwait(false)) pipe.WriteObject(error);
        }
        catch (HsException error) when (error.Id is "HsImportNotFound" or "HsImportIdInvalid")
        {
            pipe.WriteError(error);
        }
    }
}
