using System.Diagnostics;
using System.Reflection;
using System.Reflection.Emit;

namespace HubSpotImports.Tests.Module;

/// <summary>The staged module in a process of its own, loaded as PowerShell loads it: who comes from where, whatever other modules brought along.</summary>
public sealed class LoadContextTests : IDisposable
{
    private static readonly string[] Packages = ["CsvHelper", "ExcelDataReader", "Polly.Core"];

    private readonly string _folder = Directory.CreateTempSubdirectory("hubspot-loader-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Core_and_its_packages_are_in_a_context_of_their_own_cmdlets_and_models_are_not()
    {
        var loaded = await LoadAsync();

        Assert.All(["HubSpotImports", "HubSpotImports.Model"], name => Assert.Equal("Default", Assert.Single(loaded, one => one.Name == name).Context));
        Assert.All(["HubSpotImports.Core", "CsvHelper"], name => Assert.Equal("HubSpotImports", Assert.Single(loaded, one => one.Name == name).Context));
        Assert.All(loaded.Where(one => one.Context == "HubSpotImports"), one => Assert.Equal(StagedModule.DependenciesOf(StagedModule.Core), Path.GetDirectoryName(one.Path)));
    }

    [Theory]
    [InlineData("before", "1.0.0.0")]
    [InlineData("before", "99.0.0.0")]
    [InlineData("after", "1.0.0.0")]
    [InlineData("after", "99.0.0.0")]
    public async Task Packages_of_other_modules_change_nothing(string when, string version)
    {
        var loaded = await LoadAsync([.. Packages.Select(name => $"{when}:{Foreign(name, version)}")]);

        Assert.Equal("Default", Assert.Single(loaded, one => one.Name == "CsvHelper" && one.Version == version).Context);
        var ours = Assert.Single(loaded, one => one.Name == "CsvHelper" && one.Version != version);
        Assert.Equal("HubSpotImports", ours.Context);
    }

    [TheoryWhereMono]
    [InlineData("")]
    [InlineData("before")]
    [InlineData("after")]
    public async Task On_NET_Framework_all_comes_from_the_module(string foreign)
    {
        var others = foreign.Length == 0 ? [] : Packages.Select(name => $"{foreign}:{Foreign(name, "99.0.0.0")}").ToArray();

        var loaded = await LoadAsync(["mono", LoaderFor("net472", "Loader.exe"), StagedModule.Desktop], others);

        var dependencies = StagedModule.DependenciesOf(StagedModule.Desktop);
        Assert.All(["HubSpotImports.Core", "CsvHelper", "System.Text.Json"], name =>
            Assert.Equal(dependencies, Path.GetDirectoryName(Assert.Single(loaded, one => one.Name == name && one.Version != "99.0.0.0").Path)));
        Assert.Equal(foreign.Length > 0, loaded.Any(one => one.Version == "99.0.0.0"));
    }

    // An assembly with the name and version of another's, and nothing in it.
    private string Foreign(string name, string version)
    {
        var builder = new PersistedAssemblyBuilder(new AssemblyName(name) { Version = new Version(version) }, typeof(object).Assembly);
        builder.DefineDynamicModule(name);
        var path = Path.Combine(_folder, $"{name}.dll");
        builder.Save(path);
        return path;
    }

    // Debug or Release, as this assembly.
    private static string LoaderFor(string framework, string program)
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
        return RepositoryRoot.Combine("tests", "Loader", "bin", configuration, framework, program);
    }

    private Task<IReadOnlyList<(string Name, string Version, string Context, string Path)>> LoadAsync(params string[] others) =>
        LoadAsync(["dotnet", LoaderFor("net10.0", "Loader.dll"), StagedModule.Core], others);

    private async Task<IReadOnlyList<(string Name, string Version, string Context, string Path)>> LoadAsync(string[] command, string[] others)
    {
        var properties = Path.Combine(_folder, "properties.json");
        await File.WriteAllTextAsync(properties, """[{ "name": "email", "label": "Email", "type": "string", "fieldType": "text", "objectTypeId": "0-1" }]""");
        var file = Path.Combine(_folder, "contacts.csv");
        await File.WriteAllTextAsync(file, "Email\nada@example.com\n");

        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[.. command[1..], properties, file, .. others]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var lines = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        Assert.Contains(lines, line => line.StartsWith('#') && line.EndsWith("contacts.csv: passed", StringComparison.Ordinal));

        return [.. lines.Where(line => line.Count(c => c == '\t') == 3).Select(line => line.Split('\t')).Select(parts => (parts[0], parts[1], parts[2], parts[3]))];
    }
}
