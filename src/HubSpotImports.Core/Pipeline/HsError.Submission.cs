using HubSpotImports.Journal;

namespace HubSpotImports.Pipeline;

/// <summary>Errors of submissions and their journals.</summary>
internal static partial class HsError
{
    public static HsException JournalNotWritten(string path, Exception cause) => New(
        "HsJournalNotWritten", HsErrorCategory.WriteError, $"The journal '{path}' cannot be written: {cause.Message} Without it nobody would know later what HubSpot took.",
        "Make room on the disk, or name another folder with -JournalPath; then Resume-HsImport, or run the same command again.", path, cause);

    public static HsException JournalDamaged(string path, int line) => New(
        "HsJournalDamaged", HsErrorCategory.InvalidData, $"The journal '{path}' was changed or damaged in line {Number(line)}, so it does not tell what HubSpot took.",
        $"Compare Get-HsImport with the file, then remove the journal: Remove-Item -LiteralPath {Quote(path)}", path);

    public static HsException JournalVersion(string id, int version) => New(
        "HsJournalVersion", HsErrorCategory.InvalidData, $"The journal of the submission {id} has version {version}, which this version of the module does not know.",
        "Update the module: Update-Module HubSpotImports", id);

    public static HsException SubmissionNotFound(string id, string folder) => New(
        "HsSubmissionNotFound", HsErrorCategory.ObjectNotFound, $"There is no submission '{id}' in '{folder}'.", "Get-HsSubmission lists the submissions.", id);

    public static HsException SubmissionBusy(string id, string? givenFolder) => New(
        "HsSubmissionBusy", HsErrorCategory.ResourceBusy, $"Another process works at the submission {id}.",
        $"Wait until it has ended: Get-HsSubmission {id}{In(givenFolder)}", id);

    public static HsException SubmissionClosed(Submission submission) => New(
        "HsSubmissionClosed", HsErrorCategory.InvalidOperation, $"Of the submission {submission.Head.SubmissionId} nothing is left to do.",
        $"{Command("Get-HsSubmission", submission)}", submission.Head.SubmissionId);

    public static HsException SubmissionOpen(Submission submission) => New(
        "HsSubmissionOpen", HsErrorCategory.ResourceExists,
        $"'{submission.Head.SourcePath}' with this content was begun to be sent at {Local(submission.Head.CreatedAt)} (submission {submission.Head.SubmissionId}), and that did not come to its end. Nothing was sent now.",
        $"{Command("Resume-HsImport", submission)} -Wait", submission.Head.SubmissionId);

    public static HsException AlreadySent(Submission submission) => New(
        "HsAlreadySent", HsErrorCategory.ResourceExists,
        $"'{submission.Head.SourcePath}' with this content was sent at {Local(submission.Head.CreatedAt)} (submission {submission.Head.SubmissionId}); sent again, its rows, or those without an identifier, would create their records a second time. Nothing was sent now.",
        "Add -Again if these records are to be there twice.", submission.Head.SubmissionId);

    public static HsException OtherAccount(Submission submission, string account) => New(
        "HsOtherAccount", HsErrorCategory.InvalidOperation,
        $"The submission {submission.Head.SubmissionId} goes to the account {submission.Head.Account} at {submission.Head.BaseUri}, and the connection is to the account {account}.",
        $"Connect-HsAccount to the account {submission.Head.Account}, then {Command("Resume-HsImport", submission)}", submission.Head.SubmissionId);

    public static HsException OtherApp(Submission submission, string app) => New(
        "HsOtherApp", HsErrorCategory.InvalidOperation,
        $"The submission {submission.Head.SubmissionId} was begun by the app {submission.Head.App}, and the connection is that of the app {app}, which does not see the imports of another.",
        $"Connect-HsAccount with a token of the app {submission.Head.App}, then {Command("Resume-HsImport", submission)}", submission.Head.SubmissionId);

    public static HsException SourceChanged(Submission submission, JournalFile file, string now) => New(
        "HsSourceChanged", HsErrorCategory.InvalidData,
        $"'{file.SourcePath}' is not the file that the submission {submission.Head.SubmissionId} began to send: that had {Number(file.Length)} bytes, written at {Local(file.WrittenAt)}; now it has {now}.",
        $"Put the file back and run Resume-HsImport again, or give the rest up with {Command("Remove-HsSubmission", submission)} -Force and send the file as it is now.", file.SourcePath);

    public static HsException SubmissionUndecided(Submission submission, SubmissionPart part, string why) => New(
        "HsSubmissionUndecided", HsErrorCategory.ConnectionError,
        $"Nobody knows whether HubSpot took {PartOf(submission, part)}: it was sent whole at {Local(part.CommittedAt ?? submission.UpdatedAt)}, and the answer was lost. {why}",
        $"Look in HubSpot for an import of the file {part.Planned.UploadName}. It is there: {Command("Resume-HsImport", submission)} -AdoptImportId <its id>. It surely is not: {Command("Resume-HsImport", submission)} -Resend{(submission.Head.CreatesRecords ? " -Again" : "")}",
        submission.Head.SubmissionId);

    public static HsException SubmissionIdUnknown(Submission submission, SubmissionPart part, string why) => New(
        "HsImportIdUnknown", HsErrorCategory.ProtocolError,
        $"By its answer HubSpot took {PartOf(submission, part)}, but did not say under which id, and the list of imports does not show it. Do not send it again before you looked. {why}",
        $"Look in HubSpot for an import of the file {part.Planned.UploadName}. It is there: {Command("Resume-HsImport", submission)} -AdoptImportId <its id>. It surely is not, hours later and in its records too, because a proxy answered in HubSpot's place: {Command("Resume-HsImport", submission)} -Resend{(submission.Head.CreatesRecords ? " -Again" : "")}",
        submission.Head.SubmissionId);

    public static HsException PartsStopped(Submission submission, HsImport import, SubmissionPart next) => New(
        "HsPartsStopped", HsErrorCategory.InvalidResult,
        $"The import {import} is part {import.Part} of {import.PartCount} of '{submission.Head.SourcePath}' and ended {import.State}, so the rest, from row {Number(next.Planned.FirstRow)} on, was not sent.",
        submission.IsClosed
            ? $"If the rest is wanted, send the rows from row {Number(next.Planned.FirstRow)} on as a file of their own."
            : $"Get-HsImportError -Id {import.Id} tells why; then send the rest: {Command("Resume-HsImport", submission)}",
        submission.Head.SubmissionId);

    public static HsException PartsNotSent(Submission submission, SubmissionPart next) => New(
        "HsPartsNotSent", HsErrorCategory.OperationTimeout,
        $"The rest of '{submission.Head.SourcePath}', from row {Number(next.Planned.FirstRow)} on, was not sent yet: HubSpot has {submission.Parts.Count(part => part.ImportId is not null)} of {submission.Parts.Count} parts, and how the last of them ended is not known.",
        $"{Command("Resume-HsImport", submission)} -Wait", submission.Head.SubmissionId);

    public static HsException SubmissionBroken(Submission submission, HsException cause) => Answered(cause, New(
        cause.Id, cause.Category,
        $"{cause.Message} Of the submission {submission.Head.SubmissionId}, HubSpot has {submission.Parts.Count(part => part.ImportId is not null)} of {submission.Parts.Count} parts.",
        $"{cause.RecommendedAction} Then: {Command("Resume-HsImport", submission)}", cause.Target));

    public static HsException TakenNotWritten(Submission submission, SubmissionPart part, HsImport import, HsException cause) => Answered(cause, New(
        "HsJournalNotWritten", HsErrorCategory.WriteError,
        $"HubSpot took {PartOf(submission, part)} as the import {import}, but the journal could not be written any more. {cause.Message}",
        $"Make room on the disk, then {Command("Resume-HsImport", submission)} -AdoptImportId {import.Id}", import));

    public static HsException QuotaExceeded(string path, long rows, int imports, long usedRows, int usedImports, Operations.QuotaLimits limits, DateTimeOffset roomAt) => New(
        "HsQuotaExceeded", HsErrorCategory.LimitsExceeded,
        $"'{path}' has {Number(rows)} rows in {Number(imports)} imports, and the account took {Number(usedRows)} rows in {Number(usedImports)} imports within the last 24 hours; HubSpot takes {Number(limits.Rows)} rows and {Number(limits.Imports)} imports. Nothing was sent.",
        roomAt == DateTimeOffset.MaxValue ? "Add -WaitForQuota: the parts are then sent as there is room." : $"There is room at {Local(roomAt)}; -WaitForQuota waits for it.", path);

    public static HsException ImportGone(Submission submission, SubmissionPart part, HsException answer) => Answered(answer, New(
        "HsImportGone", HsErrorCategory.ObjectNotFound,
        $"HubSpot took {PartOf(submission, part)} as the import {part.ImportId}, and does not know that import any more.",
        $"Look in HubSpot whether its {Number(part.Planned.Rows)} rows from row {Number(part.Planned.FirstRow)} on are there; then {Command("Remove-HsSubmission", submission)} -Force", part.ImportId));

    public static HsException NothingUndecided(Submission submission) => New(
        "HsNothingUndecided", HsErrorCategory.InvalidOperation, $"No part of the submission {submission.Head.SubmissionId} is undecided, so there is nothing to adopt and nothing to send again.",
        $"{Command("Resume-HsImport", submission)}", submission.Head.SubmissionId);

    public static HsException ResendWouldDouble(Submission submission, SubmissionPart part) => New(
        "HsResendWouldDouble", HsErrorCategory.InvalidOperation,
        $"If HubSpot did take {PartOf(submission, part)}, sending it again creates {Number(part.Planned.Rows)} rows' records twice.",
        $"{Command("Resume-HsImport", submission)} -Resend -Again if you are sure that HubSpot did not take it.", submission.Head.SubmissionId);

    public static HsException AdoptedTwice(string importId, Submission other) => New(
        "HsAdoptedTwice", HsErrorCategory.InvalidArgument, $"The import {importId} is a part of the submission {other.Head.SubmissionId} already.", $"{Command("Get-HsSubmission", other)}", importId);

    public static HsException SubmissionStillOpen(Submission submission) => New(
        "HsSubmissionStillOpen", HsErrorCategory.InvalidOperation,
        $"The submission {submission.Head.SubmissionId} of '{submission.Head.SourcePath}' did not come to its end. Without its journal, nobody knows any more what HubSpot took of it.",
        $"{Command("Resume-HsImport", submission)}, or {Command("Remove-HsSubmission", submission)} -Force", submission.Head.SubmissionId);

    private static string Command(string name, Submission submission) => $"{name} {submission.Head.SubmissionId}{In(submission.GivenFolder)}";

    private static string In(string? givenFolder) => givenFolder is null ? "" : $" -JournalPath {Quote(givenFolder)}";

    private static string PartOf(Submission submission, SubmissionPart part) =>
        submission.Parts.Count == 1 ? $"'{submission.Head.SourcePath}'" : $"part {part.Number} of {submission.Parts.Count} of '{submission.Head.SourcePath}'";

    private static string Local(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
