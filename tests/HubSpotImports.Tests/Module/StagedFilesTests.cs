using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace HubSpotImports.Tests.Module;

public sealed class StagedFilesTests
{
    private static readonly string[] Own = ["HubSpotImports.dll", "HubSpotImports.Core.dll", "HubSpotImports.Model.dll", "CsvHelper.dll", "ExcelDataReader.dll", "Polly.Core.dll"];

    [Fact]
    public void The_version_of_the_manifest_is_that_of_the_assemblies()
    {
        foreach (var folder in new[] { StagedModule.Core, StagedModule.Desktop })
        {
            foreach (var own in Own[..3])
            {
                Assert.Equal(StagedModule.Value("ModuleVersion"), AssemblyName.GetAssemblyName(Path.Combine(folder, own)).Version!.ToString(3));
            }
        }
    }

    [Fact]
    public void All_that_the_manifest_names_is_there() => Assert.All(
        [StagedModule.Value("RootModule"), .. StagedModule.List("FormatsToProcess"), "LICENSE"],
        name => Assert.True(File.Exists(Path.Combine(StagedModule.Folder, name)), name));

    [Fact]
    public void The_contract_of_the_engine_is_not_staged() =>
        Assert.Empty(Directory.GetFiles(StagedModule.Folder, "System.Management.Automation*", SearchOption.AllDirectories));

    [Fact]
    public void PowerShell_7_needs_the_modules_own_assemblies_and_its_three_libraries_alone() =>
        Assert.Equal(Own.Order(StringComparer.Ordinal), Directory.GetFiles(StagedModule.Core, "*.dll").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    [Fact]
    public void Windows_PowerShell_finds_every_assembly_that_is_not_a_part_of_dotnet_framework()
    {
        var staged = Directory.GetFiles(StagedModule.Desktop, "*.dll").ToDictionary(path => Path.GetFileNameWithoutExtension(path));
        Assert.All(Own, own => Assert.Contains(Path.GetFileNameWithoutExtension(own), staged.Keys));

        foreach (var (name, path) in staged)
        {
            foreach (var reference in ReferencesOf(path))
            {
                Assert.True(staged.ContainsKey(reference.Name!) || IsFramework(reference), $"{name} needs {reference}, which is not staged.");
            }
        }
    }

    [Fact]
    public void Every_type_and_property_that_the_views_name_exists()
    {
        var views = Directory.GetFiles(StagedModule.Folder, "*.ps1xml").SelectMany(path => XDocument.Load(path).Descendants("View")).ToList();
        Assert.NotEmpty(views);
        foreach (var view in views)
        {
            var types = view.Element("ViewSelectedBy")!.Elements("TypeName").Select(name => (Name: name.Value, Type: typeof(HsImport).Assembly.GetType(name.Value))).ToList();
            foreach (var (name, type) in types)
            {
                Assert.True(type is not null, $"There is no type {name}.");
                foreach (var property in view.Descendants("PropertyName").Select(element => element.Value))
                {
                    Assert.True(type.GetProperty(property) is not null, $"{name} has no property {property}.");
                }
            }
        }
    }

    [Fact]
    public void What_comes_out_of_most_commands_has_a_view()
    {
        var viewed = Directory.GetFiles(StagedModule.Folder, "*.ps1xml").SelectMany(path => XDocument.Load(path).Descendants("TypeName")).Select(name => name.Value).ToHashSet();

        Assert.All([typeof(HsImport), typeof(HsImportError), typeof(HsColumnMapping), typeof(HsProperty)], type => Assert.Contains(type.FullName!, viewed));
    }

    private static List<AssemblyName> ReferencesOf(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())];
    }

    // What .NET Framework 4.7.2 does not have comes from packages, some under Microsoft's own keys. The engine is PowerShell's.
    private static bool IsFramework(AssemblyName reference) =>
        reference.Name is "System.Management.Automation" or "mscorlib" or "netstandard" or "System" or "System.Core" or "System.Net.Http" or "System.IO.Compression" or "System.Xml" or "System.Numerics" or "System.Runtime" or "System.Data" or "System.ComponentModel.DataAnnotations";
}
