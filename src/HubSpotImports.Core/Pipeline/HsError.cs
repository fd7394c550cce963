using System.Globalization;
using HubSpotImports.Files;
using HubSpotImports.Journal;
using HubSpotImports.Operations;

namespace HubSpotImports.Pipeline;

/// <summary>
/// The one place where errors are made: each has a stable id, a category, what failed, and the next command to type. Ids never change
/// their meaning; texts may.
/// </summary>
internal static partial class HsError
{
    // Files

    public static HsException FileNotFound(string path) => New(
        "HsFileNotFound", HsErrorCategory.ObjectNotFound, $"There is no file '{path}'.", "Check the path, for example with: Get-ChildItem *.csv", path);

    public static HsException MappingFileNotFound(string path) => New(
        "HsFileNotFound", HsErrorCategory.ObjectNotFound, $"There is no file '{path}' with column mappings.",
        $"Make it: New-HsColumnMapping -Path contacts.csv -ObjectType contact | ConvertTo-Json | Set-Content -LiteralPath {Quote(path)}", path);

    public static HsException SavedPropertiesNotFound(string path, string objectType) => New(
        "HsFileNotFound", HsErrorCategory.ObjectNotFound, $"There is no file '{path}' with property definitions.",
        $"Make it: Get-HsProperty {objectType} | ConvertTo-Json -Depth 4 | Set-Content -LiteralPath {Quote(path)}", path);

    public static HsException FileIsFolder(string path) => New(
        "HsFileIsFolder", HsErrorCategory.InvalidArgument, $"'{path}' is a folder, not a file.",
        $"Name a file, or send each file of the folder: Get-ChildItem {Quote(Path.Combine(path, "*.csv"))} | Start-HsImport -ColumnMapping $map", path);

    public static HsException FileNotReadable(string path, Exception cause) => cause is UnauthorizedAccessException
        ? New("HsFileAccessDenied", HsErrorCategory.PermissionDenied, $"'{path}' may not be read: {cause.Message}",
            "Give the account that runs this the right to read the file.", path, cause)
        : New("HsFileLocked", HsErrorCategory.ResourceBusy, $"'{path}' cannot be opened: {cause.Message}",
            "Close the program that has the file open (often Excel), then run the same command again.", path, cause);

    public static HsException FileEmpty(string path) => New(
        "HsFileEmpty", HsErrorCategory.InvalidData, $"'{path}' is empty.", "Export the file again; it needs a header and at least one row.", path);

    public static HsException FileHasNoRows(string path) => New(
        "HsFileHasNoRows", HsErrorCategory.InvalidData, $"'{path}' has a header and no rows.", "Export the file again; nothing was sent.", path);

    public static HsException FileTooLarge(string path, long bytes, long limit) => New(
        "HsFileTooLarge", HsErrorCategory.LimitsExceeded,
        $"'{path}' would be sent as {Number(bytes)} bytes; HubSpot takes {Number(limit)} at most.",
        "Leave columns out with New-HsColumnMapping -Ignore, or split the file.", path);

    public static HsException TooManyColumns(string path, int columns, int limit) => New(
        "HsTooManyColumns", HsErrorCategory.LimitsExceeded, $"'{path}' would be sent with {columns} columns; HubSpot takes {limit} at most.",
        "Leave columns out with New-HsColumnMapping -Ignore.", path);

    public static HsException FileTwice(string path) => New(
        "HsFileTwice", HsErrorCategory.InvalidArgument, $"'{path}' is twice among the files of one import, which would send its rows twice.",
        "Give each file once: New-HsImportFile takes all its mappings.", path);

    public static HsException FileNotCut(string path, long rows, int parts) => New(
        "HsFileNotCut", HsErrorCategory.LimitsExceeded,
        $"'{path}' with its {Number(rows)} rows is beyond what HubSpot takes in one file, and would have to go up in {parts} parts. Files that are one import are never cut: rows of one name rows of another.",
        "Split the file into pieces that go together, and send each with what belongs to it; or send the files one after another, those that are named first.", path);

    public static HsException FileChanged(string path) => New(
        "HsFileChanged", HsErrorCategory.InvalidData,
        $"'{path}' changed between the check and the send. HubSpot did not take the import: the request was broken off before its end.",
        "Run the same command again when nothing writes to the file any more.", path);

    public static HsException InvalidEncoding(string path, string encoding, long line) => New(
        "HsInvalidEncoding", HsErrorCategory.InvalidData,
        $"'{path}' is {encoding} up to line {line}, which holds bytes that are not.", "Save the file as CSV UTF-8, or say with -Encoding how it is encoded.", path);

    public static HsException NotText(string path, string what) => New(
        "HsNotText", HsErrorCategory.InvalidData, $"'{path}' is no CSV: {what}",
        "Export it as CSV UTF-8; if it is text in another encoding, say which, such as -Encoding shift_jis or -Encoding 1250.", path);

    public static HsException InvalidCsv(string path, string what, long line) => New(
        "HsInvalidCsv", HsErrorCategory.InvalidData, $"'{path}', line {line}: {what}", "Mend the line, or export the file again.", path);

    public static HsException InvalidWorkbook(string path, string what, Exception? cause = null) => New(
        "HsInvalidWorkbook", HsErrorCategory.InvalidData, $"'{path}' is not a workbook that can be read: {what}",
        "Open the workbook in Excel and save it as .xlsx, or as CSV UTF-8.", path, cause);

    public static HsException SheetCount(string path, int sheets) => New(
        "HsSheetCount", HsErrorCategory.InvalidData, $"'{path}' has {sheets} sheets; HubSpot takes exactly one.",
        "Keep one sheet in the workbook, or save that sheet as CSV UTF-8.", path);

    public static HsException WorkbookColumnIgnored(string path, IReadOnlyList<string> columns) => New(
        "HsWorkbookColumnIgnored", HsErrorCategory.InvalidOperation,
        $"A workbook is sent as it is, so {List(columns)} cannot be left out of '{path}'.",
        "Add -ConvertToCsv, which sends its sheet as CSV; or delete the columns in Excel.", path);

    public static HsException WorkbookRowsHeldBack(string path, long faulty, long rows) => New(
        "HsWorkbookRowsHeldBack", HsErrorCategory.InvalidOperation,
        $"A workbook is sent as it is, so the {Number(faulty)} of {Number(rows)} rows of '{path}' that break HubSpot's rules cannot be held back. Nothing was sent.",
        "Add -ConvertToCsv, which sends its sheet as CSV; or mend the rows that Test-HsImport shows.", path);

    public static HsException TooManyRows(string path, long limit) => New(
        "HsTooManyRows", HsErrorCategory.LimitsExceeded,
        $"'{path}' has more than {Number(limit)} rows, the most that HubSpot takes in one file beside the header.",
        "Add -ConvertToCsv, which sends its sheet as CSV, in parts; or split the workbook.", path);

    public static HsException HeaderNotFirst(string path, int row) => New(
        "HsHeaderNotFirst", HsErrorCategory.InvalidData, $"The first row of '{path}' that holds anything is row {row}; HubSpot looks for the header in row 1.",
        "Delete the rows above it in Excel, or add -ConvertToCsv, which leaves them out.", path);

    public static HsException InvalidRows(string path, long faulty, long rows, string commonest) => New(
        "HsInvalidRows", HsErrorCategory.InvalidData,
        $"{Number(faulty)} of {Number(rows)} rows of '{path}' break HubSpot's rules ({commonest}). Nothing was sent; -InvalidRow HoldBack would send the others.",
        $"(Test-HsImport -LiteralPath {Quote(path)} -ColumnMapping $map).Findings", path);

    public static HsException InvalidColumn(HsFinding finding) => New(
        "HsInvalidColumn", HsErrorCategory.InvalidData, $"'{finding.SourcePath}', column '{finding.Column}': {finding.Message}", finding.RecommendedAction, finding);

    // Header and mapping

    public static HsException HeaderBlank(string path, IReadOnlyList<int> columns) => New(
        "HsHeaderBlank", HsErrorCategory.InvalidData,
        $"'{path}' has no header in column {string.Join(", ", columns)}. HubSpot needs one for every column.", "Give every column a name in the first line.", path);

    public static HsException HeaderDuplicate(string path, IReadOnlyList<string> headersWithColumns) => New(
        "HsHeaderDuplicate", HsErrorCategory.InvalidData,
        $"'{path}' has more than one column with the header {string.Join(", ", headersWithColumns)}. A mapping names a header, so each must be another.",
        "Rename the columns in the first line.", path);

    public static HsException NoColumnMapping(string? path) => New(
        "HsNoColumnMapping", HsErrorCategory.InvalidArgument, "No column mapping was given.",
        $"$map = New-HsColumnMapping -Path {Quote(path ?? "contacts.csv")} -ObjectType contact; Start-HsImport -LiteralPath {Quote(path ?? "contacts.csv")} -ColumnMapping $map", path);

    public static HsException ColumnNotMapped(SourceFile file, IReadOnlyList<string> headers, string objectType) => New(
        "HsColumnNotMapped", HsErrorCategory.InvalidArgument,
        $"'{file.Path}' has {(headers.Count == 1 ? "a column" : $"{headers.Count} columns")} without a mapping: {List(headers)}. HubSpot needs one for every column: -Map @{{ {(file.HasHeader ? "header" : headers[0])} = 'property' }} names its property, -Ignore leaves it out.",
        $"{NewMapping(file, objectType)} -Ignore {string.Join(", ", headers.Select(Quote))}", file.Path);

    public static HsException ColumnNotInFile(SourceFile file, IReadOnlyList<string> headers, string objectType, IReadOnlyList<string> nearest) => New(
        "HsColumnNotInFile", HsErrorCategory.InvalidArgument,
        $"The mapping names {(headers.Count == 1 ? "a column" : $"{headers.Count} columns")} that '{file.Path}' does not have: {List(headers)}.{(file.HasHeader ? DidYouMean(nearest) : " Without a header, columns go by their numbers, from 1.")}",
        NewMapping(file, objectType), file.Path);

    public static HsException ColumnMappedTwice(string header) => New(
        "HsColumnMappedTwice", HsErrorCategory.InvalidArgument, $"The column '{header}' has two mappings.",
        "Keep one of them, for example the last: $map = $map | Group-Object ColumnName | ForEach-Object { $_.Group[-1] }", header);

    public static HsException PropertyMappedTwice(string property, string objectType, IReadOnlyList<string> headers) => New(
        "HsPropertyMappedTwice", HsErrorCategory.InvalidArgument,
        $"The columns {List(headers)} are all mapped to the property '{property}' of {objectType}.",
        $"Leave out all but one: New-HsColumnMapping -ColumnName {Quote(headers[headers.Count - 1])} -Ignored", property);

    public static HsException AllColumnsIgnored(string? path) => New(
        "HsAllColumnsIgnored", HsErrorCategory.InvalidArgument, "The mapping leaves every column out.", "Map at least one column.", path);

    public static HsException HeaderNotPaired(string header, string objectType, IReadOnlyList<string> nearest, string? path) => New(
        "HsHeaderNotPaired", HsErrorCategory.InvalidArgument,
        $"The column '{header}' pairs with no property of {objectType} by name or label.{DidYouMean(nearest)} -Map names its property, -Ignore leaves it out; Get-HsProperty -ObjectType {objectType} lists all.",
        nearest.Count > 0
            ? $"{NewMapping(path, objectType)} -Map @{{ {Quote(header)} = {Quote(nearest[0])} }}"
            : $"{NewMapping(path, objectType)} -Ignore {Quote(header)}",
        header);

    public static HsException HeaderNotSplit(string header, string objectType, char separator) => New(
        "HsHeaderNotPaired", HsErrorCategory.InvalidArgument,
        $"The column '{header}' looks like several: Import-Csv needs their separator, -Delimiter {(separator == '\t' ? "\"`t\"" : $"'{separator}'")}; -Path finds it. If it is one, -Map names its property, -Ignore leaves it out.",
        NewMapping((string?)null, objectType), header);

    public static HsException HeaderIsValue(string header, string objectType, string? path) => New(
        "HsHeaderNotPaired", HsErrorCategory.InvalidArgument,
        $"The column '{header}' has a value for its name: a file without a header needs -NoHeader.", $"{NewMapping(path, objectType)} -NoHeader", header);

    public static HsException HeaderPairsWithSeveral(string header, string objectType, IReadOnlyList<string> properties, string? path) => New(
        "HsHeaderPairsWithSeveral", HsErrorCategory.InvalidArgument,
        $"The column '{header}' fits several properties of {objectType}: {List(properties)}.",
        $"{NewMapping(path, objectType)} -Map @{{ {Quote(header)} = {Quote(properties[0])} }}", header);

    public static HsException NotAHeader(string parameter, string header, IReadOnlyList<string> nearest) => New(
        "HsNotAHeader", HsErrorCategory.InvalidArgument, $"{parameter} names the column '{header}', which is not there.{DidYouMean(nearest)}",
        "Write the header exactly as the file has it.", header);

    public static HsException NotARow(object? input) => New(
        "HsNotARow", HsErrorCategory.InvalidArgument, "Column mappings are made from rows of Import-Csv, headers or files, and this is none of them.",
        "New-HsColumnMapping -Path contacts.csv -ObjectType contact", input);

    public static HsException MappingIncomplete(string header, string what) => New(
        "HsMappingIncomplete", HsErrorCategory.InvalidArgument, $"The mapping of the column '{header}' {what}",
        "Get-Command New-HsColumnMapping -Syntax", header);

    public static HsException MappingContradictory(string header, string what) => New(
        "HsMappingContradictory", HsErrorCategory.InvalidArgument, $"The mapping of the column '{header}' {what}",
        "Get-Command New-HsColumnMapping -Syntax", header);

    public static HsException CommonColumnAlone(string path, string header, string objectType, string otherType) => New(
        "HsCommonColumnAlone", HsErrorCategory.InvalidArgument,
        $"The column '{header}' of '{path}' ties {objectType} to {otherType} of another file, and no other file has the column of {otherType} that it names records by.",
        $"In the mapping of the other file: New-HsColumnMapping -ColumnName {Quote(header)} -ObjectType {otherType} -PropertyName <its property> -AssociationIdentifierColumn", header);

    public static HsException IdentifierColumnAlone(string path, string header, string objectType) => New(
        "HsIdentifierColumnAlone", HsErrorCategory.InvalidArgument,
        $"The column '{header}' of '{path}' ties files together (-AssociationIdentifierColumn), and no other file has a column that names {objectType} by it.",
        $"In the mapping of the other file, where 280 leads from company to contact: New-HsColumnMapping -ColumnName {Quote(header)} -ObjectType company -ToObjectType {objectType} -AssociationTypeId 280", header);

    public static HsException CommonColumnDiffers(string path, string header, string property, string other) => New(
        "HsCommonColumnDiffers", HsErrorCategory.InvalidArgument,
        $"The column '{header}' of '{path}' names records by '{property}', and the column that ties the files together in the other file holds '{other}'.",
        "Leave -PropertyName out of the mapping of the column that names records of the other file.", header);

    public static HsException AssociationLabelWithoutRecords(string header, string from, string to) => New(
        "HsAssociationLabelWithoutRecords", HsErrorCategory.InvalidArgument,
        $"The column '{header}' labels associations from {from} to {to}, and the file has no columns of both. HubSpot labels what a row holds of both.",
        $"Map columns of both, or leave the labels out: New-HsColumnMapping -ColumnName {Quote(header)} -Ignored", header);

    public static HsException IdentifierNotUnique(string property, string objectType, string header) => New(
        "HsIdentifierNotUnique", HsErrorCategory.InvalidArgument,
        $"The column '{header}' is to find records by '{property}' of {objectType}, which is neither the record id, nor an e-mail or domain, nor a property with unique values.",
        $"Choose one of: Get-HsProperty -ObjectType {objectType} | Where-Object HasUniqueValue", header);

    public static HsException IdentifierMissing(string path, string objectType) => New(
        "HsIdentifierMissing", HsErrorCategory.InvalidArgument,
        $"'{path}' is to update records of {objectType}, and no column tells which: the record id, the e-mail of a contact, the domain of a company, or a property with unique values.",
        $"Add one to the file and map it: New-HsColumnMapping -ColumnName 'Record ID' -ObjectType {objectType} -PropertyName hs_object_id", path);

    public static HsException RequiredColumnMissing(string path, string objectType, string missing) => New(
        "HsRequiredColumnMissing", HsErrorCategory.InvalidArgument,
        $"'{path}' creates records of {objectType}, and has no column of what each of them needs: {missing}.",
        $"Add the columns to the file, then map them: New-HsColumnMapping -Path {Quote(path)} -ObjectType {objectType}", path);

    public static HsException EventTimesMissing(string path) => New(
        "HsEventTimesMissing", HsErrorCategory.InvalidArgument,
        $"-MarketingEventObjectId is given, and '{path}' has no column of event times.",
        "$map += New-HsColumnMapping -ColumnName 'Registered at' -ObjectType contact -ColumnType EventTimestamp -MarketingEventSubmissionType Registered", path);

    public static HsException MarketingEventMissing(string path, StartImportRequest request) => New(
        "HsMarketingEventMissing", HsErrorCategory.InvalidArgument,
        $"'{path}' has columns of event times, and no marketing event is named; its record id is in the address of the event in HubSpot.",
        $"{request.Command} -MarketingEventObjectId (Read-Host 'Record id of the event')", path);

    public static HsException MarketingEventNotCreated(string path, StartImportRequest request, HsImportOperation operation) => New(
        "HsMarketingEventNotCreated", HsErrorCategory.InvalidArgument,
        $"'{path}' has columns of event times. Participations are created, never changed, so -ImportOperation cannot be {operation} for marketing_event.",
        $"{request.Command} -MarketingEventObjectId (Read-Host 'Record id of the event') -ImportOperation @{{ marketing_event = 'Create' }}", path);

    public static HsException EventWithoutContacts(string path) => New(
        "HsEventWithoutContacts", HsErrorCategory.InvalidArgument,
        $"'{path}' has columns of event times, and none of the contacts that took part.",
        "$map += New-HsColumnMapping -ColumnName Email -ObjectType contact -PropertyName email", path);

    public static HsException EventTimeMappedTwice(HsMarketingEventSubmissionType submission, IReadOnlyList<string> headers) => New(
        "HsEventTimeMappedTwice", HsErrorCategory.InvalidArgument,
        $"The columns {List(headers)} all say when somebody {submission switch { HsMarketingEventSubmissionType.Registered => "registered", HsMarketingEventSubmissionType.Joined => "joined", HsMarketingEventSubmissionType.Left => "left", _ => "cancelled" }}.",
        $"Leave out all but one: New-HsColumnMapping -ColumnName {Quote(headers[headers.Count - 1])} -Ignored", headers[headers.Count - 1]);

    public static HsException ColumnTypeConflict(string header) => New(
        "HsColumnTypeConflict", HsErrorCategory.InvalidArgument,
        $"The mapping of the column '{header}' has a columnType and an idColumnType that differ; nobody knows which HubSpot would follow.",
        "Give -ColumnType alone, and leave -IdColumnType out.", header);

    public static HsException UnknownProperty(string property, string objectType, string? header, IReadOnlyList<string> nearest) => New(
        "HsUnknownProperty", HsErrorCategory.InvalidArgument,
        $"{objectType} has no property '{property}'{(header is null ? "" : $" (column '{header}')")}.{DidYouMean(nearest)}",
        nearest.Count > 0 && header is not null
            ? $"New-HsColumnMapping -ColumnName {Quote(header)} -ObjectType {objectType} -PropertyName {Quote(nearest[0])}"
            : $"Get-HsProperty -ObjectType {objectType}", header ?? property);

    public static HsException PropertyReadOnly(HsProperty property, string objectType, string header) => New(
        "HsPropertyReadOnly", HsErrorCategory.InvalidArgument,
        $"The property '{property.Name}' of {objectType} cannot be set (column '{header}'): {(property.Calculated ? "HubSpot computes it." : "its values are read-only.")}",
        $"Leave the column out: New-HsColumnMapping -ColumnName {Quote(header)} -Ignored", header);

    public static HsException PropertyArchived(string property, string objectType, string? header) => New(
        "HsPropertyArchived", HsErrorCategory.InvalidArgument,
        $"The property '{property}' of {objectType} is archived{(header is null ? "" : $" (column '{header}')")}. Restore it in HubSpot's settings, or leave the column out.",
        header is null ? $"Get-HsProperty -ObjectType {objectType} -Archived" : $"New-HsColumnMapping -ColumnName {Quote(header)} -Ignored", header ?? property);

    public static HsException UnknownObjectType(string objectType, IReadOnlyList<string> nearest) => New(
        "HsUnknownObjectType", HsErrorCategory.InvalidArgument, $"The account has no object type '{objectType}'.{DidYouMean(nearest)}",
        "Give a name such as contact, company, deal or ticket, or an id such as 0-1; custom objects have ids such as 2-123.", objectType);

    public static HsException PropertyFileInvalid(string path, Exception? cause) => New(
        "HsPropertyFileInvalid", HsErrorCategory.InvalidData, $"'{path}' does not hold property definitions.",
        $"Make it with: Get-HsProperty -ObjectType contact | ConvertTo-Json -Depth 4 | Set-Content {Quote(path)}", path, cause);

    public static HsException MappingFileInvalid(string path, Exception? cause) => New(
        "HsMappingFileInvalid", HsErrorCategory.InvalidData, $"'{path}' does not hold column mappings.",
        $"Make it with: New-HsColumnMapping -Path contacts.csv -ObjectType contact | ConvertTo-Json | Set-Content {Quote(path)}", path, cause);

    // The account

    public static HsException AccessTokenMissing() => New(
        "HsAccessTokenMissing", HsErrorCategory.AuthenticationError, "There is no HubSpot access token.",
        "Connect-HsAccount -AccessToken (Read-Host -AsSecureString), or set $env:HUBSPOT_ACCESS_TOKEN.", null);

    public static HsException AccessTokenInvalid() => New(
        "HsAccessTokenInvalid", HsErrorCategory.AuthenticationError, "The access token holds characters that no token has, such as a blank, a line break or a letter beyond ASCII.",
        "Copy the token again: Connect-HsAccount -AccessToken (Read-Host -AsSecureString)", null);

    public static HsException OAuthIncomplete(string parameter) => New(
        "HsOAuthIncomplete", HsErrorCategory.AuthenticationError, $"{parameter} is empty: a client that gets its tokens by OAuth has an id, a secret and a refresh token.",
        "Connect-HsAccount -ClientId (Read-Host 'Client id') -ClientSecret (Read-Host 'Client secret' -AsSecureString) -RefreshToken (Read-Host 'Refresh token' -AsSecureString)", null);

    public static HsException NotConnected() => New(
        "HsNotConnected", HsErrorCategory.AuthenticationError, "The last Connect-HsAccount of this session failed, so it is connected to no account.",
        "Connect-HsAccount -AccessToken (Read-Host -AsSecureString)", null);

    public static HsException BaseUriNotSafe(Uri baseUri) => New(
        "HsBaseUriNotSafe", HsErrorCategory.SecurityError, $"The token would go over the network unprotected to {baseUri}.",
        "Use an https address; plain http is for this machine alone (http://127.0.0.1:8095).", baseUri);

    public static HsException BaseUriInvalid(string baseUri) => New(
        "HsBaseUriInvalid", HsErrorCategory.InvalidArgument, $"'{baseUri}' is not an http or https address without user name and password.",
        "Mend HUBSPOT_BASE_URI or Connect-HsAccount -BaseUri, for example https://api.hubapi.com", baseUri);

    public static HsException ApiVersionInvalid(string version) => New(
        "HsApiVersionInvalid", HsErrorCategory.InvalidArgument, $"'{version}' is not a version of HubSpot's API: versions are v3, or a year and month such as 2026-03.",
        "Connect-HsAccount -ApiVersion 2026-03", version);

    // Imports

    public static HsException ImportNotFound(string id, HsException answer) => Answered(answer, New(
        "HsImportNotFound", HsErrorCategory.ObjectNotFound, $"There is no import {id} that this app may see.", "Get-HsImport lists the imports of this app.", id));

    public static HsException ImportIdInvalid(string id) => New(
        "HsImportIdInvalid", HsErrorCategory.InvalidArgument, $"'{id}' is not an import id: HubSpot's are whole numbers.", "Get-HsImport lists the imports with their ids.", id);

    public static HsException WaitTimedOut(IReadOnlyList<HsImport> imports, TimeSpan limit, Submission? submission) => New(
        "HsImportWaitTimedOut", HsErrorCategory.OperationTimeout,
        $"After {limit.TotalSeconds:0} s not finished: {string.Join(", ", imports)}. {(imports.Count == 1 ? "It goes on" : "They go on")} in HubSpot.",
        $"{GoOn(imports, submission)} -TimeoutSec {limit.TotalSeconds:0}", imports.Count == 1 ? imports[0] : imports);

    public static HsException WaitStopped(IReadOnlyList<HsImport> imports, Submission? submission) => New(
        "HsImportWaitStopped", HsErrorCategory.OperationTimeout, $"Waiting has ended; in HubSpot {(imports.Count == 1 ? "the import goes" : "the imports go")} on: {string.Join(", ", imports)}.",
        GoOn(imports, submission), imports.Count == 1 ? imports[0] : imports);

    public static HsException WaitBroken(IReadOnlyList<HsImport> imports, HsException cause, Submission? submission) => Answered(cause, New(
        "HsImportWaitBroken", cause.Category,
        $"HubSpot has {(imports.Count == 1 ? "the import" : "the imports")} {string.Join(", ", imports)} and goes on with {(imports.Count == 1 ? "it" : "them")}, but the state cannot be read: {cause.Message}",
        $"{(cause.Category is HsErrorCategory.AuthenticationError or HsErrorCategory.PermissionDenied ? "Connect-HsAccount; " : "")}{GoOn(imports, submission)}",
        imports.Count == 1 ? imports[0] : imports));

    public static HsException ImportFailed(HsImport import) => New(
        "HsImportFailed", HsErrorCategory.InvalidResult, $"HubSpot gave the import {import} up.", $"Get-HsImportError -Id {import.Id}", import);

    public static HsException ImportCanceled(HsImport import) => New(
        "HsImportCanceled", HsErrorCategory.InvalidResult,
        $"The import {import} was cancelled. Rows that were written before stay in HubSpot.", $"Get-HsImport -Id {import.Id}", import);

    public static HsException ImportFinished(HsImport import, HsException refusal) => Answered(refusal, New(
        "HsImportFinished", HsErrorCategory.InvalidOperation, $"The import {import} has ended, so it cannot be cancelled.", $"Get-HsImport -Id {import.Id}", import));

    public static HsException ImportReverted(HsImport import) => New(
        "HsImportReverted", HsErrorCategory.InvalidResult, $"The import {import} was undone after it had finished.", $"Get-HsImport -Id {import.Id}", import);

    public static HsException NotTaken(string path, HsException cause) => Answered(cause, New(
        "HsImportNotTaken", cause.Category, $"HubSpot did not take '{path}': the connection ended before the request was complete. {cause.Message}",
        "Run the same command again; nothing was imported.", path), cause.IsPassing);

    public static HsException Undecided(string path, string uploadName, HsException cause) => Answered(cause, New(
        "HsSubmissionUndecided", HsErrorCategory.ConnectionError,
        $"Nobody knows whether HubSpot took '{path}': the request was sent whole, and the answer was lost. {cause.Message}",
        $"Get-HsImport | Where-Object RequestJson -like '*{uploadName}*'", path));

    public static HsException IdUnknown(string path, string uploadName, HsException cause) => Answered(cause, New(
        "HsImportIdUnknown", HsErrorCategory.ProtocolError,
        $"HubSpot took '{path}', but did not say under which id. Do not send it again. {cause.Message}",
        $"Get-HsImport | Where-Object RequestJson -like '*{uploadName}*'", path));

    public static HsException Interrupted() => New(
        "HsInterrupted", HsErrorCategory.OperationTimeout, "The command was stopped while it waited for the answer.", "Get-HsImport", null);

    public static HsException RejectPathMissing(StartImportRequest request) => New(
        "HsRejectPathMissing", HsErrorCategory.InvalidArgument, "-InvalidRow HoldBack needs a file for the rows that are held back.",
        $"{request.Command} -InvalidRow HoldBack -RejectPath rejects.csv", request.SourcePath);

    public static HsException HoldBackOfSeveralFiles(StartImportRequest request) => New(
        "HsHoldBackOfSeveralFiles", HsErrorCategory.InvalidOperation,
        $"-InvalidRow HoldBack is for an import of one file. '{request.SourcePath}' are one import: rows of one file may name rows of another, which would then be missing. Nothing was sent.",
        "$files | Test-HsImport shows the rows; mend them, or send the files without -InvalidRow HoldBack, and HubSpot decides.", request.SourcePath);

    public static HsException RejectPathIsWorkbook(string path) => New(
        "HsRejectPathIsWorkbook", HsErrorCategory.InvalidArgument, $"The reject file is written as CSV, also of a workbook, and '{path}' has the name of a workbook.",
        $"Give it a name that ends in .csv, which Excel opens too: {Quote(Path.ChangeExtension(path, ".csv"))}", path);

    public static HsException RejectPathIsSource(string path) => New(
        "HsRejectPathIsSource", HsErrorCategory.InvalidArgument, $"The reject file '{path}', or its reasons, would replace the file that is imported.", "Give it another name.", path);

    public static HsException RejectFileNotWritten(string path, Exception cause) => New(
        "HsRejectFileNotWritten", HsErrorCategory.WriteError, $"The reject file '{path}' cannot be written: {cause.Message}",
        "Give it a folder that exists and may be written to, with room left.", path, cause);

    public static HsException RejectPathUnused(StartImportRequest request) => New(
        "HsRejectPathUnused", HsErrorCategory.InvalidArgument, "-RejectPath is the file for rows that are held back, and none is: -InvalidRow is not HoldBack.",
        $"{request.Command} -InvalidRow HoldBack -RejectPath {Quote(request.RejectPath!)}", request.RejectPath);

    public static HsException RejectFileExists(string path) => New(
        "HsRejectFileExists", HsErrorCategory.ResourceExists, $"The reject file '{path}', or its reasons, exist already.",
        "Give it another name, or -Force to replace them.", path);

    public static HsException SourceMismatch(string path, HsImport import) => New(
        "HsSourceMismatch", HsErrorCategory.InvalidArgument,
        $"'{path}' does not have the columns that the import {import} was sent, so it is not the file that the import was made from, or it was changed.",
        $"Give -SourcePath the file as it was sent: (Get-HsImport -Id {import.Id}).Files.ColumnMappings shows its columns.", path);

    public static HsException SourceAmbiguous(string path, HsImport import) => New(
        "HsSourceAmbiguous", HsErrorCategory.InvalidArgument,
        $"'{path}' has the columns of more than one of the files of the import {import}, so it cannot be told which of them it is.",
        $"Get-HsImportError -Id {import.Id} -SourcePath with all of its files, in the order of (Get-HsImport -Id {import.Id}).Files", path);

    public static HsException SourcePathMissing(string id) => New(
        "HsSourcePathMissing", HsErrorCategory.InvalidArgument, $"Nothing says which file the import {id} was made from.", $"Export-HsImportReject -Id {id} -SourcePath contacts.csv -Path fix-me.csv", id);

    public static HsException SeveralSources(string path, string other) => New(
        "HsSeveralSources", HsErrorCategory.InvalidArgument,
        $"A reject file is for one source, and these imports were made from '{path}' and '{other}'.", "Export-HsImportReject once for each source.", other);

    public static HsException OtherColumns(HsImport import, HsImport other) => New(
        "HsOtherColumns", HsErrorCategory.InvalidArgument,
        $"The imports {import} and {other} were sent other columns, in another format, or for another operation, so they are not parts of one file.", "Export-HsImportReject once for each import.", other);

    public static HsException SeveralFiles(string id, IReadOnlyList<string> paths) => New(
        "HsSeveralFiles", HsErrorCategory.InvalidArgument, $"The import {id} was made from several files, {List(paths)}, and a reject file holds rows of one.",
        string.Join("; ", paths.Select(path => $"Export-HsImportReject {Quote($"{Path.GetFileNameWithoutExtension(path)}-refused.csv")} -Id {id} -SourcePath {Quote(path)}")), id);

    public static HsException NotParts(IReadOnlyList<HsImport> imports, string path) => New(
        "HsNotParts", HsErrorCategory.InvalidArgument,
        $"HubSpot read more rows in the imports {string.Join(", ", imports)} than '{path}' has, so they are not the parts of one file: a row that one of them refused may be in by another.",
        "Export-HsImportReject once for the last import of the file.", imports);

    public static HsException RowsWouldDouble(HsImport import, string objectType) => New(
        "HsRowsWouldDouble", HsErrorCategory.InvalidOperation,
        $"Rows of the import {import} that are in without a value cannot be sent again: each would create the {objectType} a second time, because no column identifies it or the import only creates.",
        "Leave -IncludeIncomplete out, and mend these records in HubSpot.", import);

    // The data folder

    public static HsException DataFolderUnknown() => New(
        "HsDataFolderUnknown", HsErrorCategory.ResourceUnavailable, "The account that this runs under has no folder for application data.",
        $"Name a folder in the environment variable {DataFolder.PathVariable}, or with -JournalPath.", null);

    public static HsException DataFolderNotUsable(string path, Exception cause) => New(
        "HsDataFolderNotUsable", HsErrorCategory.WriteError, $"'{path}', where this module keeps what it has to remember, cannot be used: {cause.Message}",
        $"Name a folder that may be written to in the environment variable {DataFolder.PathVariable}, or with -JournalPath.", path, cause);

    public static HsException AccountAnswersInvalid(string path, Exception? cause) => New(
        "HsAccountAnswersInvalid", HsErrorCategory.InvalidData, $"'{path}' does not hold the answers that Test-HsAccount wrote into it.", "Test-HsAccount writes it anew.", path, cause);

    public static HsException AccountTestTimedOut(HsImport import, TimeSpan limit) => New(
        "HsAccountTestTimedOut", HsErrorCategory.OperationTimeout,
        $"After {limit.TotalSeconds:0} s the import {import} had not ended, had not shown in the list of imports, or HubSpot had not answered.", $"Test-HsAccount -TimeoutSec {limit.TotalSeconds * 3:0}", import);

    public static HsException AccountTestIncomplete(HsAccountTest test, HsException cause) => Answered(cause, New(
        "HsAccountTestIncomplete", cause.Category, $"{cause.Message} Not answered: {string.Join(", ", test.Missing)}.",
        cause.Id == "HsAccountTestTimedOut" ? cause.RecommendedAction : $"{cause.RecommendedAction} Then Test-HsAccount again.", test));

    // Parameters

    public static HsException OperationWithoutColumn(string objectType) => New(
        "HsOperationWithoutColumn", HsErrorCategory.InvalidArgument, $"-ImportOperation names '{objectType}', and no column is mapped to it.",
        "Name object types that the mapping has: $map | Select-Object -Unique ObjectType", objectType);

    public static HsException TimeZoneInvalid(StartImportRequest request, string timeZone) => New(
        "HsTimeZoneInvalid", HsErrorCategory.InvalidArgument, $"'{timeZone}' is not an IANA time zone name.",
        $"{request.Command} -TimeZone 'America/New_York'", timeZone);

    private static HsException New(string id, HsErrorCategory category, string message, string recommendedAction, object? target, Exception? inner = null) =>
        new(id, category, message, recommendedAction, target, inner);

    // The error that says more, with what the answer behind it said.
    private static HsException Answered(HsException answer, HsException error, bool isPassing = false) =>
        new(error.Id, error.Category, error.Message, error.RecommendedAction, error.Target, answer)
        {
            StatusCode = answer.StatusCode,
            CorrelationId = answer.CorrelationId,
            HubSpotCategory = answer.HubSpotCategory,
            IsPassing = isPassing,
            RetryAfter = answer.RetryAfter,
        };

    private static string NewMapping(string? path, string objectType) => $"New-HsColumnMapping -Path {Quote(path ?? "contacts.csv")} -ObjectType {objectType}";

    private static string NewMapping(SourceFile file, string objectType) => $"{NewMapping(file.Path, objectType)}{(file.HasHeader ? "" : " -NoHeader")}";

    private static string DidYouMean(IReadOnlyList<string> nearest) => nearest.Count == 0 ? "" : $" Nearest: {List(nearest)}.";

    private static string List(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(8).Select(name => $"'{name}'")) + (names.Count > 8 ? $" and {names.Count - 8} more" : "");

    // A submission knows its file, and is to come to its end too.
    private static string GoOn(IReadOnlyList<HsImport> imports, Submission? submission) =>
        submission is null ? $"Wait-HsImport -Id {string.Join(",", imports.Select(import => import.Id))}" : $"{Command("Resume-HsImport", submission)} -Wait";

    // As PowerShell reads it back, so that a recommended action can be pasted.
    private static string Quote(string text) => $"'{text.Replace("'", "''")}'";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
