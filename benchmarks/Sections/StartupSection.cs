using HubSpotImports.Benchmarks.Inputs;
using HubSpotImports.Benchmarks.Measuring;
using HubSpotImports.Benchmarks.Peers;
using HubSpotImports.Benchmarks.Report;

namespace HubSpotImports.Benchmarks.Sections;

/// <summary>A fresh shell that imports a module and calls one command of it.</summary>
internal static class StartupSection
{
    private const string Nothing = "`pwsh`, nothing imported";
    private const int Rounds = 10;
    private const string EmptyModule = "an empty binary module, its command";

    public static async Task<Table> RunAsync(InputFiles inputs)
    {
        var table = new Table("startup", "shell", "ms", "more than nothing, ms", "more than an empty module, ms", "peak, MB");
        if (await StagedModule.ManifestAsync() is not { } module)
        {
            table.AddMissing("`pwsh`", "there is no `pwsh` on this machine");
            return table;
        }

        var empty = Path.Combine(inputs.Directory, "EmptyModule.dll");
        if (!File.Exists(empty)) await ChildProcess.RunAsync(Shell("-File", Toolbox.Script("empty-module.ps1"), empty));
        Entrant[] shells =
        [
            new(Nothing, Shell("-Command", "exit")),
            new(EmptyModule, Shell("-Command", $"Import-Module '{empty}'; Invoke-Nothing")),
            new("**`HubSpotImports`, imported alone**", Shell("-Command", $"Import-Module '{module}'")),
            new("**`HubSpotImports`, `New-HsColumnMapping`**", Shell("-Command", $"Import-Module '{module}'; [void] (New-HsColumnMapping -ColumnName Email -PropertyName email -ObjectType contact)")),
        ];
        var rounds = await MeasureAsync(shells);
        foreach (var shell in shells)
        {
            table.Add(
                shell.Name,
                Spread.Of(rounds.Select(round => round[shell.Name].ProcessMilliseconds)).ToString("N0"),
                MoreThan(rounds, shell.Name, Nothing),
                MoreThan(rounds, shell.Name, EmptyModule),
                $"{rounds.Max(round => round[shell.Name].PeakBytes) / 1e6:N0}");
        }

        table.Note($"Whole processes; median [lowest–highest] of {rounds.Count} rounds, the differences inside a round.");
        return table;
    }

    private static System.Diagnostics.ProcessStartInfo Shell(params string[] arguments) => ChildProcess.New("pwsh", ["-NoProfile", .. arguments]);

    private static async Task<List<Dictionary<string, Measurement>>> MeasureAsync(Entrant[] shells)
    {
        var rounds = new List<Dictionary<string, Measurement>>();
        for (var round = 0; round < Rounds; round++)
        {
            Console.WriteLine($"startup, round {round + 1}");
            rounds.Add([]);
            foreach (var shell in shells) rounds[^1][shell.Name] = await ChildProcess.RunAsync(shell.Start!);
        }

        return rounds;
    }

    private static string MoreThan(List<Dictionary<string, Measurement>> rounds, string shell, string other) => shell == other || shell == Nothing
        ? ""
        : Spread.Of(rounds.Select(round => round[shell].ProcessMilliseconds - round[other].ProcessMilliseconds)).ToString("N0");
}
