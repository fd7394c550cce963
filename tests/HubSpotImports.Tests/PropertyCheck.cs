using FsCheck;

namespace HubSpotImports.Tests;

/// <summary>Runs a property; a failure shows the shrunk case and the seed.</summary>
internal static class PropertyCheck
{
    public static void Holds(this Property property, int cases) => property.Check(Config.QuickThrowOnFailure.WithMaxTest(cases));
}
