using HubSpotImports.Pipeline;

namespace HubSpotImports.Journal;

/// <summary>
/// The folder in which the module remembers what it sent and what it asked accounts. On Unix its folders (0700) and files (0600) are the
/// user's alone; on Windows the local application data already are.
/// </summary>
public sealed class DataFolder
{
    /// <summary>The environment variable that names another folder.</summary>
    public const string PathVariable = "HUBSPOT_JOURNAL_PATH";

    // What could not be written must not be tried once more when the file is closed: that would be an error of nobody's.
    private const int Unbuffered = 1;

    private DataFolder(string path, bool isGiven) => (Path, Given) = (path, isGiven ? path : null);

    /// <summary>The full path of the folder, which may not be there yet.</summary>
    public string Path { get; }

    /// <summary>The same, where the user named it for a command: the next command has to name it too.</summary>
    internal string? Given { get; }

    /// <summary>The folder of what was sent.</summary>
    public string Submissions => System.IO.Path.Combine(Path, "submissions");

    /// <summary>The folder of what accounts answered.</summary>
    public string Accounts => System.IO.Path.Combine(Path, "accounts");

    /// <summary>Finds the folder; makes nothing.</summary>
    /// <param name="given">The path that the user gave; <see langword="null"/> for that of the environment, or the user's application data.</param>
    /// <exception cref="HsException"><c>HsDataFolderUnknown</c>, <c>HsDataFolderNotUsable</c>.</exception>
    public static DataFolder At(string? given)
    {
        var path = new[] { given, Environment.GetEnvironmentVariable(PathVariable) }.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        if (path is null)
        {
            // Unverified, because on a fresh Unix account the folder above is not there yet either.
            var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            if (data.Length == 0) throw HsError.DataFolderUnknown();
            path = System.IO.Path.Combine(data, "HubSpotImports");
        }

        return Tried(path, () => new DataFolder(System.IO.Path.GetFullPath(path), isGiven: !string.IsNullOrWhiteSpace(given)));
    }

    /// <summary>Makes a folder in it, where it is not there yet.</summary>
    /// <param name="folder">The full path, such as <see cref="Accounts"/>.</param>
    /// <exception cref="HsException"><c>HsDataFolderNotUsable</c>.</exception>
    public void Make(string folder) => Tried(folder, () =>
    {
        MakePrivate(Path);
        MakePrivate(folder);
        return true;
    });

    /// <summary>The full paths of files in a folder of it; none where the folder is not there.</summary>
    /// <param name="folder">The full path, such as <see cref="Accounts"/>.</param>
    /// <param name="pattern">Their names, with wildcards.</param>
    /// <exception cref="HsException"><c>HsDataFolderNotUsable</c>.</exception>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
        Tried(folder, () => Directory.Exists(folder) ? Directory.GetFiles(folder, pattern) : []);

    /// <summary>Opens a file of the folder. Where the file may be made, its folder is made too.</summary>
    /// <param name="file">The full path, such as one in <see cref="Accounts"/>.</param>
    /// <param name="mode">How to open it.</param>
    /// <param name="access">What to do with it.</param>
    /// <param name="share">What others may do meanwhile.</param>
    /// <exception cref="HsException"><c>HsDataFolderNotUsable</c>: no right to, no room, or another process holds the file.</exception>
    public FileStream Open(string file, FileMode mode, FileAccess access, FileShare share) => Tried(file, () =>
    {
        if (mode is not (FileMode.Open or FileMode.Truncate)) Make(System.IO.Path.GetDirectoryName(file)!);
        return OpenPrivate(file, mode, access, share);
    });

    /// <summary>The path of the folder.</summary>
    public override string ToString() => Path;

#if NET
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, Mine | UnixFileMode.UserExecute);
    }

    private static FileStream OpenPrivate(string file, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = Unbuffered };
        // Only an opening that can make the file may name the mode of what it makes.
        if (!OperatingSystem.IsWindows() && mode is not (FileMode.Open or FileMode.Truncate)) options.UnixCreateMode = Mine;
        return new FileStream(file, options);
    }
#else
    private static void MakePrivate(string folder) => Directory.CreateDirectory(folder);

    private static FileStream OpenPrivate(string file, FileMode mode, FileAccess access, FileShare share) => new(file, mode, access, share, Unbuffered);
#endif

    private static T Tried<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw HsError.DataFolderNotUsable(path, exception);
        }
    }
}
