using System.Net;
using HubSpotImports.Sandbox;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HubSpotImports.Tests.Sandbox;

/// <summary>The sandbox's page, seen by a browser; and what keeps strangers out of it.</summary>
public sealed class PageTests(ITestOutputHelper output)
{
    private const string Markup = "<img src=x onerror=alert(1)>";

    [Fact]
    public async Task A_person_finds_the_refused_rows_of_an_import()
    {
        await using var chromium = await Chromium.StartAsync(output);
        if (chromium is null) return;
        await using var account = await SandboxAccount.StartAsync();
        var page = chromium.Page;
        await page.GotoAsync(account.Server.BaseAddress.ToString());
        await Expect(page.Locator("#first-command")).ToContainTextAsync($"curl {account.Server.BaseAddress}crm/v3/imports");

        // The page moves by itself: it is not loaded again.
        await account.ImportAsync(ImportForm.Csv("0-1", $"ann@example.org,Ann\nnobody,{Markup}\nbob@example.org,{Markup}\n", "Mail=email", "Name=firstname")
            .With(request => request["name"] = Markup));
        await account.ImportAsync(ImportForm.Csv("0-1", "cy@example.org\n", "Mail=email"));
        await Expect(page.Locator("#imports tr")).ToHaveCountAsync(2);
        await Expect(page.Locator("#first-command")).ToBeHiddenAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = Markup }).ClickAsync();

        await Expect(page.Locator("#import-title")).ToHaveTextAsync($"Import 1 “{Markup}”: DONE");
        await Expect(page.Locator("#import-title")).ToBeFocusedAsync();
        await Expect(page.Locator("#errors tr")).ToHaveCountAsync(1);
        Assert.Equal(
            ["3", "Not taken", "This is not an e-mail address.", "Mail", "nobody", "INVALID_EMAIL", "data.csv"],
            await page.Locator("#errors tr").First.Locator("th, td").AllTextContentsAsync());
        Assert.Equal(["Line", "What", "Record", "email", "firstname"], await page.Locator("#records-header th").AllTextContentsAsync());
        Assert.Equal(
            ["4", "created", "contact 2", "bob@example.org", Markup], await page.Locator("#records tr").Last.Locator("th, td").AllTextContentsAsync());
        await Expect(page.Locator("#requests tr").Last).ToContainTextAsync("POST /crm/imports/2026-03");
        await Expect(page.Locator("#requests tr").Last).ToContainTextAsync("yes, hidden");
        Assert.Equal(0, await page.Locator("main img").CountAsync());
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task The_keyboard_alone_leads_to_the_refused_rows()
    {
        await using var chromium = await Chromium.StartAsync(output);
        if (chromium is null) return;
        await using var account = await SandboxAccount.StartAsync();
        await account.ImportAsync(ImportForm.Csv("0-1", "nobody\n", "Mail=email"));
        await account.ImportAsync(ImportForm.Csv("0-1", "ann@example.org\n", "Mail=email"));
        var page = chromium.Page;
        await page.GotoAsync(account.Server.BaseAddress.ToString());
        await Expect(page.Locator("#imports tr")).ToHaveCountAsync(2);

        await TabToAsync(page, "Import 1 “test”");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#import-title")).ToBeFocusedAsync();
        await Expect(page.Locator("#errors")).ToContainTextAsync("INVALID_EMAIL");

        // The table itself takes the focus, so that the arrow keys can scroll it.
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#errors-some")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Long_lists_come_in_pieces_and_narrow_windows_show_all()
    {
        await using var chromium = await Chromium.StartAsync(output);
        if (chromium is null) return;
        await using var account = await SandboxAccount.StartAsync();
        var rows = string.Concat(Enumerable.Range(1, 60).Select(row => $"Ann {row},bad{row}\n"));
        await account.ImportAsync(ImportForm.Csv("0-1", rows, "Name=firstname", "Mail=email"));
        await account.ImportAsync(ImportForm.Csv("0-1", rows, "Name=firstname", "Mail=closedate"));
        var page = chromium.Page;

        // 1,280 pixels at 400 %, twice what people ask for.
        await page.SetViewportSizeAsync(320, 640);
        await page.GotoAsync($"{account.Server.BaseAddress}#import-2");
        await Expect(page.Locator("#errors tr")).ToHaveCountAsync(50);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show more errors" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show more records" }).ClickAsync();
        await Expect(page.Locator("#errors tr")).ToHaveCountAsync(60);
        await Expect(page.Locator("#records tr")).ToHaveCountAsync(60);
        await Expect(page.Locator("#errors-more")).ToBeHiddenAsync();
        await Expect(page.Locator("#errors tr").Last).ToContainTextAsync("Taken without this");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than its window.");
    }

    [Fact]
    public async Task A_state_that_changes_is_told_to_those_who_listen()
    {
        await using var chromium = await Chromium.StartAsync(output);
        if (chromium is null) return;
        var go = new TaskCompletionSource();
        await using var account = await SandboxAccount.StartAsync(SandboxOptions.FullSpeed with { BeforeBatch = (_, _, stop) => go.Task.WaitAsync(stop) });
        await account.PostAsync(ImportForm.Csv("0-1", "ann@example.org\n", "Mail=email"));
        var page = chromium.Page;
        await page.GotoAsync(account.Server.BaseAddress.ToString());
        await Expect(page.Locator("#news")).ToHaveTextAsync("Import 1 “test” is PROCESSING, 0 rows, 0 errors");
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();

        go.SetResult();

        await Expect(page.Locator("#news")).ToHaveTextAsync("Import 1 “test” is DONE, 1 rows, 0 errors");
        await Expect(page.Locator("#errors-none")).ToHaveTextAsync("None: every row is in.");
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_page_holds_nothing_and_its_data_need_the_header()
    {
        await using var account = await SandboxAccount.StartAsync();
        await account.ImportAsync(ImportForm.Csv("0-1", "nobody,Ann\n", "Mail=email", "Name=firstname"));
        using var stranger = new HttpClient { BaseAddress = account.Server.BaseAddress };
        foreach (var path in new[] { "/", "/page.css", "/page.js" })
        {
            using var answer = await stranger.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.StartsWith("default-src 'none'; script-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        }

        foreach (var path in new[] { "/sandbox/overview", "/sandbox/imports/1/errors", "/sandbox/imports/1/records" })
            Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync(path)).StatusCode);
        using var elsewhere = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "attacker.example" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await stranger.SendAsync(elsewhere)).StatusCode);
    }

    [Fact]
    public async Task The_overview_tells_of_requests_once_and_never_of_tokens()
    {
        await using var account = await SandboxAccount.StartAsync();
        await account.ImportAsync(ImportForm.Csv("0-1", "ann@example.org\n", "Mail=email"));
        await account.SendAsync(HttpMethod.Get, "/crm/v3/imports/99?secret=query");

        var text = await account.Http.GetStringAsync("/sandbox/overview");
        Assert.DoesNotContain("test-token", text, StringComparison.Ordinal);
        Assert.DoesNotContain("query", text, StringComparison.Ordinal);
        var requests = (await account.GetAsync("/sandbox/overview")).GetProperty("requests");
        var last = requests[requests.GetArrayLength() - 1];
        Assert.Equal(("GET", "/crm/v3/imports/99", 404), (last.Text("method"), last.Text("path"), last.GetProperty("status").GetInt32()));
        Assert.Empty((await account.GetAsync($"/sandbox/overview?after={last.GetProperty("number")}")).GetProperty("requests").EnumerateArray());
    }

    private static async Task TabToAsync(IPage page, string name)
    {
        for (var i = 0; i < 20; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string>("document.activeElement.textContent") == name) return;
        }

        Assert.Fail($"Tab does not lead to '{name}'.");
    }
}
