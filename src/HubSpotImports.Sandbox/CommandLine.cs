using System.Diagnostics.CodeAnalysis;

namespace HubSpotImports.Sandbox;

/// <summary>The sandbox as a program of its own.</summary>
internal static class CommandLine
{
    private const string Help = """
        A HubSpot imports server for your own machine.

        usage: hubspot-imports-sandbox [options]

          --urls URL               where to listen (default http://127.0.0.1:8095; port 0 takes a free one)
          --database FILE          keep imports and records in this SQLite file (default: in memory)
          --schemas FILE           custom objects to begin with, a JSON list of what POST /crm/v3/schemas takes
          --token TOKEN            the only Bearer token accepted (default: any that is not empty)
          --line-numbering KIND    how errors count lines: first (default), last or record
          --row-data FORM          what errors hold of their rows: as-sent (default), trimmed or none
          --fast                   no pauses: imports go as fast as they can
          --help                   this text

        Send imports to URL/crm/v3/imports or URL/crm/imports/2026-03 as to https://api.hubapi.com. Owners that an import may name:
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        if (args.Contains("--help") || args.Contains("-h"))
        {
            await output.WriteLineAsync(Help);
            foreach (var owner in SandboxOwner.All) await output.WriteLineAsync($"  {owner.Id}  {owner.Name,-12} {owner.Email}");
            return 0;
        }

        if (!TryRead(args, out var options, out var fault))
        {
            await errors.WriteLineAsync($"{fault} Try --help.");
            return 2;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        try
        {
            await using var server = await SandboxServer.StartAsync(options with { Log = output.WriteLine }, stop.Token);
            await output.WriteLineAsync($"HubSpot imports sandbox on {server.BaseAddress} (Ctrl+C ends it)");
            await server.WaitForShutdownAsync(stop.Token);
            return 0;
        }
        catch (IOException exception)
        {
            await errors.WriteLineAsync($"The sandbox could not start on {options.Url}: {exception.Message} Another --urls may be free.");
            return 1;
        }
    }

    internal static bool TryRead(string[] args, [NotNullWhen(true)] out SandboxOptions? options, [NotNullWhen(false)] out string? fault)
    {
        options = new SandboxOptions();
        fault = null;
        for (var i = 0; i < args.Length && fault is null; i++)
        {
            var name = args[i];
            if (name == "--fast")
            {
                options = options with { ProcessingDelay = TimeSpan.Zero, BatchPause = TimeSpan.Zero, PacedRows = 0 };
                continue;
            }

            var value = i + 1 < args.Length ? args[++i] : null;
            switch (name)
            {
                case "--urls" when Uri.TryCreate(value, UriKind.Absolute, out var url) && url.IsLoopback && url.Scheme == Uri.UriSchemeHttp:
                    options = options with { Url = url };
                    break;
                case "--urls":
                    fault = "--urls takes an http address of this machine, such as http://127.0.0.1:8095.";
                    break;
                case "--database" when value is not null:
                    options = options with { Database = value };
                    break;
                case "--schemas" when value is not null:
                    options = options with { SchemaFile = value };
                    break;
                case "--token" when value is not null:
                    options = options with { Token = value };
                    break;
                case "--line-numbering" when value is "first" or "last" or "record":
                    options = options with
                    {
                        LineNumbering = value switch
                        {
                            "last" => LineNumbering.LastLine,
                            "record" => LineNumbering.Record,
                            _ => LineNumbering.FirstLine,
                        },
                    };
                    break;
                case "--row-data" when value is "as-sent" or "trimmed" or "none":
                    options = options with
                    {
                        RowData = value switch
                        {
                            "trimmed" => RowDataForm.Trimmed,
                            "none" => RowDataForm.None,
                            _ => RowDataForm.AsSent,
                        },
                    };
                    break;
                default:
                    fault = $"'{name}' is not an option, or its value is missing.";
                    break;
            }
        }

        if (fault is null) return true;
        options = null;
        return false;
    }
}
