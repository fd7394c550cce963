using System.Globalization;
using HubSpotImports.Api;
using HubSpotImports.Checks;
using HubSpotImports.Files;
using HubSpotImports.Journal;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>An import to start.</summary>
public sealed record StartImportRequest : SendRequest
{
    /// <summary>The files, from <see cref="NewImportFile"/>: one, or several that are one import.</summary>
    public required IReadOnlyList<HsImportFile> Files { get; init; }

    /// <summary>The name in the account; <see langword="null"/> for that of the first file.</summary>
    public string? Name { get; init; }

    /// <summary>The key of <see cref="Operations"/> that stands for every object type it does not name.</summary>
    public const string AllObjectTypes = "*";

    /// <summary>What may be done with records, by name or id of the object type.</summary>
    public IReadOnlyDictionary<string, HsImportOperation> Operations { get; init; } = new Dictionary<string, HsImportOperation>();

    /// <inheritdoc cref="ImportRequest.DateFormat"/>
    public HsDateFormat? DateFormat { get; init; }

    /// <inheritdoc cref="ImportRequest.TimeZone"/>
    public string? TimeZone { get; init; }

    /// <inheritdoc cref="ImportRequest.MarketableContactImport"/>
    public bool? MarketableContactImport { get; init; }

    /// <inheritdoc cref="ImportRequest.CreateContactListFromImport"/>
    public bool? CreateContactListFromImport { get; init; }

    /// <inheritdoc cref="ImportRequest.MarketingEventObjectId"/>
    public long? MarketingEventObjectId { get; init; }

    /// <summary>What to do with rows that break HubSpot's rules.</summary>
    public HsInvalidRow InvalidRow { get; init; }

    /// <summary>The full path of the file for rows that are held back, of an import of one file.</summary>
    public string? RejectPath { get; init; }

    /// <summary>Whether an existing reject file is replaced.</summary>
    public bool ReplacesRejectFile { get; init; }

    /// <summary>What to do where an earlier run of the same content did not come to its end.</summary>
    public HsIfOpen IfOpen { get; init; }

    /// <summary>Whether content that was sent lately is sent again although that creates its records twice.</summary>
    public bool Again { get; init; }

    /// <summary>The mappings of all files.</summary>
    internal IEnumerable<HsColumnMapping> ColumnMappings => Files.SelectMany(file => file.ColumnMappings);

    /// <summary>The paths, for people to read.</summary>
    internal string SourcePath => string.Join(", ", Files.Select(file => file.SourcePath));

    /// <summary>The command that starts it, as far as files and mappings go, for advice to add to.</summary>
    internal string Command => Files.Count == 1 ? $"Start-HsImport -LiteralPath '{Files[0].SourcePath.Replace("'", "''")}' -ColumnMapping $map" : "$files | Start-HsImport";

    /// <summary>What is to be done with the records of an object type; <see langword="null"/> for HubSpot's default.</summary>
    /// <param name="objectTypeId">The object type.</param>
    internal HsImportOperation? OperationOf(string objectTypeId)
    {
        foreach (var pair in Operations)
        {
            if (ObjectTypeName.Resolve(pair.Key).Id == objectTypeId) return pair.Value;
        }

        // Participations are created (HubSpot imports guide), whatever is done with the contacts.
        if (objectTypeId == MarketingEventCheck.ObjectTypeId && ColumnMappings.Any(column => column.ColumnType == HsColumnType.EventTimestamp)) return HsImportOperation.Create;
        return Operations.TryGetValue(AllObjectTypes, out var operation) ? operation : null;
    }

    /// <summary>The object types that columns mean; event times mean marketing events, whoever they are mapped to.</summary>
    /// <param name="columns">The columns.</param>
    internal static IEnumerable<string> ObjectTypeIds(IEnumerable<HsColumnMapping> columns) => columns
        .SelectMany(column => column.ColumnType == HsColumnType.EventTimestamp ? new[] { column.ObjectTypeId, MarketingEventCheck.ObjectTypeId } : [column.ObjectTypeId])
        .Distinct();
}

/// <summary><c>Start-HsImport</c>: checks files against their mappings, sends them once, and waits for the end where that is wished.</summary>
/// <param name="client">The account.</param>
/// <param name="definitions">Its properties.</param>
/// <param name="data">Where the journal is; <see langword="null"/> for the user's own folder.</param>
/// <param name="limits">What HubSpot takes.</param>
/// <param name="pauses">The pauses of the waiting.</param>
public sealed class StartImport(HubSpotClient client, PropertyDefinitions definitions, DataFolder? data = null, ImportLimits? limits = null, PollingPauses? pauses = null)
{
    private readonly DataFolder _data = data ?? DataFolder.At(null);
    private readonly ImportLimits _limits = limits ?? ImportLimits.Documented;

    private SubmissionFolder Folder => new(_data);

    /// <summary>Runs the import. An error of this one import is written, so that other files of the pipeline go on.</summary>
    /// <param name="request">The import.</param>
    /// <param name="pipe">Gets each import: when it is taken, or with <see cref="SendRequest.Wait"/> when it has ended.</param>
    /// <param name="stop">Breaks the send off, or ends the waiting; an import that was taken goes on.</param>
    public async Task RunAsync(StartImportRequest request, CmdletPipe pipe, CancellationToken stop)
    {
        using var bar = pipe.OpenBar($"Importing {string.Join(", ", request.Files.Select(file => Path.GetFileName(file.SourcePath)))}");
        bar.Say("checking");
        try
        {
            CheckHoldBack(request);
            var files = await new CheckImport(definitions, _limits).RunAsync(request, pipe, stop).ConfigureAwait(false);
            foreach (var error in files.SelectMany(file => file.Errors)) pipe.WriteError(error);
            if (files.Any(file => file.Errors.Count > 0)) return;

            foreach (var file in files) Judge(request, file, file.Plan!, pipe);

            var (rows, parts) = (files.Sum(file => file.Plan!.Rows), files.Max(file => file.Plan!.Parts.Count));
            bar.Say($"{rows.ToString("N0", CultureInfo.InvariantCulture)} rows{(parts > 1 ? $" in {parts} parts" : "")}");
            var rejects = Rejects(request, files[0]);

            var account = await client.IdentifyAsync(stop).ConfigureAwait(false);
            var answers = AccountAnswers.Of(_data, client.Connection, account.Account, pipe);
            var plan = new SubmissionPlan(request, files, _limits, answers);
            var head = plan.HeadFor(client.Connection, account);
            if (!await IsWantedAsync(request, head, string.Join(" and ", files.Select(Describe)), pipe, stop).ConfigureAwait(false)) return;

            // Before the journal, so that whoever finishes what died here finds every row that is not sent.
            if (rejects is not null)
            {
                var file = files[0];
                await rejects.WriteAsync(file.Plan!.Faulty, nameof(HsFinding.Severity), ReasonsBy(file.File, file.Rules!), stop).ConfigureAwait(false);
                if (file.Plan.Faulty.Count > 0) pipe.WriteWarning($"{file.Plan.Faulty.Count:N0} of {file.Plan.Rows:N0} rows are held back in '{request.RejectPath}', the reasons in '{rejects.ReasonsPath}'.");
            }

            using (var journal = await BeginAsync(request, head, stop).ConfigureAwait(false))
            {
                var run = request with { SettlingTime = answers?.Settling(request.SettlingTime) ?? request.SettlingTime };
                await new SubmissionRun(client, Folder, journal, _ => Task.FromResult(plan.Parts), run, pauses, pipe).RunAsync(stop).ConfigureAwait(false);
            }
        }
        catch (HsException error) when (!IsFatal(error) && !stop.IsCancellationRequested)
        {
            pipe.WriteError(error);
        }
    }

    // A token that is refused is refused for every further file too.
    private static bool IsFatal(HsException error) =>
        (error.Category == HsErrorCategory.AuthenticationError || (error.Category == HsErrorCategory.PermissionDenied && error.StatusCode is not null)) && error.Id != "HsImportWaitBroken";

    private async Task<bool> IsWantedAsync(StartImportRequest request, JournalHead head, string target, CmdletPipe pipe, CancellationToken stop)
    {
        var open = new SubmissionGuard(Folder).Find(head, request, pipe.WriteWarning);
        if (open is null && head.Parts.Count > 0) await new DailyQuota(client, Folder, request.WaitsForQuota).CheckAsync(head, pipe, stop).ConfigureAwait(false);

        var action = open is null ? $"Import into HubSpot as '{head.Name}'" : $"Finish the submission {open.Head.SubmissionId}, which was begun at {open.Head.CreatedAt.ToLocalTime():yyyy-MM-dd HH:mm}";
        return await pipe.ShouldProcessAsync(target, action).ConfigureAwait(false);
    }

    // A new journal, or that of an earlier run of the same content: another process may have begun it meanwhile.
    private async Task<SubmissionJournal> BeginAsync(StartImportRequest request, JournalHead head, CancellationToken stop)
    {
        using (await Folder.TakeTurnAsync(stop).ConfigureAwait(false))
        {
            return new SubmissionGuard(Folder).Take(head, request) ?? Folder.Begin(head);
        }
    }

    // A row of another file may name one that is held back, and would not be tied to it.
    private static void CheckHoldBack(StartImportRequest request)
    {
        if (request.InvalidRow != HsInvalidRow.HoldBack)
        {
            if (request.RejectPath is not null) throw HsError.RejectPathUnused(request);
            return;
        }

        if (request.Files.Count > 1) throw HsError.HoldBackOfSeveralFiles(request);
        if (request.RejectPath is null) throw HsError.RejectPathMissing(request);
    }

    // With -Force also where no row is held back: those of an earlier run go.
    private RejectFile? Rejects(StartImportRequest request, CheckedFile file)
    {
        if (request.InvalidRow != HsInvalidRow.HoldBack || (file.Plan!.Faulty.Count == 0 && !request.ReplacesRejectFile)) return null;
        var rejects = new RejectFile(file.File, request.RejectPath!, _limits);
        rejects.Claim(request.ReplacesRejectFile);
        return rejects;
    }

    // Says what the check found; where rows stop the send, as an error.
    private static void Judge(StartImportRequest request, CheckedFile file, FilePlan plan, CmdletPipe pipe)
    {
        foreach (var part in plan.Parts)
        {
            pipe.WriteVerbose($"'{file.File.Path}': {part.Rows:N0} rows from row {part.FirstRow:N0} on; {part.Length:N0} bytes are sent {(part is ConvertedPart ? "as comma-separated UTF-8" : "as they are")}.");
        }

        if (plan.Parts.Count > 1)
        {
            pipe.WriteVerbose(file.IdentifiersCrossParts switch
            {
                true => "An identifier stands in more than one part.",
                false => "No identifier stands in more than one part.",
                null => "Whether an identifier stands in more than one part cannot be told.",
            });
        }

        if (plan.Source.Encoding == SourceEncoding.Windows1252)
        {
            pipe.WriteWarning($"'{file.File.Path}' is not UTF-8 and was read as Windows-1252. Where other letters than those of Western Europe are in it, save it as CSV UTF-8.");
        }

        var commonest = string.Join(", ", file.Findings.Counts
            .Where(pair => FindingCollector.SeverityOf(pair.Key) == HsFindingSeverity.Error)
            .Take(3)
            .Select(pair => $"{pair.Value:N0} {pair.Key}"));
        if (plan.Faulty.Count > 0 && request.InvalidRow == HsInvalidRow.Stop) throw HsError.InvalidRows(file.File.Path, plan.Faulty.Count, plan.Rows, commonest);
        foreach (var finding in file.Findings.Findings.Where(finding => finding.Row is null)) pipe.WriteWarning($"'{file.File.Path}'{(finding.Column is null ? "" : $", column '{finding.Column}'")}: {finding.Message} {finding.RecommendedAction}");
        if (plan.Faulty.Count > 0 && request.InvalidRow == HsInvalidRow.Send)
        {
            pipe.WriteWarning($"{plan.Faulty.Count:N0} of {plan.Rows:N0} rows of '{file.File.Path}' break HubSpot's rules ({commonest}); they are sent, and HubSpot decides. Test-HsImport shows them{(request.Files.Count == 1 ? ", -InvalidRow HoldBack keeps them back" : "")}.");
        }

        if (plan.Parts.Count == 0) pipe.WriteWarning($"Every row of '{file.File.Path}' is held back, so nothing is sent.");
    }

    private static RejectReasons ReasonsBy(SourceFile file, RowRules rules) => (record, row, line) =>
    {
        var findings = new FindingCollector(file, mostOfACode: int.MaxValue);
        rules.Check(record, row, line, findings);
        return findings.Findings.Select(finding => new RejectReason(finding.Column, finding.Value, finding.Code, finding.Severity.ToString(), finding.Message));
    };

    private static string Describe(CheckedFile file)
    {
        var types = string.Join(", ", file.Mapping!.Columns.Select(column => column.ObjectType).Distinct());
        var rows = file.Plan!.Parts.Sum(part => part.Rows);
        var parts = file.Plan.Parts.Count > 1 ? $", {file.Plan.Parts.Count} parts" : "";
        return $"{file.File.Path} ({rows:N0} rows, {file.Mapping.Columns.Count} columns, {types}{parts})";
    }
}
