namespace HubSpotImports.Files;

/// <summary>Full paths of source files.</summary>
public static class SourcePaths
{
    /// <summary>Tells whether two mean the same file, as the system does.</summary>
    public static StringComparer Comparer { get; } = Path.DirectorySeparatorChar == '\\' ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
}
