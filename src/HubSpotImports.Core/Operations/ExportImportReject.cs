using HubSpotImports.Api;
using HubSpotImports.Files;
using HubSpotImports.Journal;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>Which rows to export, and where to.</summary>
public sealed record ExportImportRejectRequest
{
    /// <summary>The ids of the imports: one, or the parts of one file.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>The full paths of the files that each of them was made from; none where nobody said.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> SourcePaths { get; init; }

    /// <summary>The full path of the reject file.</summary>
    public required string Path { get; init; }

    /// <summary>Whether an existing reject file is replaced.</summary>
    public bool ReplacesRejectFile { get; init; }

    /// <summary>Whether rows that are in without a value go in too.</summary>
    public bool IncludesIncomplete { get; init; }

    /// <summary>The data folder with what the account answered to <c>Test-HsAccount</c>; <see langword="null"/> for that of the environment, or the user's.</summary>
    public string? JournalPath { get; init; }

    /// <summary>Whether to write the reject file, as a <see cref="FileInfo"/>, to the output.</summary>
    public bool PassThru { get; init; }
}

/// <summary><c>Export-HsImportReject</c>: the rows that HubSpot did not take, as a file that can be mended and sent.</summary>
/// <param name="client">The account.</param>
/// <param name="limits">What HubSpot takes.</param>
public sealed class ExportImportReject(HubSpotClient client, ImportLimits? limits = null)
{
    private readonly ImportLimits _limits = limits ?? ImportLimits.Documented;

    /// <summary>Exports the rows. Where anything is wrong, no file is written.</summary>
    /// <param name="request">Which.</param>
    /// <param name="pipe">Told what is not in the file, and why.</param>
    /// <param name="stop">Breaks off.</param>
    public async Task RunAsync(ExportImportRejectRequest request, CmdletPipe pipe, CancellationToken stop)
    {
        try
        {
            var path = SourceOf(request);
            var answers = await AccountAnswers.FindAsync(client, request.JournalPath, pipe, stop).ConfigureAwait(false);
            var imports = await ImportsAsync(request, stop).ConfigureAwait(false);
            var join = await ErrorJoin.OpenAsync(imports[0], [path], 0, SentEncoding.Find(request.JournalPath, imports[0].Id, path), answers?.LineNumbering, _limits, stop).ConfigureAwait(false);
            if (imports.FirstOrDefault(import => !AreParts(import, imports[0], join)) is { } other) throw HsError.OtherColumns(imports[0], other);

            var source = join.SourceOf(imports[0]);
            var file = new RejectFile(source, request.Path, _limits);
            file.Claim(request.ReplacesRejectFile);

            var rejected = new RejectedRows(imports[0], join.ColumnsOf(imports[0]), source.HeaderRecords, request.IncludesIncomplete);
            if (request.IncludesIncomplete && rejected.DoubledType is { } doubled) throw HsError.RowsWouldDouble(imports[0], doubled);

            foreach (var import in imports) await ReadAsync(import, join, rejected, pipe, stop).ConfigureAwait(false);

            if (imports.Count > 1 && imports[0].Files.Count <= 1 && imports.Sum(import => import.TotalRows ?? 0) > join.Rows) throw HsError.NotParts(imports, source.Path);

            var rows = await rejected.DecideAsync(source, _limits, stop).ConfigureAwait(false);
            Report(rejected, imports, join, request, pipe);
            if (rows.Count == 0)
            {
                pipe.WriteVerbose($"There is no row of '{source.Path}' to export, so '{request.Path}' is not written.");
                if (!request.ReplacesRejectFile || !file.Exists) return;
            }

            var action = rows.Count > 0 ? $"Write {rows.Count:N0} rows of '{source.Path}'" : "Remove the rows of an earlier import";
            if (!await pipe.ShouldProcessAsync(request.Path, action).ConfigureAwait(false)) return;

            await file.WriteAsync(rows, nameof(HsImportError.Outcome), (_, row, _) => rejected.ReasonsOf(row), stop).ConfigureAwait(false);
            if (rows.Count == 0) return;

            pipe.WriteVerbose($"'{request.Path}' has {rows.Count:N0} rows, '{file.ReasonsPath}' the reasons.");
            if (request.PassThru) pipe.WriteObject(new FileInfo(request.Path));
        }
        catch (HsException error) when (error.StatusCode is null or 404)
        {
            pipe.WriteError(error);
        }
    }

    private static string SourceOf(ExportImportRejectRequest request)
    {
        var unsaid = request.SourcePaths.ToList().FindIndex(paths => paths.Count == 0);
        if (unsaid >= 0) throw HsError.SourcePathMissing(request.Ids[unsaid]);
        var several = request.SourcePaths.ToList().FindIndex(paths => paths.Count > 1);
        if (several >= 0) throw HsError.SeveralFiles(request.Ids[several], request.SourcePaths[several]);

        var source = request.SourcePaths[0][0];
        return request.SourcePaths.FirstOrDefault(paths => paths[0] != source) is { } other ? throw HsError.SeveralSources(source, other[0]) : source;
    }

    private async Task<IReadOnlyList<HsImport>> ImportsAsync(ExportImportRejectRequest request, CancellationToken stop)
    {
        var imports = new List<HsImport>();
        foreach (var id in request.Ids.Distinct(StringComparer.Ordinal))
        {
            imports.Add(await client.GetImportAsync(id, stop).ConfigureAwait(false));
        }

        return imports;
    }

    private static bool AreParts(HsImport one, HsImport other, ErrorJoin join) =>
        join.SourceOf(one) == join.SourceOf(other) && join.ColumnsOf(one).SequenceEqual(join.ColumnsOf(other)) && one.Operations.OrderBy(pair => pair.Key, StringComparer.Ordinal).SequenceEqual(other.Operations.OrderBy(pair => pair.Key, StringComparer.Ordinal));

    private async Task ReadAsync(HsImport import, ErrorJoin join, RejectedRows rejected, CmdletPipe pipe, CancellationToken stop)
    {
        if (import.State is not "DONE" && !import.IsActive)
        {
            pipe.WriteWarning($"The import {import} did not go to its end as planned: of rows without an error HubSpot does not say whether they are in. The reject file can only have those that HubSpot refused.");
        }

        var others = 0;
        await foreach (var error in new GetImportError(client, _limits).ReadAsync(import, [join], pipe, stop).ConfigureAwait(false))
        {
            if (error.FileNumber is not null && !join.IsOfFile(import, error)) others++;
            else rejected.Add(error);
        }

        if (others > 0) pipe.WriteWarning($"{others:N0} errors of the import {import} are about its other files: Export-HsImportReject -Id {import.Id} -SourcePath, once for each.");
        if (import.Files.Count > 1) pipe.WriteWarning($"The rows of '{join.Source.Path}' went in with other files, whose rows name some of them: sent again by themselves, they are written and not associated.");
    }

    private static void Report(RejectedRows rejected, IReadOnlyList<HsImport> imports, ErrorJoin join, ExportImportRejectRequest request, CmdletPipe pipe)
    {
        var list = $"Get-HsImportError -Id {string.Join(",", imports.Select(import => import.Id))} -SourcePath '{join.Source.Path.Replace("'", "''")}'";
        if (rejected.Uncertain > 0)
        {
            pipe.WriteWarning($"{rejected.Uncertain:N0} refused rows are not in '{request.Path}', because it is not sure which rows of '{join.Source.Path}' they are: rows are the same, or the file was changed. {list} | Where-Object Row -eq $null");
        }

        if (rejected.Unknown > 0)
        {
            pipe.WriteWarning($"{rejected.Unknown:N0} rows are not in '{request.Path}', because HubSpot does not say whether they are in. {list} | Where-Object Outcome -eq Unknown");
        }

        if (rejected.WouldDouble > 0)
        {
            pipe.WriteWarning($"{rejected.WouldDouble:N0} rows are not in '{request.Path}', because HubSpot has records of them, or may have, and would create them a second time.");
        }

        if (rejected.AboutFile > 0)
        {
            pipe.WriteWarning($"{rejected.AboutFile:N0} errors are about the whole file and name no row. {list} | Where-Object Line -le 1");
        }

        if (rejected.Incomplete > 0) pipe.WriteVerbose($"{rejected.Incomplete:N0} rows are in HubSpot without a value, and not in '{request.Path}'; -IncludeIncomplete adds them.");
        if (imports[0].Files.Count > 1) return; // The counter is one for all files.

        var read = imports.Sum(import => import.TotalRows ?? 0);
        if (read < join.Rows && imports.All(import => import.TotalRows is not null))
        {
            pipe.WriteWarning($"'{join.Source.Path}' has {join.Rows:N0} rows, and HubSpot read {read:N0} in these imports. The others were held back, are in other parts, or were not sent.");
        }
    }
}
