using System.Reflection;
using HubSpotImports.Commands;
using HubSpotImports.HelpBuilder.Metadata;

namespace HubSpotImports.Tests.Module;

/// <summary>The cmdlets as the metadata of the assemblies has them.</summary>
internal static class Cmdlets
{
    /// <summary>Those of this build.</summary>
    public static IReadOnlyList<CmdletMetadata> All { get; } = CmdletReader.Read(typeof(StartHsImportCommand).Assembly);

    /// <summary>Those of a staged assembly, which is only read: its framework is another one.</summary>
    /// <param name="folder">The folder of the assembly.</param>
    public static IReadOnlyList<CmdletMetadata> StagedIn(string folder)
    {
        var known = new[] { folder, StagedModule.DependenciesOf(folder), Path.GetDirectoryName(typeof(object).Assembly.Location)!, AppContext.BaseDirectory }
            .SelectMany(place => Directory.GetFiles(place, "*.dll"))
            .DistinctBy(Path.GetFileName);
        using var context = new MetadataLoadContext(new PathAssemblyResolver(known), coreAssemblyName: typeof(object).Assembly.GetName().Name);
        return CmdletReader.Read(context.LoadFromAssemblyPath(Path.Combine(folder, "HubSpotImports.dll")));
    }
}
