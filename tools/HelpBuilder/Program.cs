using System.Reflection;
using HubSpotImports.Commands;
using HubSpotImports.HelpBuilder;
using HubSpotImports.HelpBuilder.Help;
using HubSpotImports.HelpBuilder.Output;

// dotnet run --project tools/HelpBuilder                     writes docs/en-US
// dotnet run --project tools/HelpBuilder -- --check          tells which pages are stale
// dotnet run --project tools/HelpBuilder -- --stage <folder> writes what Get-Help reads, as the build does
try
{
    // RepositoryUrl of Directory.Build.props, once there is one.
    var module = typeof(StartHsImportCommand).Assembly;
    var repository = module.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(one => one.Key == "RepositoryUrl")?.Value;
    var pages = new HelpPages(RepositoryRoot.Combine("docs", "en-US"), HelpReader.Read(module), repository);
    switch (args)
    {
        case []:
            pages.Write();
            return 0;
        case ["--stage", var folder]:
            pages.Stage(folder);
            return 0;
        case ["--check"]:
            var stale = pages.Stale();
            foreach (var name in stale) Console.Error.WriteLine($"docs/en-US/{name} does not say what the source says. Run: dotnet run --project tools/HelpBuilder");
            return stale.Count == 0 ? 0 : 1;
        default:
            Console.Error.WriteLine("HelpBuilder [--check | --stage <folder>]");
            return 2;
    }
}
catch (InvalidDataException fault)
{
    // In the form that a build takes for an error of its own.
    Console.Error.WriteLine($"HelpBuilder : error HELP : {fault.Message}");
    return 1;
}
