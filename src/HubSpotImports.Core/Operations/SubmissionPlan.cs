using System.Globalization;
using System.Text;
using System.Text.Json;
using HubSpotImports.Api;
using HubSpotImports.Files;
using HubSpotImports.Journal;

namespace HubSpotImports.Operations;

/// <summary>Turns checked files into what their journal says of them: the request, and the parts.</summary>
/// <param name="request">The import.</param>
/// <param name="files">Its files, checked.</param>
/// <param name="limits">What HubSpot takes.</param>
/// <param name="answers">What the account answered to <c>Test-HsAccount</c>.</param>
internal sealed class SubmissionPlan(StartImportRequest request, IReadOnlyList<CheckedFile> files, ImportLimits limits, AccountAnswers? answers)
{
    /// <summary>What each part sends: a file may be several parts; several files are one part, whole.</summary>
    public IReadOnlyList<IReadOnlyList<FilePart>> Parts { get; } = PartsOf([.. files.Select(file => file.Plan!.Parts)]);

    private string Name => string.IsNullOrWhiteSpace(request.Name) ? Path.GetFileNameWithoutExtension(files[0].File.Path) : request.Name!;

    private bool CreatesRecords => files.Any(file => file.CreatesRecords);

    private bool HoldsBack => request.InvalidRow == HsInvalidRow.HoldBack;

    /// <inheritdoc cref="Parts"/>
    /// <param name="byFile">The parts of each file.</param>
    public static IReadOnlyList<IReadOnlyList<FilePart>> PartsOf(IReadOnlyList<IReadOnlyList<FilePart>> byFile) =>
        byFile.Count == 1 ? [.. byFile[0].Select(part => new[] { part })] : [[.. byFile.Select(parts => parts[0])]];

    /// <summary>Makes the first line of the journal.</summary>
    /// <param name="connection">Where it goes.</param>
    /// <param name="account">The account and the app.</param>
    public JournalHead HeadFor(HsConnection connection, AccountIdentity account)
    {
        var id = SubmissionToken.NewId();
        var body = NewBody();
        return new JournalHead
        {
            SubmissionId = id,
            CreatedAt = DateTimeOffset.UtcNow,
            Name = Name,
            BaseUri = connection.BaseUri,
            Account = account.Account,
            App = account.App,
            Fingerprint = FingerprintFor(connection, account, body),
            CreatesRecords = CreatesRecords,
            Files = [.. files.Select((file, index) => NewFile(file, request.Files[index]))],
            DateFormat = files[0].File.DateFormat,
            RejectPath = HoldsBack && files[0].Plan!.Faulty.Count > 0 ? request.RejectPath : null,
            RowLimit = limits.Rows,
            ByteLimit = limits.Bytes,
            IdentifiersCrossParts = files[0].IdentifiersCrossParts,
            Request = body,
            Parts = [.. Parts.Select((part, index) => NewPart(part, id, index + 1))],
        };
    }

    private JournalFile NewFile(CheckedFile file, HsImportFile given) => new()
    {
        SourcePath = given.SourcePath,
        Length = file.File.Length,
        WrittenAt = File.GetLastWriteTimeUtc(given.SourcePath),
        CodePage = given.CodePage,
        ConvertsToCsv = given.ConvertToCsv,
        HasHeader = given.HasHeader,
        Kept = file.Mapping!.Kept,
        HeldBack = HoldsBack ? file.Plan!.Faulty.ToString() : "",
        RowsHeldBack = HoldsBack ? file.Plan!.Faulty.Count : 0,
    };

    private JournalPart NewPart(IReadOnlyList<FilePart> part, string id, int number)
    {
        var count = Parts.Count;
        var token = SubmissionToken.Of(id, number, count);

        // Where the stored request does not come back, the name has to tell; without harm in a second send it stays as the user wrote it.
        var name = count > 1 ? $"{Name} ({number}/{count}) #{token}" : CreatesRecords || answers?.ListsFileNames == false ? $"{Name} #{token}" : Name;
        var uploads = new List<JournalUpload>();
        foreach (var file in part)
        {
            // HubSpot tells the files of a request by their names.
            var uploadName = UploadFile.NewName(file.SourcePath, file.Source.Format, token);
            for (var copy = 2; uploads.Exists(other => other.UploadName == uploadName); copy++) uploadName = UploadFile.NewName(file.SourcePath, file.Source.Format, token, copy);
            uploads.Add(new JournalUpload { UploadName = uploadName, FirstRow = file.FirstRow, Rows = file.Rows, Length = file.Length, Hash = file.Hash });
        }

        return new JournalPart { ImportName = name, Files = uploads };
    }

    private ImportRequestBody NewBody()
    {
        return new ImportRequest
        {
            Name = "",
            Files = [.. files.Select(file => new MappedFile("", file.File.Format, file.Mapping!.Columns, file.File.HasHeader))],
            Operations = StartImportRequest.ObjectTypeIds(files.SelectMany(file => file.Mapping!.Columns))
                .Select(type => (type, operation: request.OperationOf(type)))
                .Where(pair => pair.operation is not null)
                .ToDictionary(pair => pair.type, pair => pair.operation!.Value),
            DateFormat = request.DateFormat,
            TimeZone = request.TimeZone,
            MarketableContactImport = request.MarketableContactImport,
            CreateContactListFromImport = request.CreateContactListFromImport,
            MarketingEventObjectId = request.MarketingEventObjectId,
        }.ToBody();
    }

    // The name is left out: the same rows under another name are the same rows.
    private string FingerprintFor(HsConnection connection, AccountIdentity account, ImportRequestBody body)
    {
        var text = new StringBuilder()
            .Append(connection.BaseUri.Authority).Append('\n')
            .Append(account.Account).Append('\n')
            .Append(JsonSerializer.Serialize(body, WireJson.Default.ImportRequestBody)).Append('\n');
        foreach (var part in Parts.SelectMany(files => files))
        {
            text.Append(part.Length.ToString(CultureInfo.InvariantCulture)).Append(' ').Append(part.Hash.ToString("x16", CultureInfo.InvariantCulture)).Append('\n');
        }

        return Fingerprint.Of(text.ToString(), bytes: 16);
    }
}
