using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using HubSpotImports.Sandbox;

namespace HubSpotImports.Tests.Sandbox;

/// <summary>A sandbox of a test's own and a plain HTTP client to it.</summary>
internal sealed class SandboxAccount : IAsyncDisposable
{
    private static readonly string[] EndStates = ["DONE", "FAILED", "CANCELED", "REVERTED"];

    private SandboxAccount(SandboxServer server)
    {
        Server = server;
        Http = new HttpClient { BaseAddress = server.BaseAddress };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "test-token");
        Http.DefaultRequestHeaders.Add("X-HubSpot-Sandbox", "1");
    }

    public SandboxServer Server { get; }

    public HttpClient Http { get; }

    /// <summary>Sees every answer that <see cref="SendAsync"/> gets.</summary>
    public Action<string, string, int, JsonElement>? Watch { get; init; }

    public static async Task<SandboxAccount> StartAsync(
        SandboxOptions? options = null, Action<string, string, int, JsonElement>? watch = null) =>
        new(await SandboxServer.StartAsync(options ?? SandboxOptions.FullSpeed)) { Watch = watch };

    public async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await Http.SendAsync(request);
        var body = response.StatusCode == HttpStatusCode.NoContent ? default : await response.Content.ReadFromJsonAsync<JsonElement>();
        Watch?.Invoke(method.Method, path, (int)response.StatusCode, body);
        return ((int)response.StatusCode, body);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        var (status, body) = await SendAsync(HttpMethod.Get, path);
        Assert.True(status == 200, $"GET {path}: {status} {body}");
        return body;
    }

    public async Task<(int Status, JsonElement Body)> PostAsync(ImportForm form, string root = "/crm/imports/2026-03")
    {
        using var content = form.ToContent();
        return await SendAsync(HttpMethod.Post, root, content);
    }

    /// <summary>Posts JSON.</summary>
    public async Task<(int Status, JsonElement Body)> PostJsonAsync(string path, string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        return await SendAsync(HttpMethod.Post, path, content);
    }

    /// <summary>The record that one record is associated with, and the ids of how; fails when there are more.</summary>
    public async Task<string> AssociationsAsync(string type, long id, string toType)
    {
        var page = await GetAsync($"/crm/v4/objects/{type}/{id}/associations/{toType}");
        return string.Join(' ', page.GetProperty("results").EnumerateArray().Select(association =>
            $"{association.GetProperty("toObjectId")}:{string.Join(',', association.GetProperty("associationTypes").EnumerateArray().Select(kind => kind.GetProperty("typeId")))}"));
    }

    /// <summary>Sends an import and waits for its end.</summary>
    public async Task<JsonElement> ImportAsync(ImportForm form)
    {
        var (status, body) = await PostAsync(form);
        Assert.True(status == 200, $"{status} {body}");
        return await WaitAsync(body.GetProperty("id").GetString()!);
    }

    public async Task<JsonElement> WaitAsync(string id, params string[] states)
    {
        var ends = states.Length == 0 ? EndStates : states;
        while (true)
        {
            var import = await GetAsync($"/crm/imports/2026-03/{id}");
            if (ends.Contains(import.GetProperty("state").GetString())) return import;
            await Task.Delay(20);
        }
    }

    public async Task<IReadOnlyList<JsonElement>> ErrorsAsync(JsonElement import, bool withMessage = true, bool withRow = true)
    {
        var page = await GetAsync(
            $"/crm/imports/2026-03/{import.GetProperty("id").GetString()}/errors?limit=1000&includeErrorMessage={withMessage}&includeRowData={withRow}");
        return [.. page.GetProperty("results").EnumerateArray()];
    }

    public async Task<JsonElement> ObjectAsync(string path) => (await GetAsync("/crm/v3/objects/" + path)).GetProperty("properties");

    public async Task<IReadOnlyList<LedgerEntry>> LedgerAsync(long? importId = null)
    {
        var entries = new List<LedgerEntry>();
        await foreach (var entry in Server.ReadLedgerAsync(importId)) entries.Add(entry);
        return entries;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }
}
