#if NETFRAMEWORK
using System.Management.Automation;
using System.Reflection;

namespace HubSpotImports.Hosting;

/// <summary>
/// Windows PowerShell has no binding redirects for modules, and some packages ask for other versions of an assembly than the one that ships
/// with them. Requests for assemblies of this module's own folder are answered from there; nobody else's are.
/// </summary>
public sealed class ModuleAssemblies : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(ModuleAssemblies).Assembly.Location)!;

    /// <inheritdoc/>
    public void OnImport() => AppDomain.CurrentDomain.AssemblyResolve += Resolve;

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AppDomain.CurrentDomain.AssemblyResolve -= Resolve;

    private static Assembly? Resolve(object sender, ResolveEventArgs request)
    {
        // .NET Framework does not always say who asks; then the name has to do.
        if (request.RequestingAssembly is { IsDynamic: false } asking && Path.GetDirectoryName(asking.Location) != Folder) return null;

        var path = Path.Combine(Folder, $"{new AssemblyName(request.Name).Name}.dll");
        return File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }
}
#endif
