namespace HubSpotImports.Tests;

/// <summary>The folder of the solution, found from where the tests run.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Above(AppContext.BaseDirectory, folder => File.Exists(System.IO.Path.Combine(folder, "HubSpotImports.sln")))
        ?? throw new DirectoryNotFoundException("No folder above the tests has HubSpotImports.sln.");

    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string? Above(string start, Func<string, bool> isIt)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (isIt(folder.FullName)) return folder.FullName;
        }

        return null;
    }
}
