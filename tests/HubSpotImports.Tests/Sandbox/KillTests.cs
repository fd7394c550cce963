using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using HubSpotImports.Sandbox;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace HubSpotImports.Tests.Sandbox;

/// <summary>A sandbox in a process of its own, which is killed again and again while imports arrive and run.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Kills = 4;
    private const string Root = "/crm/imports/2026-03";

    [Fact]
    public async Task No_accepted_import_is_lost_and_each_row_is_written_once()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var folder = Directory.CreateTempSubdirectory();
        var accepted = new Dictionary<long, int>();
        var brokenOff = 0L;
        try
        {
            var database = Path.Combine(folder.FullName, "sandbox.db");
            for (var kill = 0; kill < Kills; kill++)
            {
                await using var killed = await SandboxProcess.StartAsync(database);
                for (var i = random.Next(1, 4); i > 0; i--)
                {
                    var rows = random.Next(1, 2_000);
                    accepted.Add(await killed.PostAsync(rows), rows);
                }

                // One more, which the kill may or may not leave accepted.
                var last = killed.PostAsync(3_000);
                if (kill == 0) await last;
                await Task.Delay(random.Next(0, 150));
                killed.Kill();
                if (await AnswerOf(last) is { } id) accepted.Add(id, 3_000);
                await killed.WaitForExitAsync();
                brokenOff += CountUnfinished(database);
            }

            output.WriteLine($"{brokenOff} imports were broken off");
            Assert.True(brokenOff > 0, "No kill came in the middle of an import.");

            await using var survivor = await SandboxProcess.StartAsync(database);
            var imports = await survivor.WaitForAllAsync();
            Assert.Empty(accepted.Keys.Except(imports.Keys));
            foreach (var (id, rows) in imports)
            {
                Assert.Equal(accepted.GetValueOrDefault(id, 3_000), rows);
                Assert.Equal(Enumerable.Range(1, rows).Select(record => (long)record), await survivor.CreatedAsync(id));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static long CountUnfinished(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM imports WHERE state <> 'DONE'";
        return (long)command.ExecuteScalar()!;
    }

    private static async Task<long?> AnswerOf(Task<long> post)
    {
        try
        {
            return await post;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>The sandbox as the command line starts it, with small batches and pauses, so that a kill finds it in the middle of an import.</summary>
    private sealed class SandboxProcess : IAsyncDisposable
    {
        private readonly Process _process;
        private readonly HttpClient _http;

        private SandboxProcess(Process process, Uri address)
        {
            _process = process;
            _http = new HttpClient { BaseAddress = address };
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "x");
            _http.DefaultRequestHeaders.Add("X-HubSpot-Sandbox", "1");
        }

        public static async Task<SandboxProcess> StartAsync(string database)
        {
            string[] arguments =
            [
                typeof(SandboxServer).Assembly.Location, "--urls", "http://127.0.0.1:0", "--database", database,
                "--fast", "--batch-rows", "50", "--batch-pause", "10", "--paced-rows", "1000000",
            ];
            var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                const string Before = "sandbox on ";
                var place = line.IndexOf(Before, StringComparison.Ordinal);
                if (place < 0) continue;

                // Nobody wants the log; it must not fill its pipe.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new SandboxProcess(process, new Uri(line[(place + Before.Length)..].Split(' ')[0]));
            }

            throw new InvalidOperationException("The sandbox did not start.");
        }

        public async Task<long> PostAsync(int rows)
        {
            using var content = ImportForm.Csv("0-1", string.Concat(Enumerable.Range(1, rows).Select(row => $"Ann {row}\n")), "Name=firstname").ToContent();
            using var response = await _http.PostAsync(Root, content);
            response.EnsureSuccessStatusCode();
            return long.Parse((await response.Content.ReadFromJsonAsync<JsonElement>()).Text("id")!, null);
        }

        /// <summary>All imports when all are done, with their rows.</summary>
        public async Task<IReadOnlyDictionary<long, int>> WaitForAllAsync()
        {
            while (true)
            {
                var imports = await ListAsync();
                if (imports.TrueForAll(import => import.Text("state") == "DONE"))
                    return imports.ToDictionary(import => long.Parse(import.Text("id")!, null), import => (int)import.Counter("TOTAL_ROWS"));
                await Task.Delay(50);
            }
        }

        private async Task<List<JsonElement>> ListAsync() =>
            [.. (await _http.GetFromJsonAsync<JsonElement>(Root + "?limit=1000")).GetProperty("results").EnumerateArray()];

        public async Task<IEnumerable<long>> CreatedAsync(long id)
        {
            var lines = (await _http.GetStringAsync($"/sandbox/ledger?import={id}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return lines.Select(line => JsonSerializer.Deserialize<LedgerEntry>(line, JsonSerializerOptions.Web)!).Select(entry =>
            {
                Assert.Equal(LedgerAction.Created, entry.Action);
                return entry.Record;
            });
        }

        public void Kill() => _process.Kill();

        public Task WaitForExitAsync() => _process.WaitForExitAsync();

        public async ValueTask DisposeAsync()
        {
            _http.Dispose();
            if (!_process.HasExited) _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }
}
