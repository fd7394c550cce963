namespace HubSpotImports.Tests;

/// <summary>A test of what .NET Framework does and Mono, which stands in for it, does not.</summary>
internal sealed class FactNotOnMonoAttribute : FactAttribute
{
    /// <param name="difference">What Mono does otherwise.</param>
    public FactNotOnMonoAttribute(string difference)
    {
        if (Type.GetType("Mono.Runtime") is not null) Skip = difference;
    }
}
