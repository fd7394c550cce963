using HubSpotImports.Sandbox.Properties;
using HubSpotImports.Sandbox.Store;
using HubSpotImports.Sandbox.Uploads;

namespace HubSpotImports.Sandbox.Importing;

/// <summary>The life of one import from STARTED to its end. Rows go in by batches, one transaction each.</summary>
internal sealed class ImportRun
{
    private const int FullSpeedRows = 5_000;

    private readonly Database _database;
    private readonly ImportStore _imports;
    private readonly UploadFolder _uploads;
    private readonly FilePlanner _planner;
    private readonly SandboxOptions _options;
    private readonly TimeProvider _clock;
    private readonly StoredImport _import;
    private readonly ImportRequest _request;
    private readonly ImportCounters _counters;

    public ImportRun(
        Database database, ImportStore imports, UploadFolder uploads, PropertyCatalogue catalogue, SandboxOptions options, TimeProvider clock, StoredImport import)
    {
        _database = database;
        _imports = imports;
        _uploads = uploads;
        _planner = new FilePlanner(catalogue);
        _options = options;
        _clock = clock;
        _import = import;
        _request = ImportRequestReader.Read(import.RequestJson);
        _counters = ImportCounters.FromMap(import.Counters);
    }

    /// <summary>Runs to the end. A cancelled import stops at its next batch; the token is for that, and for the end of the server.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!await _imports.TryMoveAsync(_import.Id, ImportState.Started, cancellationToken)) return;
        if (_options.BeforeProcessing is { } hold) await hold(_import.Id, cancellationToken);
        await Task.Delay(_options.ProcessingDelay, cancellationToken);
        if (!await _imports.TryMoveAsync(_import.Id, ImportState.Processing, cancellationToken)) return;
        try
        {
            for (var part = _import.Part; part < _request.Files.Count; part++)
            {
                if (!await ImportFileAsync(part, cancellationToken)) return;
            }

            await _imports.TryMoveAsync(_import.Id, ImportState.Done, cancellationToken);
        }
        catch (FailedImportException exception)
        {
            await FailAsync(exception.Error, cancellationToken);
        }
    }

    /// <summary>Ends the import as FAILED, with an error that concerns the file as a whole.</summary>
    public async Task FailAsync(RowError error, CancellationToken cancellationToken)
    {
        using var turn = await _database.EnterAsync(cancellationToken);
        if (!_imports.TryMove(turn, _import.Id, ImportState.Failed)) return;
        var stored = ImportStore.Find(turn, _import.Id)!;
        var counters = ImportCounters.FromMap(stored.Counters);
        counters.Errors++;
        ErrorStore.Add(turn, _import.Id, Now(), error, line: 0, FileOf(Math.Min(stored.Part, _request.Files.Count - 1)).FileId, row: []);
        _imports.SaveProgress(turn, _import.Id, counters, stored.Part, stored.RecordsDone);
    }

    // Parts of the form may come in another order than the files of the request.
    private UploadedFile FileOf(int part) => _import.Files.First(file => file.Name == _request.Files[part].Name);

    private async Task<bool> ImportFileAsync(int part, CancellationToken cancellationToken)
    {
        var requested = _request.Files[part];
        var file = FileOf(part);
        await using var stream = _uploads.OpenRead(file);
        using var rows = RowReader.Open(stream, requested, _options.LineNumbering);
        var plan = _planner.Plan(_request, requested, rows.Header);
        rows.Columns = plan.ColumnCount;

        // A server that was stopped goes on after the rows whose transaction was completed.
        var done = part == _import.Part ? _import.RecordsDone : 0;
        for (var skipped = 0L; skipped < done; skipped++) rows.Read();

        while (true)
        {
            if (_options.BeforeBatch is { } hold) await hold(_import.Id, _counters.TotalRows, cancellationToken);
            var isPaced = _counters.TotalRows < _options.PacedRows;
            using (var turn = await _database.EnterAsync(cancellationToken))
            {
                // The state is asked in the same turn: after the answer to a cancel no further row is written.
                if (ImportStore.Find(turn, _import.Id)!.State != ImportState.Processing) return false;
                if (ImportBatch(turn, rows, plan, part, file, isPaced ? _options.RowsPerBatch : FullSpeedRows)) return true;
            }

            if (isPaced) await Task.Delay(_options.BatchPause, cancellationToken);
        }
    }

    /// <returns>Whether the file has no further rows.</returns>
    private bool ImportBatch(DatabaseTurn turn, RowReader rows, FilePlan plan, int part, UploadedFile file, int count)
    {
        var now = Now();
        var isLast = false;
        turn.Execute("BEGIN");
        try
        {
            using var importer = new RowImporter(turn, _import, part, plan, _counters, _options, Report);
            for (var i = 0; i < count && !isLast; i++)
            {
                isLast = !rows.Read();
                if (!isLast) importer.Import(rows, now);
            }

            // The next file begins at its first row.
            _imports.SaveProgress(turn, _import.Id, _counters, isLast ? part + 1 : part, isLast ? 0 : rows.Place.Record);
            turn.Execute("COMMIT");
        }
        catch (FailedImportException)
        {
            // The rows before the unreadable place are good, and stay.
            _imports.SaveProgress(turn, _import.Id, _counters, part, rows.Place.Record);
            turn.Execute("COMMIT");
            throw;
        }
        catch
        {
            turn.Execute("ROLLBACK");
            throw;
        }

        return isLast;

        void Report(RowError error) => ErrorStore.Add(turn, _import.Id, now, error, rows.Place.Line, file.FileId, rows.Texts());
    }

    private long Now() => _clock.GetUtcNow().ToUnixTimeMilliseconds();
}
