using System.Diagnostics;
using HubSpotImports.Benchmarks.Peers;

namespace HubSpotImports.Benchmarks;

/// <summary>The module as it is shipped: built for release and laid out by the build itself.</summary>
internal static class StagedModule
{
    private static string? _manifest;

    /// <summary>Builds it once.</summary>
    /// <returns>Its manifest; <see langword="null"/> where no PowerShell would load it.</returns>
    public static async Task<string?> ManifestAsync()
    {
        if (_manifest is not null || Toolbox.Find("pwsh") is null) return _manifest;

        var root = RepositoryRoot.Find();
        Console.WriteLine("Staging the module");
        using var build = Process.Start("dotnet", ["build", "-c", "Release", "-nologo", "-v", "q", Path.Combine(root, "src", "HubSpotImports")]);
        await build.WaitForExitAsync();
        if (build.ExitCode != 0) throw new InvalidOperationException("The module does not build.");
        return _manifest = Directory.EnumerateFiles(Path.Combine(root, "out", "HubSpotImports"), "HubSpotImports.psd1", SearchOption.AllDirectories).Single();
    }
}
