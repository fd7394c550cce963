using System.Text.RegularExpressions;

namespace HubSpotImports.Tests.Module;

/// <summary>The module folder that the build of the solution lays out.</summary>
internal static class StagedModule
{
    public static string Folder { get; } = Find();

    public static string Manifest { get; } = File.ReadAllText(Path.Combine(Folder, "HubSpotImports.psd1"));

    /// <summary>What PowerShell 7 loads.</summary>
    public static string Core => Path.Combine(Folder, "bin", "net8.0");

    /// <summary>What Windows PowerShell loads.</summary>
    public static string Desktop => Path.Combine(Folder, "bin", "net472");

    /// <summary>Core and its packages, beside what an edition loads.</summary>
    public static string DependenciesOf(string edition) => Path.Combine(edition, "deps");

    /// <summary>A value of the manifest that is one quoted text.</summary>
    public static string Value(string name) => Regex.Match(Manifest, $@"(?m)^\s*{name}\s*=\s*'((?:[^']|'')*)'").Groups[1].Value.Replace("''", "'", StringComparison.Ordinal);

    /// <summary>A value of the manifest that is a list of quoted texts.</summary>
    public static IReadOnlyList<string> List(string name)
    {
        var list = Regex.Match(Manifest, $@"(?m)^\s*{name}\s*=\s*@\(([^)]*)\)");
        return list.Success ? [.. Regex.Matches(list.Groups[1].Value, "'([^']*)'").Select(item => item.Groups[1].Value)] : ["(absent)"];
    }

    private static string Find()
    {
        var version = typeof(HsImport).Assembly.GetName().Version!.ToString(3);
        var folder = RepositoryRoot.Combine("out", "HubSpotImports", version);
        return Directory.Exists(folder) ? folder : throw new DirectoryNotFoundException($"{folder} is not there: build the solution, which stages the module (dotnet build).");
    }
}
