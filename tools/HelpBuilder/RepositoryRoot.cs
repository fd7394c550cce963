namespace HubSpotImports.HelpBuilder;

/// <summary>The folder that this program was built in.</summary>
internal static class RepositoryRoot
{
    public static string Combine(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "HubSpotImports.sln"))) folder = folder.Parent;
        return Path.Combine([folder?.FullName ?? throw new InvalidOperationException($"'{AppContext.BaseDirectory}' is not inside the repository."), .. parts]);
    }
}
