using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;

namespace HubSpotImports.Tests.Module;

/// <summary>What goes to the PowerShell Gallery (<c>build.ps1 -Task Pack</c>).</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hubspot-package-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_is_the_staged_module_and_names_every_command()
    {
        // Debug or Release, as this assembly.
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["pack", RepositoryRoot.Combine("src", "HubSpotImports"), "--no-build", "--configuration", configuration, "--output", _folder, "-nologo"]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await errors);

        using var package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(_folder, "*.nupkg")));
        string[] ofThePackage = ["HubSpotImports.nuspec", "[Content_Types].xml"];
        var packed = package.Entries.Select(entry => Uri.UnescapeDataString(entry.FullName)).Where(name => !ofThePackage.Contains(name) && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal));
        var staged = Directory.GetFiles(StagedModule.Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(StagedModule.Folder, path).Replace('\\', '/'));
        Assert.Equal(staged.Order(StringComparer.Ordinal), packed.Order(StringComparer.Ordinal));

        using var nuspec = package.GetEntry("HubSpotImports.nuspec")!.Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single().Elements().ToDictionary(element => element.Name.LocalName, element => element.Value);
        Assert.Equal(("HubSpotImports", StagedModule.Value("ModuleVersion")), (metadata["id"], metadata["version"]));
        Assert.Equal(StagedModule.Value("Description"), metadata["description"]);
        string[] tags = ["PSModule", "PSIncludes_Cmdlet", .. StagedModule.List("Tags"), .. StagedModule.List("CmdletsToExport").SelectMany(name => new[] { $"PSCmdlet_{name}", $"PSCommand_{name}" })];
        Assert.Equal(tags, metadata["tags"].Split(' '));
    }
}
