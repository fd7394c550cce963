using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Faults;

namespace HubSpotImports.Sandbox;

/// <summary>The sandbox as a program of its own.</summary>
internal static class CommandLine
{
    private const string Help = """
        A HubSpot imports server for your own machine.

        usage: hubspot-sandbox [options]

          --urls URL                 where to listen (default http://127.0.0.1:8095; port 0 takes a free one); an address
                                     that other machines can reach needs a --token too
          --database FILE            keep imports and records in this SQLite file (default: in memory)
          --token TOKEN[=APP]        a Bearer token that is accepted (default: any that is not empty); an app sees its own
                                     imports only; may be given several times
          --token-without-scope T    a token that lacks crm.import
          --oauth ID,SECRET,REFRESH[,APP]
                                     a client id, its secret and its refresh token, for which POST /oauth/2026-03/token gives
                                     access tokens; may be given several times
          --token-lifetime SECONDS   how long such an access token is accepted (default 1800)
          --schemas FILE             custom objects to begin with, a JSON list of what POST /crm/v3/schemas takes
          --fault JSON               something that goes wrong, as POST /sandbox/faults takes it; may be given several times
          --line-numbering KIND      how errors count lines: first (default), last or record
          --row-data FORM            what errors hold of their rows: as-sent (default), trimmed or none
          --tier TIER                the limits of a paid (default) or a free account
          --fast                     no pauses, and no limits on calls and imports
          --delay MS                 how long an import stays STARTED (default 150)
          --batch-rows N             rows written at a time while an import goes at a visible pace (default 100)
          --batch-pause MS           the pause after each of them (default 100)
          --paced-rows N             after how many rows an import stops pausing (default 1000)
          --concurrent N             imports processed at once (default 3)
          --large-rows N             above how many rows an import is large, of which two are processed at once (default 10000)
          --max-rows N               rows of a file (default 1048576)
          --max-bytes N              bytes of a file (default 536870912)
          --imports-per-day N        imports started in 24 hours (default 500)
          --rows-per-day N           rows imported in 24 hours (default 80000000)
          --calls-per-interval N     calls of an app in ten seconds (default 190)
          --calls-per-day N          calls of the account in a day (default 625000)
          --clock-speed N            seconds that go by in one, for pauses, windows and tokens (default 1)
          --help                     this text

        Send imports to URL/crm/v3/imports or URL/crm/imports/2026-03 as to https://api.hubapi.com. Owners that an import may name:
        """;

    /// <summary>What each option does with its value; <see langword="null"/> when the value makes no sense.</summary>
    private static readonly Dictionary<string, Func<SandboxOptions, string, SandboxOptions?>> Options = new()
    {
        ["--urls"] = (options, text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp ? options with { Url = url } : null,
        ["--database"] = (options, text) => options with { Database = text },
        ["--token"] = WithToken,
        ["--token-without-scope"] = (options, text) => options with { TokensWithoutScope = [.. options.TokensWithoutScope, text] },
        ["--oauth"] = WithOAuthClient,
        ["--token-lifetime"] = (options, text) => Number(text, 1) is { } seconds ? options with { AccessTokenLifetime = TimeSpan.FromSeconds(seconds) } : null,
        ["--schemas"] = (options, text) => options with { SchemaFile = text },
        ["--fault"] = WithFault,
        ["--line-numbering"] = WithLineNumbering,
        ["--row-data"] = WithRowData,
        ["--tier"] = (options, text) => text switch { "paid" => options, "free" => options.AsFreeAccount(), _ => null },
        ["--delay"] = (options, text) => Milliseconds(text) is { } time ? options with { ProcessingDelay = time } : null,
        ["--batch-rows"] = (options, text) => Number(text, 1) is { } number ? options with { RowsPerBatch = number } : null,
        ["--batch-pause"] = (options, text) => Milliseconds(text) is { } time ? options with { BatchPause = time } : null,
        ["--paced-rows"] = (options, text) => Number(text) is { } number ? options with { PacedRows = number } : null,
        ["--concurrent"] = (options, text) => Number(text, 1) is { } number ? options with { ConcurrentImports = number } : null,
        ["--large-rows"] = (options, text) => Number(text) is { } number ? options with { LargeImportRows = number } : null,
        ["--max-rows"] = (options, text) => Number(text) is { } number ? options with { MaxRows = number } : null,
        ["--max-bytes"] = (options, text) => Long(text) is { } number ? options with { MaxFileBytes = number } : null,
        ["--imports-per-day"] = (options, text) => Number(text) is { } number ? options with { ImportsPerDay = number } : null,
        ["--rows-per-day"] = (options, text) => Long(text) is { } number ? options with { RowsPerDay = number } : null,
        ["--calls-per-interval"] = (options, text) => Number(text) is { } number ? options with { CallsPerInterval = number } : null,
        ["--calls-per-day"] = (options, text) => Number(text) is { } number ? options with { CallsPerDay = number } : null,
        ["--clock-speed"] = (options, text) => Number(text, 1) is { } speed ? options with { Clock = new ScaledClock(speed) } : null,
    };

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
        catch (InvalidDataException exception)
        {
            await errors.WriteLineAsync(exception.Message);
            return 1;
        }
        catch (IOException exception)
        {
            await errors.WriteLineAsync($"The sandbox could not start on {options.Url}: {exception.Message} Another --urls may be free.");
            return 1;
        }
    }

    internal static bool TryRead(string[] args, [NotNullWhen(true)] out SandboxOptions? options, [NotNullWhen(false)] out string? fault)
    {
        options = null;
        fault = null;
        var read = new SandboxOptions();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--fast")
            {
                read = read.WithoutPauses();
                continue;
            }

            if (!Options.TryGetValue(args[i], out var option) || ++i == args.Length)
            {
                fault = $"'{args[i < args.Length ? i : i - 1]}' is not an option, or its value is missing.";
                return false;
            }

            if (option(read, args[i]) is not { } next)
            {
                fault = $"'{args[i]}' is not a value for {args[i - 1]}.";
                return false;
            }

            read = next;
        }

        if (!read.Url.IsLoopback && read.Token is null && read.Tokens.Count == 0)
        {
            fault = "--urls with an address that other machines can reach needs a --token.";
            return false;
        }

        options = read;
        return true;
    }

    private static SandboxOptions? WithToken(SandboxOptions options, string text)
    {
        var sign = text.LastIndexOf('=');
        var (token, app) = sign > 0 && sign < text.Length - 1 ? (text[..sign], text[(sign + 1)..]) : (text, "default");
        return options with { Tokens = new Dictionary<string, string>(options.Tokens) { [token] = app } };
    }

    private static SandboxOptions? WithOAuthClient(SandboxOptions options, string text)
    {
        var parts = text.Split(',');
        return parts.Length is 3 or 4 && parts.All(part => part.Length > 0)
            ? options with { OAuthClients = [.. options.OAuthClients, new SandboxOAuthClient(parts[0], parts[1], parts[2], parts.ElementAtOrDefault(3) ?? "default")] }
            : null;
    }

    private static SandboxOptions? WithFault(SandboxOptions options, string text)
    {
        try
        {
            if (JsonSerializer.Deserialize(text, SandboxJson.Default.SandboxFault) is not { } fault) return null;
            FaultList.Check(fault);
            return options with { Faults = [.. options.Faults, fault] };
        }
        catch (Exception exception) when (exception is JsonException or RefusedRequestException)
        {
            return null;
        }
    }

    private static SandboxOptions? WithLineNumbering(SandboxOptions options, string text) => text switch
    {
        "first" => options with { LineNumbering = LineNumbering.FirstLine },
        "last" => options with { LineNumbering = LineNumbering.LastLine },
        "record" => options with { LineNumbering = LineNumbering.Record },
        _ => null,
    };

    private static SandboxOptions? WithRowData(SandboxOptions options, string text) => text switch
    {
        "as-sent" => options with { RowData = RowDataForm.AsSent },
        "trimmed" => options with { RowData = RowDataForm.Trimmed },
        "none" => options with { RowData = RowDataForm.None },
        _ => null,
    };

    private static long? Long(string text, long least = 0) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least ? number : null;

    private static int? Number(string text, int least = 0) => Long(text, least) is { } number and <= int.MaxValue ? (int)number : null;

    private static TimeSpan? Milliseconds(string text) => Number(text) is { } number ? TimeSpan.FromMilliseconds(number) : null;
}
