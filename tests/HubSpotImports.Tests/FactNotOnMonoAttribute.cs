namespace HubSpotImports.Tests;

/// <summary>A test of what .NET Framework does and Mono, which stands in for it, does not.</summary>
internal sealed class FactNotOnMonoAttribute : FactAttribute
{
    /// <summary>Whether the tests run under Mono.</summary>
    public static bool IsMono { get; } = Type.GetType("Mono.Runtime") is not null;

    /// <param name="difference">What Mono does otherwise.</param>
    public FactNotOnMonoAttribute(string difference)
    {
        if (IsMono) Skip = difference;
    }
}
