using HubSpotImports.Benchmarks.Inputs;
using HubSpotImports.Benchmarks.Measuring;
using HubSpotImports.Benchmarks.Peers;
using HubSpotImports.Benchmarks.Report;

namespace HubSpotImports.Benchmarks.Sections;

/// <summary>The first call to the account, and the answers to Tab, in a fresh shell that has imported the module.</summary>
internal static class FirstCallsSection
{
    private const int Rounds = 3;
    private const int FewRows = 10_000;

    private static readonly (string Key, string Name, string Goal)[] Calls =
    [
        ("call", "the first `Get-HsImport`", "400"),
        ("object", "the first Tab: an object type", "100"),
        ("column", "Tab: a column of the file", "100"),
        ("unknown", "Tab: a property, before the account was asked", "100"),
        ("known", "Tab: a property, once it has answered", "100"),
    ];

    public static async Task<Table> RunAsync(InputFiles inputs)
    {
        var table = new Table("firstcalls", "in a fresh shell", "ms", "goal, ms");
        if (await StagedModule.ManifestAsync() is not { } module)
        {
            table.AddMissing("`pwsh`", "there is no `pwsh` on this machine");
            return table;
        }

        var path = inputs.Contacts(FewRows).Path;
        await using var sandbox = await ServerProcess.StartAsync("sandbox");
        var figures = Calls.ToDictionary(call => call.Key, _ => new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            Console.WriteLine($"first calls, round {round + 1}");
            foreach (var what in new[] { "call", "tab" })
            {
                var measured = await ChildProcess.RunAsync(ChildProcess.New("pwsh", "-NoProfile", "-File", Toolbox.Script("first-calls.ps1"), module, sandbox.Announcement.TrimEnd('/'), path, what));
                foreach (var (key, value) in measured.More) figures[key].AddRange(value);
            }
        }

        foreach (var (key, name, goal) in Calls) table.Add(name, Spread.Of(figures[key]).ToString("N0"), goal);
        table.Note($"The sandbox is on the same machine. Median [lowest–highest] of {Rounds} shells each; the engine's own first completion is made before, and a second lies between the others.");
        return table;
    }
}
