namespace HubSpotImports.Sandbox.Uploads;

/// <summary>
/// Where uploaded files wait for their import: beside the database when it is kept, so that a restart finds them; else a folder for
/// temporary files that goes when the sandbox stops.
/// </summary>
internal sealed class UploadFolder : IDisposable
{
    private readonly string _path;
    private readonly bool _isTemporary;
    private long _lastFileId = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    public UploadFolder(string? databaseFile)
    {
        _isTemporary = databaseFile is null;
        _path = databaseFile is null
            ? Directory.CreateTempSubdirectory("hubspot-sandbox-").FullName
            : Directory.CreateDirectory(Path.GetFullPath(databaseFile) + ".uploads").FullName;
    }

    /// <summary>A new, empty file, whose name owes nothing to the request.</summary>
    public (FileStream Stream, string StoredAs, long FileId) Create()
    {
        var storedAs = Guid.NewGuid().ToString("N");
        return (new FileStream(PathOf(storedAs), FileMode.CreateNew, FileAccess.Write), storedAs, Interlocked.Increment(ref _lastFileId));
    }

    public FileStream OpenRead(UploadedFile file) => new(
        PathOf(file.StoredAs), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);

    /// <summary>Removes what a server that was killed has left behind: files that no import is waiting for.</summary>
    public void DeleteAllBut(IEnumerable<UploadedFile> files)
    {
        var wanted = files.Select(file => file.StoredAs).ToHashSet();
        foreach (var path in Directory.EnumerateFiles(_path))
        {
            if (!wanted.Contains(Path.GetFileName(path))) File.Delete(path);
        }
    }

    public void Delete(IEnumerable<UploadedFile> files)
    {
        foreach (var file in files) Delete(file.StoredAs);
    }

    public void Delete(string storedAs) => File.Delete(PathOf(storedAs));

    public void Dispose()
    {
        if (_isTemporary) Directory.Delete(_path, recursive: true);
    }

    private string PathOf(string storedAs) => Path.Combine(_path, storedAs);
}
