using HubSpotImports.Sandbox.Store;
using HubSpotImports.Sandbox.Uploads;

namespace HubSpotImports.Sandbox.Importing;

/// <summary>The life of one import from STARTED to its end. Rows go in by batches, one transaction each.</summary>
internal sealed class ImportRun
{
    private const int FullSpeedRows = 5_000;

    private readonly Account _account;
    private readonly FilePlanner _planner;
    private readonly StoredImport _import;
    private readonly ImportRequest _request;
    private readonly ImportCounters _counters;

    private readonly FilePlan?[] _plans;

    // The file that is being read, which a fault of a file as a whole is about.
    private int _part;

    public ImportRun(Account account, StoredImport import)
    {
        _account = account;
        _planner = new FilePlanner(account.Properties, account.Types, account.Associations);
        _import = import;
        _request = new ImportRequestReader(account.Types).Read(import.RequestJson);
        _counters = ImportCounters.FromMap(import.Counters);
        _plans = new FilePlan?[_request.Files.Count];
        _part = import.Step % _plans.Length;
    }

    private SandboxOptions Options => _account.Options;

    private ImportStore Imports => _account.Imports;

    /// <summary>Runs to the end. A cancelled import stops at its next batch; the token is for that, and for the end of the server.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!await Imports.TryMoveAsync(_import.Id, ImportState.Started, cancellationToken)) return;
        if (Options.BeforeProcessing is { } hold) await hold(_import.Id, cancellationToken);
        await Task.Delay(Options.ProcessingDelay, _account.Clock, cancellationToken);
        if (!await Imports.TryMoveAsync(_import.Id, ImportState.Processing, cancellationToken)) return;
        try
        {
            await CheckMarketingEventAsync(cancellationToken);
            await PlanLaterFilesAsync();

            // First the records of all files, then what ties them together: a row may name a record of a later file.
            for (var step = _import.Step; step < 2 * _request.Files.Count; step++)
            {
                if (!await ImportFileAsync(step, cancellationToken)) return;
            }

            await Imports.TryMoveAsync(_import.Id, ImportState.Done, cancellationToken);
        }
        catch (FailedImportException exception)
        {
            await FailAsync(exception.Error, cancellationToken);
        }
    }

    /// <summary>Ends the import as FAILED, with an error that concerns the file as a whole.</summary>
    public async Task FailAsync(RowError error, CancellationToken cancellationToken)
    {
        using var turn = await _account.Database.EnterAsync(cancellationToken);
        if (!Imports.TryMove(turn, _import.Id, ImportState.Failed)) return;
        var stored = ImportStore.Find(turn, _import.Id)!;
        var counters = ImportCounters.FromMap(stored.Counters);
        counters.Errors++;
        ErrorStore.Add(turn, _import.Id, Now(), error, new ErrorPlace(_part, default, FileOf(_part).FileId, PageName: null, ColumnName: null, Cells: []));
        Imports.SaveProgress(turn, _import.Id, counters, stored.Step, stored.RecordsDone);
    }

    // Parts of the form may come in another order than the files of the request.
    private UploadedFile FileOf(int part) => _import.Files.First(file => file.Name == _request.Files[part].Name);

    // That an event which is not there fails the import as a whole is deduced.
    private async Task CheckMarketingEventAsync(CancellationToken cancellationToken)
    {
        if (_request.MarketingEventId is not { } id || await new ObjectStore(_account.Database).FindAsync("0-54", id, cancellationToken) is not null) return;
        throw new FailedImportException("MISSING_EVENT_DEFINITION", $"There is no marketing event {id}.", "0-54");
    }

    // A file that cannot be imported fails the import before a row of another is written (deduced). The first file is planned when it is read.
    private async Task PlanLaterFilesAsync()
    {
        for (var part = 1; part < _plans.Length; part++)
        {
            _part = part;
            await using var stream = _account.Uploads.OpenRead(FileOf(part));
            using var rows = RowReader.Open(stream, _request.Files[part], Options.LineNumbering);
            _plans[part] = _planner.Plan(_request, _request.Files[part], rows.Header);
        }
    }

    /// <returns>Whether the import goes on.</returns>
    private async Task<bool> ImportFileAsync(int step, CancellationToken cancellationToken)
    {
        _part = step % _plans.Length;

        // Files whose rows say nothing of one another need no second reading.
        var isTying = step >= _plans.Length;
        if (isTying && _plans[_part] is { Ties.IsEmpty: true }) return true;
        var file = FileOf(_part);
        await using var stream = _account.Uploads.OpenRead(file);
        using var rows = RowReader.Open(stream, _request.Files[_part], Options.LineNumbering);
        var plan = _plans[_part] ??= _planner.Plan(_request, _request.Files[_part], rows.Header);
        if (isTying && plan.Ties.IsEmpty) return true;
        rows.Columns = plan.ColumnCount;

        // A server that was stopped goes on after the rows whose transaction was completed.
        var done = step == _import.Step ? _import.RecordsDone : 0;
        for (var skipped = 0L; skipped < done; skipped++) rows.Read();

        while (true)
        {
            if (Options.BeforeBatch is { } hold) await hold(_import.Id, _counters.TotalRows, cancellationToken);
            var isPaced = _counters.TotalRows < Options.PacedRows;
            using (var turn = await _account.Database.EnterAsync(cancellationToken))
            {
                // The state is asked in the same turn: after the answer to a cancel no further row is written.
                if (ImportStore.Find(turn, _import.Id)!.State != ImportState.Processing) return false;
                if (ImportBatch(turn, rows, plan, step, file, isPaced ? Options.RowsPerBatch : FullSpeedRows)) return true;
            }

            if (isPaced) await Task.Delay(Options.BatchPause, _account.Clock, cancellationToken);
        }
    }

    /// <returns>Whether the file has no further rows.</returns>
    private bool ImportBatch(DatabaseTurn turn, RowReader rows, FilePlan plan, int step, UploadedFile file, int count)
    {
        var now = Now();
        var isLast = false;
        turn.Execute("BEGIN");
        try
        {
            isLast = step < _request.Files.Count ? WriteRecords() : TieRecords();

            // The next file begins at its first row.
            Imports.SaveProgress(turn, _import.Id, _counters, isLast ? step + 1 : step, isLast ? 0 : rows.Place.Record);
            turn.Execute("COMMIT");
        }
        catch (FailedImportException)
        {
            // The rows before the unreadable place are good, and stay.
            Imports.SaveProgress(turn, _import.Id, _counters, step, rows.Place.Record);
            turn.Execute("COMMIT");
            throw;
        }
        catch
        {
            turn.Execute("ROLLBACK");
            throw;
        }

        return isLast;

        bool WriteRecords()
        {
            using var importer = new RowImporter(turn, _import, step, plan, _counters, Options, _account.Faults, Report);
            for (var i = 0; i < count; i++)
            {
                if (!rows.Read()) return true;
                importer.Import(rows, now);
            }

            return false;
        }

        bool TieRecords()
        {
            using var importer = new TieImporter(
                turn, _import, step - _request.Files.Count, plan, _request.MarketingEventId, _account.Associations, _counters, Report);
            for (var i = 0; i < count; i++)
            {
                if (!rows.Read()) return true;
                importer.Import(rows);
            }

            return false;
        }

        void Report(RowError error) => ErrorStore.Add(
            turn, _import.Id, now, error, new ErrorPlace(_part, rows.Place, file.FileId, rows.PageName, NameOf(error.ColumnNumber, rows), rows.Texts()));
    }

    private string? NameOf(int? column, RowReader rows) =>
        column is not { } index ? null : rows.Header is { } header ? header[index] : _request.Files[_part].Columns[index].Name;

    private long Now() => _account.Clock.GetUtcNow().ToUnixTimeMilliseconds();
}
