using System.Globalization;
using System.Text;
using System.Text.Json;
using HubSpotImports.Api;
using HubSpotImports.Files;
using HubSpotImports.Journal;

namespace HubSpotImports.Operations;

/// <summary>Turns a checked file into what its journal says of it: the request, and the parts.</summary>
/// <param name="request">The import.</param>
/// <param name="file">The file, checked.</param>
/// <param name="limits">What HubSpot takes.</param>
/// <param name="answers">What the account answered to <c>Test-HsAccount</c>.</param>
internal sealed class SubmissionPlan(StartImportRequest request, CheckedFile file, ImportLimits limits, AccountAnswers? answers)
{
    private readonly FilePlan _plan = file.Plan!;

    /// <summary>The name of the import.</summary>
    public string Name => string.IsNullOrWhiteSpace(request.Name) ? Path.GetFileNameWithoutExtension(request.Path) : request.Name!;

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
            CreatesRecords = file.CreatesRecords,
            SourcePath = request.Path,
            SourceLength = _plan.Source.Length,
            SourceWrittenAt = File.GetLastWriteTimeUtc(request.Path),
            CodePage = request.Encoding?.CodePage,
            ConvertsToCsv = request.ConvertsToCsv,
            DateFormat = _plan.Source.DateFormat,
            Kept = file.Mapping!.Kept,
            HeldBack = HoldsBack ? _plan.Faulty.ToString() : "",
            RowsHeldBack = HoldsBack ? _plan.Faulty.Count : 0,
            RejectPath = HoldsBack && _plan.Faulty.Count > 0 ? request.RejectPath : null,
            RowLimit = limits.Rows,
            ByteLimit = limits.Bytes,
            IdentifiersCrossParts = file.IdentifiersCrossParts,
            Request = body,
            Parts = [.. _plan.Parts.Select((part, index) => NewPart(part, id, index + 1))],
        };
    }

    private bool HoldsBack => request.InvalidRow == HsInvalidRow.HoldBack;

    private JournalPart NewPart(FilePart part, string id, int number)
    {
        var count = _plan.Parts.Count;
        var token = SubmissionToken.Of(id, number, count);

        // Where the stored request does not come back, the name has to tell; without harm in a second send it stays as the user wrote it.
        var name = count > 1 ? $"{Name} ({number}/{count}) #{token}" : file.CreatesRecords || answers?.ListsFileNames == false ? $"{Name} #{token}" : Name;
        return new JournalPart
        {
            ImportName = name,
            UploadName = UploadFile.NewName(request.Path, file.File.Format, token),
            FirstRow = part.FirstRow,
            Rows = part.Rows,
            Length = part.Length,
            Hash = part.Hash,
        };
    }

    private ImportRequestBody NewBody()
    {
        var columns = file.Mapping!.Columns;
        return new ImportRequest
        {
            Name = "",
            Files = [new MappedFile("", file.File.Format, columns)],
            Operations = StartImportRequest.ObjectTypeIds(columns)
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
        foreach (var part in _plan.Parts)
        {
            text.Append(part.Length.ToString(CultureInfo.InvariantCulture)).Append(' ').Append(part.Hash.ToString("x16", CultureInfo.InvariantCulture)).Append('\n');
        }

        return Fingerprint.Of(text.ToString(), bytes: 16);
    }
}
