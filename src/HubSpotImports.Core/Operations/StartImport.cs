using System.Diagnostics;
using HubSpotImports.Api;
using HubSpotImports.Checks;
using HubSpotImports.Files;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>An import to start.</summary>
public sealed record StartImportRequest
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

    /// <summary>Whether to wait for the end.</summary>
    public bool Wait { get; init; }

    /// <summary>How long to wait; <see langword="null"/> for as long as it takes.</summary>
    public TimeSpan? WaitLimit { get; init; }
}

/// <summary><c>Start-HsImport</c>: checks a file against its mapping, sends it once, and waits for the end where that is wished.</summary>
/// <param name="client">The account.</param>
/// <param name="definitions">Its properties.</param>
/// <param name="limits">What HubSpot takes.</param>
/// <param name="pauses">The pauses of the waiting.</param>
public sealed class StartImport(HubSpotClient client, PropertyDefinitions definitions, ImportLimits? limits = null, PollingPauses? pauses = null)
{
    private static readonly TimeSpan BetweenUpdates = TimeSpan.FromMilliseconds(250);

    private readonly ImportLimits _limits = limits ?? ImportLimits.Documented;

    /// <summary>Runs the import. An error of this one file is written, so that other files of the pipeline go on.</summary>
    /// <param name="request">The import.</param>
    /// <param name="pipe">Gets the import: when it is taken, or with <see cref="StartImportRequest.Wait"/> when it has ended.</param>
    /// <param name="stop">Breaks the send off, or ends the waiting; an import that was taken goes on.</param>
    public async Task RunAsync(StartImportRequest request, CmdletPipe pipe, CancellationToken stop)
    {
        try
        {
            if (await PrepareAsync(request, pipe, stop).ConfigureAwait(false) is not { } import) return;

            var part = import.Files[0].Part;
            if (!await pipe.ShouldProcessAsync(Describe(import), $"Import into HubSpot as '{import.Name}'").ConfigureAwait(false)) return;

            var sent = await SendAsync(import, pipe, stop).ConfigureAwait(false);
            var started = sent with { Part = 1, PartCount = 1, SourcePath = part.SourcePath, SourceRows = part.Rows };
            pipe.WriteVerbose($"HubSpot took '{part.SourcePath}' as import {started}.");

            if (!request.Wait) pipe.WriteObject(started);
            else await new WaitImport(client, pauses).UntilFinishedAsync([started], request.WaitLimit, pipe, stop).ConfigureAwait(false);
        }
        catch (HsException error) when (error.Category is not (HsErrorCategory.AuthenticationError or HsErrorCategory.PermissionDenied) || error.StatusCode is null)
        {
            pipe.WriteError(error);
        }
    }

    // All local work, and the plan; null when something stands against it, which then was written.
    private async Task<ImportRequest?> PrepareAsync(StartImportRequest request, CmdletPipe pipe, CancellationToken stop)
    {
        if (request.ColumnMappings.Count == 0) throw HsError.NoColumnMapping(request.Path);
        if (request.TimeZone is { } timeZone && !IsTimeZoneName(timeZone)) throw HsError.TimeZoneInvalid(timeZone);

        if (request.Operations.Keys.FirstOrDefault(key => !IsMapped(key, request)) is { } absent) throw HsError.OperationWithoutColumn(absent);

        pipe.WriteProgress(Checking(request, "reading the header"));
        try
        {
            var file = await FileInspector.InspectAsync(request.Path, _limits, stop).ConfigureAwait(false);
            pipe.WriteVerbose($"'{file.Path}': {file.Encoding.Name}, separator '{file.Separator}', {file.Header.Count} columns.");

            if (MappingCheck.Fit(file, request.ColumnMappings, out var errors) is not { } mapping
                || !await PropertiesFitAsync(mapping.Columns, pipe, stop).ConfigureAwait(false))
            {
                foreach (var error in errors) pipe.WriteError(error);
                return null;
            }

            WarnOfDoubles(request, mapping.Columns, pipe);
            pipe.WriteProgress(Checking(request, "reading the rows"));
            var part = await FilePlanner.PlanAsync(file, mapping.Kept, _limits, stop).ConfigureAwait(false);
            pipe.WriteVerbose($"'{file.Path}': {part.Rows:N0} rows; {part.Length:N0} bytes are sent {(part is ConvertedPart ? "as comma-separated UTF-8" : "as they are")}.");
            return NewRequest(request, new UploadFile(part, UploadFile.NewName(file.Path, file.Format), mapping.Columns));
        }
        finally
        {
            pipe.WriteProgress(Checking(request, "checked") with { IsCompleted = true });
        }
    }

    private async Task<bool> PropertiesFitAsync(IReadOnlyList<HsColumnMapping> columns, CmdletPipe pipe, CancellationToken stop)
    {
        var fit = true;
        foreach (var objectType in columns.Select(column => new ObjectTypeName(column.ObjectTypeId, column.ObjectType)).Distinct())
        {
            try
            {
                var properties = await definitions.OfAsync(objectType, stop).ConfigureAwait(false);
                foreach (var error in MappingCheck.CheckProperties(columns, objectType, properties))
                {
                    pipe.WriteError(error);
                    fit = false;
                }
            }
            catch (HsException error) when (error.StatusCode == 403)
            {
                pipe.WriteWarning($"The token may not read the properties of {objectType.Name}, so the mapping is sent unchecked. {error.RecommendedAction}");
            }
        }

        return fit;
    }

    private static void WarnOfDoubles(StartImportRequest request, IReadOnlyList<HsColumnMapping> columns, CmdletPipe pipe)
    {
        foreach (var group in columns.GroupBy(column => (column.ObjectTypeId, column.ObjectType)))
        {
            var creates = OperationOf(request, group.Key.ObjectTypeId) == HsImportOperation.Create;
            var identified = group.Any(column => column.ColumnType != HsColumnType.Standard);
            if (identified || creates) continue;
            pipe.WriteWarning($"No column identifies a {group.Key.ObjectType}, so every row creates a new record, and so does every further run of the same file.");
        }
    }

    private async Task<HsImport> SendAsync(ImportRequest import, CmdletPipe pipe, CancellationToken stop)
    {
        var activity = $"Sending {System.IO.Path.GetFileName(import.Files[0].Part.SourcePath)}";
        var total = import.Files.Sum(file => file.Part.Length);
        var sinceUpdate = Stopwatch.StartNew();
        try
        {
            return await client.StartAsync(
                import,
                sent =>
                {
                    if (sinceUpdate.Elapsed < BetweenUpdates) return;
                    sinceUpdate.Restart();
                    pipe.WriteProgress(new HsProgress(activity, $"{sent:N0} of {total:N0} bytes") { PercentComplete = (int)(sent * 100 / Math.Max(1, total)) });
                },
                stop).ConfigureAwait(false);
        }
        finally
        {
            pipe.WriteProgress(new HsProgress(activity, "sent") { IsCompleted = true });
        }
    }

    private static ImportRequest NewRequest(StartImportRequest request, UploadFile file) => new()
    {
        Name = string.IsNullOrWhiteSpace(request.Name) ? System.IO.Path.GetFileNameWithoutExtension(request.Path) : request.Name!,
        Files = [file],
        Operations = file.Columns.Select(column => column.ObjectTypeId).Distinct()
            .Select(id => (id, operation: OperationOf(request, id)))
            .Where(pair => pair.operation is not null)
            .ToDictionary(pair => pair.id, pair => pair.operation!.Value),
        DateFormat = request.DateFormat,
        TimeZone = request.TimeZone,
        MarketableContactImport = request.MarketableContactImport,
        CreateContactListFromImport = request.CreateContactListFromImport,
        MarketingEventObjectId = request.MarketingEventObjectId,
    };

    private static bool IsMapped(string objectType, StartImportRequest request) =>
        objectType == StartImportRequest.AllObjectTypes
        || request.ColumnMappings.Any(mapping => mapping.ObjectTypeId == ObjectTypeName.Resolve(objectType).Id);

    private static HsImportOperation? OperationOf(StartImportRequest request, string objectTypeId)
    {
        foreach (var pair in request.Operations)
        {
            if (ObjectTypeName.Resolve(pair.Key).Id == objectTypeId) return pair.Value;
        }

        return request.Operations.TryGetValue(StartImportRequest.AllObjectTypes, out var operation) ? operation : null;
    }

    // The form alone: not every machine has the list of names (Windows before 10 1903, containers without tzdata).
    private static bool IsTimeZoneName(string name) =>
        name == "UTC" || (name.Contains("/") && name.All(c => char.IsLetterOrDigit(c) || c is '/' or '_' or '-' or '+') && !name.EndsWith("/", StringComparison.Ordinal));

    private static string Describe(ImportRequest import)
    {
        var part = import.Files[0].Part;
        var types = string.Join(", ", import.Files[0].Columns.Select(column => column.ObjectType).Distinct());
        return $"{part.SourcePath} ({part.Rows:N0} rows, {import.Files[0].Columns.Count} columns, {types})";
    }

    private static HsProgress Checking(StartImportRequest request, string status) => new($"Checking {System.IO.Path.GetFileName(request.Path)}", status);
}
