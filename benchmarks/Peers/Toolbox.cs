using System.Diagnostics;

namespace HubSpotImports.Benchmarks.Peers;

/// <summary>The programs of other people that stand beside the module, where the machine has them.</summary>
/// <param name="directory">Where Node's packages are put.</param>
internal sealed class Toolbox(string directory)
{
    // Versions are fixed, so that a figure of today is one of tomorrow.
    private static readonly string[] NodePackages = ["papaparse@5.7.1", "@duckdb/node-api@1.5.6-r.1", "@hubspot/api-client@13.5.0"];

    private string? _nodePackages;

    /// <summary>A script of this folder.</summary>
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Peers", name);

    /// <summary>The full path of a program, or <see langword="null"/>.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .SelectMany(folder => OperatingSystem.IsWindows() ? [Path.Combine(folder, $"{program}.exe"), Path.Combine(folder, $"{program}.cmd")] : new[] { Path.Combine(folder, program) })
        .FirstOrDefault(File.Exists);

    /// <summary>What a program says of its version, in one line; <see langword="null"/> where it is not on the machine.</summary>
    public static async Task<string?> VersionOfAsync(string program, params string[] arguments)
    {
        if (Find(program) is not { } path) return null;
        using var process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Split('\n')[0].Split('(')[0].Trim();
    }

    /// <summary>Why a script in Python cannot run, where it needs a package; <see langword="null"/> where it can, or where there is no Python.</summary>
    /// <param name="package">The package.</param>
    public static async Task<string?> MissingPythonPackageAsync(string package)
    {
        if (Find("python3") is not { } python) return null;
        using var import = Process.Start(new ProcessStartInfo(python, ["-c", $"import {package}"]) { RedirectStandardError = true })!;
        await import.StandardError.ReadToEndAsync();
        await import.WaitForExitAsync();
        return import.ExitCode == 0 ? null : $"`python3` has no `{package}`";
    }

    /// <summary>Installs Node's packages once.</summary>
    /// <returns>A path that Node resolves packages from; <see langword="null"/> where they cannot be had.</returns>
    public async Task<string?> NodePackagesAsync()
    {
        if (_nodePackages is not null) return _nodePackages;
        if (Find("npm") is not { } npm || Find("node") is null) return null;
        var folder = Path.Combine(directory, "node");
        if (!NodePackages.All(package => Directory.Exists(Path.Combine(folder, "node_modules", package[..package.LastIndexOf('@')]))))
        {
            Directory.CreateDirectory(folder);
            using var install = Process.Start(new ProcessStartInfo(npm, ["install", "--prefix", folder, "--no-audit", "--no-fund", "--loglevel=error", .. NodePackages]))!;
            await install.WaitForExitAsync();
            if (install.ExitCode != 0) return null;
        }

        return _nodePackages = Path.Combine(folder, "package.json");
    }
}
