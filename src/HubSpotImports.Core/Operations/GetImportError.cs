using System.Runtime.CompilerServices;
using HubSpotImports.Api;
using HubSpotImports.Files;
using HubSpotImports.Journal;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary><c>Get-HsImportError</c>: the rows and values of an import that HubSpot did not take.</summary>
/// <param name="client">The account.</param>
/// <param name="limits">What HubSpot takes.</param>
/// <param name="journalPath">The data folder with what the account answered to <c>Test-HsAccount</c>; <see langword="null"/> for that of the environment, or the user's.</param>
public sealed class GetImportError(HubSpotClient client, ImportLimits? limits = null, string? journalPath = null)
{
    /// <summary>Writes the errors of imports, page by page; with a source, many pages at a time.</summary>
    /// <param name="ids">The imports' ids.</param>
    /// <param name="sourcePaths">The full paths of the files that they were made from, so that errors get their lines; none for HubSpot's.</param>
    /// <param name="pipe">Gets them.</param>
    /// <param name="stop">Breaks off.</param>
    public async Task RunAsync(IReadOnlyList<string> ids, IReadOnlyList<string> sourcePaths, CmdletPipe pipe, CancellationToken stop)
    {
        foreach (var id in ids)
        {
            try
            {
                var import = await client.GetImportAsync(id, stop).ConfigureAwait(false);
                var joins = await OpenAsync(import, sourcePaths, pipe, stop).ConfigureAwait(false);
                await foreach (var error in ReadAsync(import, joins, pipe, stop).ConfigureAwait(false)) pipe.WriteObject(error);
            }
            catch (HsException error) when (error.Id is "HsImportNotFound" or "HsImportIdInvalid" || IsAboutFile(error))
            {
                pipe.WriteError(error);
            }
        }
    }

    /// <summary>Reads the errors of an import, and says where the list cannot be complete.</summary>
    /// <param name="import">The import.</param>
    /// <param name="joins">Each joins those of one source; none to leave them as they are.</param>
    /// <param name="pipe">Gets warnings.</param>
    /// <param name="stop">Breaks off.</param>
    internal async IAsyncEnumerable<HsImportError> ReadAsync(HsImport import, IReadOnlyList<ErrorJoin> joins, CmdletPipe pipe, [EnumeratorCancellation] CancellationToken stop)
    {
        if (import.IsActive) pipe.WriteWarning($"The import {import} is not finished; more errors may come. Wait-HsImport -Id {import.Id}");

        long count = 0;
        var unjoined = new List<HsImportError>();
        await foreach (var error in client.ListImportErrorsAsync(import, stop).ConfigureAwait(false))
        {
            count++;
            unjoined.Add(error);
            if (joins.Count > 0 && unjoined.Count < ErrorJoin.MostErrors) continue;

            foreach (var joined in await JoinAsync().ConfigureAwait(false)) yield return joined;
            unjoined.Clear();
        }

        foreach (var joined in await JoinAsync().ConfigureAwait(false)) yield return joined;

        if (joins.Any(join => join.IsKnownWrong))
        {
            pipe.WriteVerbose($"The lines of the import {import} are not counted as Test-HsAccount found it, so every way of counting was tried. Test-HsAccount asks the account again.");
        }

        if (import.IsFinished && import.Errors is { } counted && counted != count)
        {
            pipe.WriteWarning($"HubSpot counts {counted:N0} errors in the import {import} and lists {count:N0}.");
        }

        async Task<IReadOnlyList<HsImportError>> JoinAsync()
        {
            IReadOnlyList<HsImportError> joined = unjoined;
            foreach (var join in joins) joined = await join.RunAsync(import, joined, stop).ConfigureAwait(false);
            return joined;
        }
    }

    private static bool IsAboutFile(HsException error) => error.Category is HsErrorCategory.InvalidData or HsErrorCategory.ReadError;

    // A source that is not there any more, or another file by now, leaves its errors as HubSpot says them.
    private async Task<IReadOnlyList<ErrorJoin>> OpenAsync(HsImport import, IReadOnlyList<string> sourcePaths, CmdletPipe pipe, CancellationToken stop)
    {
        if (sourcePaths.Count == 0) return [];

        var answers = await AccountAnswers.FindAsync(client, journalPath, pipe, stop).ConfigureAwait(false);
        var joins = new List<ErrorJoin>();
        for (var index = 0; index < sourcePaths.Count; index++)
        {
            try
            {
                joins.Add(await ErrorJoin.OpenAsync(import, sourcePaths, index, SentEncoding.Find(journalPath, import.Id, sourcePaths[index]), answers?.LineNumbering, limits ?? ImportLimits.Documented, stop).ConfigureAwait(false));
            }
            catch (HsException fault)
            {
                pipe.WriteWarning($"The errors of the import {import} have the lines of what was sent. {fault.Message}");
            }
        }

        return joins;
    }
}
