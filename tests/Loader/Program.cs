using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;
#if NET
using System.Runtime.Loader;
#endif
using HubSpotImports.Checks;
using HubSpotImports.Operations;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Loader;

/// <summary>
/// Loads the staged module as PowerShell does, reads a file with it, and says which assembly came from where:
/// <c>Loader staged-folder property-file csv-file [before:assembly | after:assembly]…</c>. Other modules' assemblies are loaded before it or after.
/// </summary>
internal static class Program
{
    private static void Main(string[] args)
    {
        Load("before:");
        var module = Assembly.LoadFrom(Path.Combine(args[0], "HubSpotImports.dll"));
        var initializer = InitializerOf(module);
        ((IModuleAssemblyInitializer)Activator.CreateInstance(initializer)!).OnImport();
        ((IModuleAssemblyInitializer)Activator.CreateInstance(initializer)!).OnImport(); // Import-Module -Force, or another runspace.
        Load("after:");

        Assembly.LoadFrom(Path.Combine(args[0], "HubSpotImports.Model.dll"));
        AskAsTheModule(module);
        ReadFile(args[1], args[2]);

        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            var name = assembly.GetName();
            Console.WriteLine($"{name.Name}\t{name.Version}\t{ContextOf(assembly)}\t{assembly.Location}");
        }

        void Load(string when)
        {
            foreach (var arg in args.Where(arg => arg.StartsWith(when, StringComparison.Ordinal))) Assembly.LoadFrom(arg.Substring(when.Length));
        }
    }

#if NET
    private static Type InitializerOf(Assembly module) => module.GetExportedTypes().Single(type => typeof(IModuleAssemblyInitializer).IsAssignableFrom(type));

    private static void AskAsTheModule(Assembly _)
    {
    }

    private static string? ContextOf(Assembly assembly) => AssemblyLoadContext.GetLoadContext(assembly)!.Name;
#else
    // By name: to look at a class, Mono loads the types of its fields, which .NET Framework does not.
    private static Type InitializerOf(Assembly module) => module.GetType("HubSpotImports.Hosting.ModuleAssemblies", throwOnError: true)!;

    // The module answers nobody but itself. Once a cmdlet of it has Core, this program, which is none of it, takes the same one.
    private static void AskAsTheModule(Assembly module)
    {
        Activator.CreateInstance(module.GetType("HubSpotImports.Commands.TestHsImportCommand", throwOnError: true)!);
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) => request.RequestingAssembly == typeof(Program).Assembly
            ? AppDomain.CurrentDomain.GetAssemblies().SingleOrDefault(assembly => assembly.FullName == request.Name)
            : null;
    }

    private static string ContextOf(Assembly _) => "";
#endif

    // Apart, so that Core is asked for only now.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReadFile(string properties, string path)
    {
        var definitions = PropertyDefinitions.SavedIn(properties);
        var request = new StartImportRequest
        {
            Files = [NewImportFile.Make(path, [NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Email", ObjectType = "contact", PropertyName = "email" })])],
        };
        CmdletPump.Run(new ConsoleSink(), (pipe, stop) => new TestImport(definitions).RunAsync(request, quiet: false, pipe, stop), CancellationToken.None);
    }

    private sealed class ConsoleSink : ICmdletSink
    {
        public void WriteObject(object value) => Console.WriteLine($"# {value}");

        public void WriteError(HsException error) => Console.WriteLine($"# {error.Id}");

        public void WriteWarning(string text)
        {
        }

        public void WriteVerbose(string text)
        {
        }

        public void WriteProgress(HsProgress progress)
        {
        }

        public bool ShouldProcess(string target, string action) => true;
    }
}
