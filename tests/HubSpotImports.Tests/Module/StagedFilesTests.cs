using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HubSpotImports.Tests.Module;

public sealed class StagedFilesTests
{
    private static readonly string[] Seen = ["HubSpotImports.Model.dll", "HubSpotImports.dll"];
    private static readonly string[] Dependencies = ["CsvHelper.dll", "ExcelDataReader.dll", "HubSpotImports.Core.dll", "Polly.Core.dll"];

    // Who asks for another version of an assembly than the one that is staged for Windows PowerShell, which knows no binding redirects for modules.
    // Each needs ModuleAssemblies. A new one is fine; that it is noticed is what this list is for.
    private static readonly string[] Mismatches =
    [
        "CsvHelper: System.Runtime.CompilerServices.Unsafe 4.0.4.1, staged 6.0.0.0",
        "Polly.Core: Microsoft.Bcl.AsyncInterfaces 6.0.0.0, staged 8.0.0.0",
        "Polly.Core: Microsoft.Bcl.TimeProvider 8.0.0.0, staged 8.0.0.1",
        "Polly.Core: System.Runtime.CompilerServices.Unsafe 4.0.4.1, staged 6.0.0.0",
        "System.Memory: System.Runtime.CompilerServices.Unsafe 4.0.4.1, staged 6.0.0.0",
        "System.Threading.Tasks.Extensions: System.Runtime.CompilerServices.Unsafe 4.0.4.1, staged 6.0.0.0",
    ];

    [Fact]
    public void The_version_of_the_manifest_is_that_of_the_assemblies()
    {
        foreach (var folder in new[] { StagedModule.Core, StagedModule.Desktop })
        {
            foreach (var own in Directory.GetFiles(folder, "HubSpotImports*.dll", SearchOption.AllDirectories))
            {
                Assert.Equal(StagedModule.Value("ModuleVersion"), AssemblyName.GetAssemblyName(own).Version!.ToString(3));
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
    public void PowerShell_7_sees_cmdlets_and_models_alone()
    {
        Assert.Equal(Seen, Names(StagedModule.Core));
        Assert.Equal(Dependencies, Names(StagedModule.DependenciesOf(StagedModule.Core)));
    }

    [Fact]
    public void Windows_PowerShell_finds_every_assembly_that_is_not_a_part_of_dotnet_framework()
    {
        Assert.Equal(Seen, Names(StagedModule.Desktop));
        var staged = Desktop();
        Assert.All(Dependencies, name => Assert.Contains(Path.GetFileNameWithoutExtension(name), staged.Keys));

        foreach (var (name, path) in staged)
        {
            foreach (var reference in ReferencesOf(path))
            {
                Assert.True(staged.ContainsKey(reference.Name!) || IsFramework(reference), $"{name} needs {reference}, which is not staged.");
            }
        }
    }

    [Fact]
    public void The_mismatches_of_versions_on_Windows_PowerShell_are_the_known_ones()
    {
        var staged = Desktop();
        List<string> found = [.. staged.SelectMany(pair => ReferencesOf(pair.Value)
            .Where(reference => staged.ContainsKey(reference.Name!) && AssemblyName.GetAssemblyName(staged[reference.Name!]).Version != reference.Version)
            .Select(reference => $"{pair.Key}: {reference.Name} {reference.Version}, staged {AssemblyName.GetAssemblyName(staged[reference.Name!]).Version}"))
            .Order(StringComparer.Ordinal)];

        Assert.True(found.SequenceEqual(Mismatches), $"They are:\n{string.Join("\n", found)}");
    }

    // What is looked for before the engine has called ModuleAssemblies must be in sight.
    [Fact]
    public void Cmdlets_and_models_need_Core_and_nothing_else_of_its_folder()
    {
        foreach (var edition in new[] { StagedModule.Core, StagedModule.Desktop })
        {
            var hidden = Names(StagedModule.DependenciesOf(edition)).Select(name => Path.GetFileNameWithoutExtension(name)!).ToHashSet();
            Assert.Equal(["HubSpotImports.Core"], Seen.SelectMany(name => ReferencesOf(Path.Combine(edition, name))).Select(reference => reference.Name!).Where(hidden.Contains).Distinct());
        }
    }

    [Fact]
    public void Every_type_and_property_that_the_views_name_exists()
    {
        var views = Views();
        Assert.NotEmpty(views);
        foreach (var view in views)
        {
            foreach (var name in view.Element("ViewSelectedBy")!.Elements("TypeName").Select(name => name.Value))
            {
                var type = typeof(HsImport).Assembly.GetType(name);
                Assert.True(type is not null, $"There is no type {name}.");
                Assert.All(view.Descendants("PropertyName").Select(element => element.Value), property => Assert.True(type.GetProperty(property) is not null, $"{name} has no property {property}."));

                // In a script, $_ is the object itself, or what one of its lists holds.
                var inScripts = view.Descendants("ScriptBlock").SelectMany(script => Regex.Matches(script.Value, @"\$_\.(\w+)")).Select(match => match.Groups[1].Value).Distinct();
                Assert.All(inScripts, property => Assert.True(WithElements(type).Any(inner => inner.GetProperty(property) is not null), $"{name} has no property {property}."));
            }
        }
    }

    [Fact]
    public void Every_column_of_a_table_has_a_header_and_the_first_a_width()
    {
        foreach (var table in Views().Select(view => view.Element("TableControl")).OfType<XElement>())
        {
            var headers = table.Descendants("TableColumnHeader").ToList();
            Assert.All(table.Descendants("TableColumnItems"), row => Assert.Equal(headers.Count, row.Elements().Count()));

            // Without it PowerShell 7 takes no notice of the other widths, and leaves out what has no room then.
            Assert.NotNull(headers[0].Element("Width"));

            // Wide columns and one blank behind each leave something to the column that takes the rest.
            Assert.InRange(headers.Sum(header => ((int?)header.Element("Width") ?? 0) + 1), 1, 80);
            Assert.InRange(headers.Count(header => header.Element("Width") is null), 0, 2);
        }
    }

    [Fact]
    public void What_comes_out_of_commands_has_a_table_and_a_list_of_its_own()
    {
        var views = Views();
        string[] Viewed(string control) => [.. views.Where(view => view.Element(control) is not null).SelectMany(view => view.Descendants("TypeName")).Select(name => name.Value)];
        Type[] tables =
        [
            typeof(HsImport), typeof(HsImportError), typeof(HsFileCheck), typeof(HsFinding), typeof(HsColumnMapping), typeof(HsImportFile), typeof(HsProperty),
            typeof(HsSubmission), typeof(HsSubmissionPart), typeof(HsConnection), typeof(HsAccountTest),
        ];
        Assert.Equal(tables.Select(type => type.FullName!).Order(StringComparer.Ordinal), Viewed("TableControl").Order(StringComparer.Ordinal));

        // Findings, properties and connections are lists of all that they have.
        Assert.Equal(
            tables.Except([typeof(HsFinding), typeof(HsProperty), typeof(HsConnection)]).Select(type => type.FullName!).Order(StringComparer.Ordinal),
            Viewed("ListControl").Order(StringComparer.Ordinal));
    }

    private static List<XElement> Views() => [.. Directory.GetFiles(StagedModule.Folder, "*.ps1xml").SelectMany(path => XDocument.Load(path).Descendants("View"))];

    // A type of this module, and what its lists hold.
    private static IEnumerable<Type> WithElements(Type type) => type.GetProperties()
        .Select(property => property.PropertyType)
        .Where(property => property is { IsGenericType: true, GenericTypeArguments: [{ Namespace: "HubSpotImports" }] })
        .SelectMany(property => WithElements(property.GenericTypeArguments[0]))
        .Prepend(type);

    private static List<string> Names(string folder) => [.. Directory.GetFiles(folder, "*.dll").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static Dictionary<string, string> Desktop() => Directory.GetFiles(StagedModule.Desktop, "*.dll", SearchOption.AllDirectories).ToDictionary(path => Path.GetFileNameWithoutExtension(path));

    private static List<AssemblyName> ReferencesOf(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())];
    }

    // What .NET Framework 4.7.2 does not have comes from packages, some under Microsoft's own keys. The engine is PowerShell's.
    private static bool IsFramework(AssemblyName reference) =>
        reference.Name is "System.Management.Automation" or "mscorlib" or "netstandard" or "System" or "System.Core" or "System.Net.Http" or "System.Net.Http.WebRequest" or "System.IO.Compression" or "System.Xml" or "System.Numerics" or "System.Runtime" or "System.Data" or "System.ComponentModel.DataAnnotations";
}
