using System.Runtime.CompilerServices;
using HubSpotImports.Journal;

namespace HubSpotImports.Tests;

/// <summary>Keeps the tests out of the data folder of whoever runs them.</summary>
internal static class DataFolderOfTests
{
#pragma warning disable CA2255 // This is the one place that runs before every test, whichever is run.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Use()
    {
        var folder = Directory.CreateTempSubdirectory("hubspot-imports-tests-");
        Environment.SetEnvironmentVariable(DataFolder.PathVariable, folder.FullName);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
    }
}
