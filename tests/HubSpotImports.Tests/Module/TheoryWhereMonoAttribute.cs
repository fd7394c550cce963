namespace HubSpotImports.Tests.Module;

/// <summary>A test that starts Mono; says so where there is none.</summary>
internal sealed class TheoryWhereMonoAttribute : TheoryAttribute
{
    public TheoryWhereMonoAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!Array.Exists(folders, folder => File.Exists(Path.Combine(folder, "mono")))) Skip = "Not run: there is no mono on this machine (apt-get install mono-devel).";
    }
}
