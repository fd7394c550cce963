using System.Management.Automation;
using HubSpotImports.Journal;
using HubSpotImports.Pipeline;
using DriveNotFoundException = System.Management.Automation.DriveNotFoundException;

namespace HubSpotImports.Hosting;

/// <summary>Turns PowerShell paths into paths of the file system, on the pipeline thread.</summary>
internal static class ProviderPaths
{
    /// <summary>The files that a path with wildcards means.</summary>
    /// <exception cref="HsException"><c>HsFileNotFound</c>: none, or a path outside the file system.</exception>
    public static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path)
    {
        try
        {
            var paths = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out var provider);
            return provider.Name == "FileSystem" && paths.Count > 0 ? [.. paths] : throw HsError.FileNotFound(path);
        }
        catch (Exception exception) when (exception is ItemNotFoundException or DriveNotFoundException or ProviderNotFoundException)
        {
            throw HsError.FileNotFound(path);
        }
    }

    /// <summary>The file that a path means as it is written.</summary>
    /// <exception cref="HsException"><c>HsFileNotFound</c>: a path outside the file system, or one that no file can have.</exception>
    public static string Literal(PSCmdlet cmdlet, string path)
    {
        try
        {
            var literal = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);

            // .NET Framework throws where a path with such characters is only looked at.
            return provider.Name == "FileSystem" && literal.IndexOfAny(Path.GetInvalidPathChars()) < 0 ? literal : throw HsError.FileNotFound(path);
        }
        catch (Exception exception) when (exception is DriveNotFoundException or ProviderNotFoundException)
        {
            throw HsError.FileNotFound(path);
        }
    }

    /// <summary>The path of a file or folder while its command is only typed; the text itself where PowerShell makes nothing of it.</summary>
    /// <param name="path">What is typed.</param>
    public static string WhileTyping(string path)
    {
        try
        {
            return ScriptBlock.Create("$ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($args[0])").Invoke(path)[0].ToString();
        }
        catch (RuntimeException)
        {
            return path;
        }
    }

    /// <summary>The files that paths mean as they are written; empty ones mean none.</summary>
    /// <exception cref="HsException"><c>HsFileNotFound</c>: a path outside the file system.</exception>
    public static IReadOnlyList<string> Literal(PSCmdlet cmdlet, IEnumerable<string> paths) => [.. paths.Where(path => !string.IsNullOrEmpty(path)).Select(path => Literal(cmdlet, path))];

    /// <summary>The folder of the journal.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="path">What the user gave, if anything.</param>
    public static DataFolder DataFolder(PSCmdlet cmdlet, string? path)
    {
        try
        {
            return Journal.DataFolder.At(path is null ? null : Literal(cmdlet, path));
        }
        catch (HsException error)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.Of(error));
            throw;
        }
    }
}
