using HubSpotImports.Benchmarks.Inputs;

namespace HubSpotImports.Benchmarks;

/// <summary>What is to be measured.</summary>
internal sealed record Options
{
    public const string Usage = """
        dotnet run -c Release --project benchmarks [-- options]

        --only NAMES    some of check,profile,rules,scale,send,job,startup, separated by commas; all without it
        --rounds N      rounds of each comparison (3)
        --rows N        rows of the file (1048576)
        --scale         20 million rows too (4.2 GB on disk while it runs)
        --full-day      80 million rows too (16.6 GB on disk while it runs)
        --data FOLDER   where the inputs are kept (artifacts/benchmarks)
        --no-page       print alone, and leave docs/benchmarks.md as it is
        """;

    private static readonly string[] Sections = ["check", "profile", "rules", "scale", "send", "job", "startup"];

    public IReadOnlyList<string> Only { get; init; } = [];

    public int Rounds { get; init; } = 3;

    public long Rows { get; init; } = ContactsFile.StandardRows;

    public bool Scale { get; init; }

    public bool FullDay { get; init; }

    public string? Data { get; init; }

    public bool WritesPage { get; init; } = true;

    public bool Has(string section) => Only.Count == 0 || Only.Contains(section);

    /// <summary>Reads the command line; <see langword="null"/> where it is not understood.</summary>
    public static Options? Parse(ReadOnlySpan<string> arguments)
    {
        var options = new Options();
        while (arguments.Length > 0)
        {
            (options, var used) = arguments switch
            {
                ["--only", var names, ..] when names.Split(',').All(Sections.Contains) => (options with { Only = names.Split(',') }, 2),
                ["--rounds", var number, ..] when int.TryParse(number, out var rounds) && rounds > 0 => (options with { Rounds = rounds }, 2),
                ["--rows", var number, ..] when long.TryParse(number, out var rows) && rows > 0 => (options with { Rows = rows }, 2),
                ["--data", var folder, ..] => (options with { Data = folder }, 2),
                ["--scale", ..] => (options with { Scale = true }, 1),
                ["--full-day", ..] => (options with { Scale = true, FullDay = true }, 1),
                ["--no-page", ..] => (options with { WritesPage = false }, 1),
                _ => (options, 0),
            };
            if (used == 0) return null;
            arguments = arguments[used..];
        }

        return options;
    }
}
