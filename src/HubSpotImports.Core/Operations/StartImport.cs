using System.Globalization;
using System.Text;
using HubSpotImports.Api;
using HubSpotImports.Checks;
using HubSpotImports.Files;
using HubSpotImports.Journal;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>An import to start.</summary>
public sealed record StartImportRequest : SendRequest
{
    /// <summary>The full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>What its columns mean, in any order.</summary>
    public required IReadOnlyList<HsColumnMapping> ColumnMappings { get; init; }

    /// <summary>The name in the account; <see langword="null"/> for the file's.</summary>
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

    /// <summary>How the text of the file is encoded; <see langword="null"/> to find out.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>Whether the sheet of a workbook is sent as CSV.</summary>
    public bool ConvertsToCsv { get; init; }

    /// <summary>What to do with rows that break HubSpot's rules.</summary>
    public HsInvalidRow InvalidRow { get; init; }

    /// <summary>The full path of the file for rows that are held back.</summary>
    public string? RejectPath { get; init; }

    /// <summary>Whether an existing reject file is replaced.</summary>
    public bool ReplacesRejectFile { get; init; }

    /// <summary>What to do where an earlier run of the same content did not come to its end.</summary>
    public HsIfOpen IfOpen { get; init; }

    /// <summary>Whether content that was sent lately is sent again although that creates its records twice.</summary>
    public bool Again { get; init; }

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

/// <summary><c>Start-HsImport</c>: checks a file against its mapping, sends it once, and waits for the end where that is wished.</summary>
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

    /// <summary>Runs the import. An error of this one file is written, so that other files of the pipeline go on.</summary>
    /// <param name="request">The import.</param>
    /// <param name="pipe">Gets each import: when it is taken, or with <see cref="SendRequest.Wait"/> when it has ended.</param>
    /// <param name="stop">Breaks the send off, or ends the waiting; an import that was taken goes on.</param>
    public async Task RunAsync(StartImportRequest request, CmdletPipe pipe, CancellationToken stop)
    {
        using var bar = pipe.OpenBar($"Importing {Path.GetFileName(request.Path)}");
        bar.Say("checking");
        try
        {
            if (request.InvalidRow == HsInvalidRow.HoldBack && request.RejectPath is null) throw HsError.RejectPathMissing(request.Path);

            var file = await new CheckFile(definitions, _limits).RunAsync(request, pipe, stop).ConfigureAwait(false);
            foreach (var error in file.Errors) pipe.WriteError(error);
            if (file.Errors.Count > 0 || file.Plan is not { } plan) return;

            Judge(request, file, plan, pipe);
            bar.Say($"{plan.Rows.ToString("N0", CultureInfo.InvariantCulture)} rows{(plan.Parts.Count > 1 ? $" in {plan.Parts.Count} parts" : "")}");

            var rejects = request.InvalidRow == HsInvalidRow.HoldBack && plan.Faulty.Count > 0 ? new RejectFile(file.File, request.RejectPath!, _limits) : null;
            rejects?.Claim(request.ReplacesRejectFile);

            var account = await client.IdentifyAsync(stop).ConfigureAwait(false);
            var answers = AccountAnswers.Of(_data, client.Connection, account.Account, pipe);
            var head = new SubmissionPlan(request, file, _limits, answers).HeadFor(client.Connection, account);
            var journal = await BeginAsync(request, head, Describe(file, plan), pipe, stop).ConfigureAwait(false);
            using (journal)
            {
                if (journal is null) return;

                if (rejects is not null)
                {
                    await rejects.WriteAsync(plan.Faulty, nameof(HsFinding.Severity), ReasonsBy(file.File, file.Rules!), stop).ConfigureAwait(false);
                    pipe.WriteWarning($"{plan.Faulty.Count:N0} of {plan.Rows:N0} rows are held back in '{request.RejectPath}', the reasons in '{rejects.ReasonsPath}'.");
                }

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

    // A new journal, or that of an earlier run of the same content; nothing where the user does not go on.
    private async Task<SubmissionJournal?> BeginAsync(StartImportRequest request, JournalHead head, string target, CmdletPipe pipe, CancellationToken stop)
    {
        var guard = new SubmissionGuard(Folder);
        var open = guard.Find(head, request, pipe.WriteWarning);
        if (open is null && head.Parts.Count > 0) await new DailyQuota(client, Folder, request.WaitsForQuota).CheckAsync(head, pipe, stop).ConfigureAwait(false);

        var action = open is null ? $"Import into HubSpot as '{head.Name}'" : $"Finish the submission {open.Head.SubmissionId}, which was begun at {open.Head.CreatedAt.ToLocalTime():yyyy-MM-dd HH:mm}";
        if (!await pipe.ShouldProcessAsync(target, action).ConfigureAwait(false)) return null;

        // Another process may have begun the same meanwhile.
        using (await Folder.TakeTurnAsync(stop).ConfigureAwait(false))
        {
            return guard.Take(head, request) ?? Folder.Begin(head);
        }
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
            pipe.WriteWarning($"{plan.Faulty.Count:N0} of {plan.Rows:N0} rows of '{file.File.Path}' break HubSpot's rules ({commonest}); they are sent, and HubSpot decides. Test-HsImport shows them, -InvalidRow HoldBack keeps them back.");
        }

        if (plan.Parts.Count == 0) pipe.WriteWarning($"Every row of '{file.File.Path}' is held back, so nothing is sent.");
    }

    private static RejectReasons ReasonsBy(SourceFile file, RowRules rules) => (record, row, line) =>
    {
        var findings = new FindingCollector(file, mostOfACode: int.MaxValue);
        rules.Check(record, row, line, findings);
        return findings.Findings.Select(finding => new RejectReason(finding.Column, finding.Value, finding.Code, finding.Severity.ToString(), finding.Message));
    };

    private static string Describe(CheckedFile file, FilePlan plan)
    {
        var types = string.Join(", ", file.Mapping!.Columns.Select(column => column.ObjectType).Distinct());
        var rows = plan.Parts.Sum(part => part.Rows);
        var parts = plan.Parts.Count > 1 ? $", {plan.Parts.Count} parts" : "";
        return $"{file.File.Path} ({rows:N0} rows, {file.Mapping.Columns.Count} columns, {types}{parts})";
    }
}
