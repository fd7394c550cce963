using Microsoft.Playwright;
using Xunit.Abstractions;

namespace HubSpotImports.Tests.Sandbox;

/// <summary>A page in a headless Chromium that the machine has: one of the system's, or the one that <c>CHROMIUM</c> names.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser, IPage page) => (_playwright, _browser, Page) = (playwright, browser, page);

    public IPage Page { get; }

    /// <summary>What the browser said on its console: refusals of the content security policy and faults of the script.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Opens a blank page; <see langword="null"/>, and a line in the output, where there is no Chromium.</summary>
    public static async Task<Chromium?> StartAsync(ITestOutputHelper output)
    {
        if (Find() is not { } program)
        {
            output.WriteLine("NOT RUN: there is no Chromium on this machine.");
            return null;
        }

        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, ChromiumSandbox = false });
        var chromium = new Chromium(playwright, browser, await browser.NewPageAsync());
        chromium.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") chromium.Complaints.Add(message.Text);
        };
        chromium.Page.PageError += (_, message) => chromium.Complaints.Add(message);
        return chromium;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named) return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string[] names = ["chromium", "chromium-browser", "google-chrome", "chrome.exe"];
        return folders.SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
