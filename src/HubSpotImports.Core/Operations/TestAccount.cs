using System.Diagnostics;
using HubSpotImports.Api;
using HubSpotImports.Journal;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>How to test an account.</summary>
public sealed record TestAccountRequest
{
    /// <summary>The data folder; <see langword="null"/> for that of the environment, or the user's.</summary>
    public string? JournalPath { get; init; }

    /// <summary>How long to wait for the import to end and to show in the list.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>
/// <c>Test-HsAccount</c>: asks an account what HubSpot's documents do not say, by an import that writes nothing, and keeps the answers. One object for
/// one test.
/// </summary>
/// <param name="client">The account.</param>
/// <param name="pauses">The pauses between two looks at the import and the list.</param>
public sealed class TestAccount(HubSpotClient client, PollingPauses? pauses = null)
{
    private const int PageSize = 100; // One that GetImport asks for too.
    private const int MostErrors = 100;

    // The largest first: what is refused says nothing about the next.
    private static readonly int[] Limits = [1000, 500, 200, PageSize];

    private readonly PollingPauses _pauses = pauses ?? new PollingPauses { Growth = 1.2, Longest = TimeSpan.FromSeconds(5) };
    private readonly List<HsException> _faults = [];
    private AccountAnswers _answers = new();
    private HsImport _import = new();

    /// <summary>Asks whether to, makes the import, watches it and the list, and keeps what it finds.</summary>
    /// <param name="request">How.</param>
    /// <param name="pipe">Gets an <see cref="HsAccountTest"/>, and an error that says which answers are missing where something failed.</param>
    /// <param name="stop">Breaks off. An import that was taken goes on, and writes nothing.</param>
    /// <exception cref="HsException">The import could not be started, or answers cannot be kept.</exception>
    public async Task RunAsync(TestAccountRequest request, CmdletPipe pipe, CancellationToken stop)
    {
        var folder = DataFolder.At(request.JournalPath);
        var connection = client.Connection;
        var account = await client.GetAccountAsync(stop).ConfigureAwait(false);
        var path = account is null ? null : AccountAnswers.PathOf(folder, connection.BaseUri, account);
        if (!await pipe.ShouldProcessAsync($"account {account ?? "unknown"} at {connection}", Describe(request, path)).ConfigureAwait(false)) return;

        if (path is not null) folder.Make(folder.Accounts); // Before an import is made whose answers would be lost.
        var import = AccountProbe.NewUpload();
        _import = await client.StartAsync(import, () => { }, progress: null, stop).ConfigureAwait(false);
        _answers = new AccountAnswers { ApiVersion = connection.ApiVersion, TestedAt = DateTimeOffset.UtcNow, ImportId = _import.Id };
        pipe.WriteVerbose($"HubSpot took the import {_import}.");

        await AskAsync(limit => WatchAsync(import, limit), request, stop).ConfigureAwait(false);
        if (_import.IsFinished) await AskAsync(limit => ReadErrorsAsync(pipe, limit), request, stop).ConfigureAwait(false);
        await AskAsync(ReadPagesAsync, request, stop).ConfigureAwait(false);

        var test = Result(account, path);
        if (path is null) pipe.WriteWarning("HubSpot does not say which account this is (scope oauth), so the answers are not kept.");
        else _answers.Save(folder, path);
        Report(test, pipe);
        pipe.WriteObject(test);
    }

    private static string Describe(TestAccountRequest request, string? path) =>
        $"Start the import '{AccountProbe.ImportName}', which stays in the account's list of imports. It only updates, and its {AccountProbe.Rows} contacts have record ids that cannot exist, so HubSpot refuses each and writes nothing. "
        + $"Then watch it and the list for at most {request.Limit.TotalSeconds:0} s, read its errors, {(path is null ? "and show what they tell" : $"and keep what they tell in '{path}'")}";

    // What one probe cannot find out must not keep the others from it.
    private async Task AskAsync(Func<CancellationToken, Task> probe, TestAccountRequest request, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(request.Limit);
        try
        {
            await probe(limit.Token).ConfigureAwait(false);
        }
        catch (HsException fault)
        {
            _faults.Add(fault);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            _faults.Add(HsError.AccountTestTimedOut(_import, request.Limit));
        }
    }

    // Until the import has ended and has shown in the list.
    private async Task WatchAsync(ImportUpload import, CancellationToken stop)
    {
        var sinceTaken = Stopwatch.StartNew();
        for (var look = 0; ; look++)
        {
            if (_answers.ListLag is null && await FindListedAsync(stop).ConfigureAwait(false) is { } listed)
            {
                _answers = _answers with
                {
                    ListLag = sinceTaken.Elapsed,
                    ListsNames = listed.Name == AccountProbe.ImportName,
                    ListsFileNames = listed.RequestJson?.Contains(import.Files[0].UploadName) ?? false,
                };
            }

            if (!_import.IsFinished) _import = await client.GetImportAsync(_import.Id, stop).ConfigureAwait(false);
            if (_import.IsFinished && _answers.ListLag is not null) break;
            await Task.Delay(_pauses.Before(look), stop).ConfigureAwait(false);
        }

        _answers = _answers with { ListsFinished = await FindListedAsync(stop).ConfigureAwait(false) is not null };
    }

    private async Task<HsImport?> FindListedAsync(CancellationToken stop)
    {
        await foreach (var listed in client.ListImportsAsync(PageSize, stop).ConfigureAwait(false))
        {
            if (listed.Id == _import.Id) return listed;
        }

        return null;
    }

    private async Task ReadErrorsAsync(CmdletPipe pipe, CancellationToken stop)
    {
        var errors = new List<HsImportError>();
        await foreach (var error in client.ListImportErrorsAsync(_import, stop).ConfigureAwait(false))
        {
            errors.Add(error);
            if (errors.Count == MostErrors) break;
        }

        var way = AccountProbe.WayOf(errors);
        _answers = _answers with { LineNumbering = way?.Numbering, CountsBlankLines = way?.CountsBlankLines, RowData = AccountProbe.RowDataOf(errors) };
        if (way is null)
        {
            pipe.WriteWarning($"The errors of the import {_import} do not tell how lines are counted: {string.Join(", ", errors.Take(10))}. Get-HsImportError -Id {_import.Id}");
        }
    }

    private async Task ReadPagesAsync(CancellationToken stop)
    {
        foreach (var limit in Limits)
        {
            if (await TryPageAsync(limit, stop).ConfigureAwait(false) is not { } page) continue;
            _answers = _answers with
            {
                LargestLimit = limit,
                LargestPageSize = SizeOf(page),
                ListOrder = OrderOf(page.Imports),
                SendsDate = client.ServerTime(DateTimeOffset.UtcNow) is not null,
            };
            break;
        }

        _answers = _answers with { DefaultPageSize = SizeOf(await client.GetImportPageAsync(limit: null, stop).ConfigureAwait(false)) };
    }

    private async Task<ImportPage?> TryPageAsync(int limit, CancellationToken stop)
    {
        try
        {
            return await client.GetImportPageAsync(limit, stop).ConfigureAwait(false);
        }
        catch (HsException refusal) when (refusal.Id == "HsBadRequest")
        {
            return null;
        }
    }

    // A page behind which none follows may have had room for more.
    private static int? SizeOf(ImportPage page) => page.HasNext ? page.Imports.Count : null;

    private static HsListOrder? OrderOf(IReadOnlyList<HsImport> imports)
    {
        var times = imports.Where(import => import.CreatedAt is not null).Select(import => import.CreatedAt!.Value).ToList();
        if (times.Distinct().Count() < 2) return null;
        if (times.SequenceEqual(times.OrderByDescending(time => time))) return HsListOrder.NewestFirst;
        return times.SequenceEqual(times.OrderBy(time => time)) ? HsListOrder.OldestFirst : HsListOrder.Other;
    }

    private void Report(HsAccountTest test, CmdletPipe pipe)
    {
        if (_import.CreatedObjects > 0 || _import.UpdatedObjects > 0)
        {
            pipe.WriteWarning($"HubSpot says that the import {_import} wrote records, which it should have refused. Look at it in the account's list of imports.");
        }

        if (_faults.Count > 0) pipe.WriteError(HsError.AccountTestIncomplete(test, _faults[0]));
        else if (test.Missing.Count > 0) pipe.WriteVerbose($"Not to be told from this account's imports yet: {string.Join(", ", test.Missing)}.");
    }

    private HsAccountTest Result(string? account, string? path) => new()
    {
        Account = account,
        BaseUri = client.Connection.BaseUri,
        ApiVersion = _answers.ApiVersion,
        TestedAt = _answers.TestedAt,
        ImportId = _answers.ImportId,
        LineNumbering = _answers.LineNumbering,
        CountsBlankLines = _answers.CountsBlankLines,
        RowData = _answers.RowData,
        DefaultPageSize = _answers.DefaultPageSize,
        LargestLimit = _answers.LargestLimit,
        LargestPageSize = _answers.LargestPageSize,
        ListLag = _answers.ListLag,
        ListsNames = _answers.ListsNames,
        ListsFileNames = _answers.ListsFileNames,
        ListsFinished = _answers.ListsFinished,
        ListOrder = _answers.ListOrder,
        SendsDate = _answers.SendsDate,
        StoredIn = path,
    };
}
