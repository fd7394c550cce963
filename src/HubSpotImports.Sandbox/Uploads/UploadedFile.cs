namespace HubSpotImports.Sandbox.Uploads;

/// <summary>One <c>files</c> part of an import, kept on disk until the import has ended.</summary>
/// <param name="FileId">The id that <c>fileIds</c> and errors have for it.</param>
/// <param name="Name">The name that the part gave; never used as a path.</param>
/// <param name="StoredAs">The name of the file in the upload folder, which the sandbox chose.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Rows">
/// How many data rows it has: counted where a limit is near, else taken from its line breaks, of which a cell may have some too.
/// </param>
internal sealed record UploadedFile(long FileId, string Name, string StoredAs, long Bytes, long Rows);
