using HubSpotImports.Journal;

namespace HubSpotImports.Tests.Journal;

/// <summary>Where the module remembers things, and who may read them.</summary>
public sealed class DataFolderTests : IDisposable
{
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory();

    public void Dispose() => _temporary.Delete(recursive: true);

    [Fact]
    public void A_given_path_comes_before_that_of_the_environment()
    {
        Assert.Equal(Environment.GetEnvironmentVariable(DataFolder.PathVariable), DataFolder.At(null).Path);
        Assert.Equal(_temporary.FullName, DataFolder.At(_temporary.FullName).Path);
    }

    [Fact]
    public void What_is_made_is_the_users_alone()
    {
        var data = DataFolder.At(Path.Combine(_temporary.FullName, "data"));
        var file = Path.Combine(data.Accounts, "a.json");

        data.Open(file, FileMode.CreateNew, FileAccess.Write, FileShare.None).Dispose();
        data.Open(file, FileMode.Open, FileAccess.Read, FileShare.Read).Dispose();

#if NET
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode Folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.Equal((Folder, Folder), (File.GetUnixFileMode(data.Path), File.GetUnixFileMode(data.Accounts)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
#endif
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_an_error_that_says_what_to_do()
    {
        var file = Path.Combine(_temporary.FullName, "file");
        File.WriteAllText(file, "");
        var data = DataFolder.At(file);

        var error = Assert.Throws<HsException>(() => data.Open(Path.Combine(data.Submissions, "a.jsonl"), FileMode.CreateNew, FileAccess.Write, FileShare.None));

        Assert.Equal("HsDataFolderNotUsable", error.Id);
        Assert.Contains(DataFolder.PathVariable, error.RecommendedAction, StringComparison.Ordinal);
    }
}
