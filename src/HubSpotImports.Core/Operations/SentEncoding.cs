using System.Text;
using HubSpotImports.Files;
using HubSpotImports.Journal;

namespace HubSpotImports.Operations;

/// <summary>How a file was read when it was sent, where the user had to say it: who reads it again must read the same.</summary>
internal static class SentEncoding
{
    /// <summary>Looks an import up in the journals of this machine.</summary>
    /// <param name="journalPath">The data folder that the user named, if any.</param>
    /// <param name="importId">The import.</param>
    /// <param name="path">The full path of one of its files.</param>
    /// <returns>The encoding that was given; <see langword="null"/> where none was, or no journal tells.</returns>
    public static Encoding? Find(string? journalPath, string importId, string path)
    {
        try
        {
            var sent = new SubmissionFolder(DataFolder.At(journalPath)).ReadAll(_ => { }).LastOrDefault(submission => submission.Parts.Any(part => part.ImportId == importId));
            return sent?.Head.Files.FirstOrDefault(file => SourcePaths.Comparer.Equals(file.SourcePath, path))?.CodePage is { } codePage ? SourceEncoding.CodePage(codePage) : null;
        }
        catch (HsException fault) when (fault.Id is "HsDataFolderUnknown" or "HsDataFolderNotUsable")
        {
            return null; // Nothing was sent with it.
        }
    }
}
