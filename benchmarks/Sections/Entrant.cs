using System.Diagnostics;
using HubSpotImports.Benchmarks.Measuring;
using HubSpotImports.Benchmarks.Peers;

namespace HubSpotImports.Benchmarks.Sections;

/// <summary>One row of a comparison.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Start">What to run; <see langword="null"/> where it is missing.</param>
internal sealed record Entrant(string Name, ProcessStartInfo? Start)
{
    /// <summary>Why it cannot run on this machine.</summary>
    public string? Missing { get; init; }

    /// <summary>Whether it must find what is in the file.</summary>
    public bool Checks { get; init; } = true;

    /// <summary>Another program, if the machine has it.</summary>
    public static Entrant Of(string name, string program, string[] arguments, string? missing = null)
    {
        missing ??= Toolbox.Find(program) is null ? $"there is no `{program}` on this machine" : null;
        return new Entrant(name, missing is null ? ChildProcess.New(program, arguments) : null) { Missing = missing };
    }
}
