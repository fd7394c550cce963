namespace HubSpotImports.Tests;

/// <summary>A test that holds or fails imports from within, for which the sandbox has to be in the test's own process.</summary>
internal sealed class FactInProcessAttribute : FactAttribute
{
#if !NET
    internal const string Reason = "The sandbox is a process of its own on this runtime, and no test can reach into it.";

    public FactInProcessAttribute() => Skip = Reason;
#endif
}

/// <inheritdoc cref="FactInProcessAttribute"/>
internal sealed class TheoryInProcessAttribute : TheoryAttribute
{
#if !NET
    public TheoryInProcessAttribute() => Skip = FactInProcessAttribute.Reason;
#endif
}
