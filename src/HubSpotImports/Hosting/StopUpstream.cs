using System.Management.Automation;
using System.Reflection;

namespace HubSpotImports.Hosting;

/// <summary>
/// Stops the commands before a cmdlet in the pipeline, as <c>Select-Object -First</c> does, and lets the ones behind it end as usual. The
/// engine's exception for it is not public, so it is found by reflection, here and nowhere else.
/// </summary>
internal static class StopUpstream
{
    private static readonly ConstructorInfo? Constructor = typeof(PSCmdlet).Assembly
        .GetType("System.Management.Automation.StopUpstreamCommandsException")?
        .GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .FirstOrDefault(constructor => constructor.GetParameters() is { Length: 1 } requester && requester[0].ParameterType.IsAssignableFrom(typeof(PSCmdlet)));

    /// <summary>The exception to throw, or <see langword="null"/> where the engine has none: later input is then ignored one by one.</summary>
    /// <param name="cmdlet">The cmdlet that has enough.</param>
    public static Exception? RequestedBy(PSCmdlet cmdlet) => (Exception?)Constructor?.Invoke([cmdlet]);
}
