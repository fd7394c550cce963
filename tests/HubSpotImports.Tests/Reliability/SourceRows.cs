using System.Net.Http.Headers;
using System.Text.Json;
using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Files;

namespace HubSpotImports.Tests.Reliability;

/// <summary>A file whose rows can be told apart by their values, and what the sandbox's ledger has of each.</summary>
internal sealed class SourceRows : IDisposable
{
    private readonly bool _creates;
    private readonly TempFile _file;

    /// <param name="count">How many rows.</param>
    /// <param name="creates">Whether they create records, as companies that have only a name; otherwise they are contacts with e-mails.</param>
    /// <param name="prefix">What the values begin with.</param>
    /// <param name="padding">How long a further cell is, so that parts are as long as a test needs them.</param>
    public SourceRows(int count, bool creates, string prefix = "row", int padding = 700)
    {
        _creates = creates;
        Values = [.. Enumerable.Range(1, count).Select(row => creates ? $"{prefix} {row}" : $"{prefix}{row}@example.com")];
        var street = new string('x', padding);
        _file = new TempFile((creates ? "Name" : "Email") + ",Street\r\n" + string.Concat(Values.Select(value => $"{value},{street}\r\n")), $"{prefix}.csv");
    }

    /// <summary>The value of each row.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>The start of the file, as a nightly script has it.</summary>
    public StartImportRequest Request => Submitter.Program.NightlyRequest(_file.Path, _creates);

    /// <summary>The full path of the file.</summary>
    public string Path => _file.Path;

    /// <summary>Counts what the ledger has of each row.</summary>
    /// <param name="server">The sandbox.</param>
    public async Task<IReadOnlyList<RowCount>> CountAsync(SandboxServer server)
    {
        var values = await ValuesAsync(server);
        var entries = new List<LedgerEntry>();
        await foreach (var entry in server.ReadLedgerAsync()) entries.Add(entry);
        var byValue = entries.Where(entry => entry.ObjectId is not null).ToLookup(entry => values[(entry.ObjectType, entry.ObjectId!.Value)]);
        return
        [
            .. Values.Select(value => new RowCount(
                value,
                byValue[value].Count(entry => entry.Action == LedgerAction.Created),
                byValue[value].Select(entry => entry.ImportId).Distinct().Count())),
        ];
    }

    public void Dispose() => _file.Dispose();

    private static async Task<Dictionary<(string Type, long Id), string>> ValuesAsync(SandboxServer server)
    {
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "test-token");
        var values = new Dictionary<(string, long), string>();
        foreach (var (type, name, property) in new[] { ("0-1", "contacts", "email"), ("0-2", "companies", "name") })
        {
            for (string? after = ""; after is not null;)
            {
                using var page = JsonDocument.Parse(await http.GetStringAsync($"/crm/v3/objects/{name}?limit=100&properties={property}{(after.Length == 0 ? "" : $"&after={after}")}"));
                foreach (var record in page.RootElement.GetProperty("results").EnumerateArray())
                {
                    values.Add((type, long.Parse(record.GetProperty("id").GetString()!, null)), record.GetProperty("properties").GetProperty(property).GetString()!);
                }

                after = page.RootElement.TryGetProperty("paging", out var paging) && paging.TryGetProperty("next", out var next) ? next.GetProperty("after").GetString() : null;
            }
        }

        return values;
    }
}

/// <summary>What the ledger has of a row.</summary>
/// <param name="Value">The row.</param>
/// <param name="Created">How many records were made of it.</param>
/// <param name="Imports">How many imports had it.</param>
internal sealed record RowCount(string Value, int Created, int Imports);
