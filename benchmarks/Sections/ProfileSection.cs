using HubSpotImports.Benchmarks.Contenders;
using HubSpotImports.Benchmarks.Inputs;
using HubSpotImports.Benchmarks.Measuring;
using HubSpotImports.Benchmarks.Report;

namespace HubSpotImports.Benchmarks.Sections;

/// <summary>Where the time of a check goes: its stages one after another, each on top of those before it.</summary>
internal static class ProfileSection
{
    public static async Task<Table> RunAsync(Options options, InputFiles inputs)
    {
        var file = inputs.Contacts(options.Rows);
        Console.WriteLine("profile");
        var stages = (await ChildProcess.RunAsync(ChildProcess.Own("stages", file.Path, inputs.Properties, $"{options.Rounds}"))).More;
        var table = new Table("profile", "stage", "processor, ms", "× raw read", "more than its base, ms");
        foreach (var (name, milliseconds) in stages)
        {
            var raw = stages[Stages.Raw];
            var added = Stages.BaseOf(name) is { } basis ? Spread.Of(milliseconds.Zip(stages[basis], (whole, part) => whole - part)).ToString("N0") : "";
            table.Add(name, Spread.Of(milliseconds).ToString("N0"), Spread.Of(milliseconds.Zip(raw, (whole, part) => whole / part)).ToString("N1"), added);
        }

        return table;
    }
}
