using System.ComponentModel;
using System.Management.Automation;
using System.Reflection;
#if NET
using System.Runtime.Loader;
#endif

namespace HubSpotImports.Hosting;

/// <summary>
/// Keeps Core and its packages, which are in the folder <c>deps</c>, apart from those of other modules: nobody gets ours, and ours get nobody
/// else's, whatever versions were loaded before. It stays when the module is removed, because other runspaces may still have it; it
/// answers the module's own requests alone. On .NET Framework it also answers those of which the runtime does not say whose they are.
/// </summary>
/// <remarks>The engine calls it before it looks at a cmdlet's members, so no public class may have a base class, an interface or a field of a struct of Core.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModuleAssemblies : IModuleAssemblyInitializer
{
    private static readonly Assembly Own = typeof(ModuleAssemblies).Assembly;
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Own.Location)!, "deps");
    private static int isListening;

    /// <inheritdoc/>
    public void OnImport()
    {
        if (Interlocked.Exchange(ref isListening, 1) == 0) Listen();
    }

    private static string? PathOf(string? name) => Path.Combine(Folder, $"{name}.dll") is var path && File.Exists(path) ? path : null;

#if NET
    // Core is the one door: it alone is asked for from outside, and what it asks for, its own context finds.
    private static void Listen()
    {
        var context = new DependencyContext();
        AssemblyLoadContext.GetLoadContext(Own)!.Resolving += (_, name) => name.Name == "HubSpotImports.Core" ? context.LoadFromAssemblyName(name) : null;
    }

    private sealed class DependencyContext() : AssemblyLoadContext("HubSpotImports")
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var model = typeof(HsImport).Assembly;
            if (assemblyName.Name == model.GetName().Name) return model; // The types that flow down the pipeline are everybody's.
            return PathOf(assemblyName.Name) is { } path ? LoadFromAssemblyPath(path) : null;
        }
    }
#else
    // Versions live side by side in .NET Framework, but it asks for exact ones, and modules have no binding redirects.
    private static void Listen() => AppDomain.CurrentDomain.AssemblyResolve += (_, request) =>
        new AssemblyName(request.Name).Name is var name && name == Own.GetName().Name ? Own // The engine looks for the converter of mappings by name.
        : IsOurs(request.RequestingAssembly) && PathOf(name) is { } path ? Assembly.LoadFrom(path)
        : null;

    // It does not always say who asks; nobody has answered yet, so the name has to do then.
    private static bool IsOurs(Assembly? asking) => asking is { IsDynamic: false }
        ? asking == Own || string.Equals(Path.GetDirectoryName(asking.Location), Folder, StringComparison.OrdinalIgnoreCase)
        : asking is null;
#endif
}
