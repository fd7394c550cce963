using HubSpotImports.Sandbox.Endpoints;
using HubSpotImports.Sandbox.Faults;
using HubSpotImports.Sandbox.Importing;
using HubSpotImports.Sandbox.Store;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace HubSpotImports.Sandbox;

/// <summary>
/// A HubSpot imports server on this machine. Start it, send imports to <see cref="BaseAddress"/> as to HubSpot, read the
/// <see cref="ReadLedgerAsync">ledger</see>, dispose it.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private const long RoomForRequestAndBoundaries = 16L * 1024 * 1024;

    // HubSpot limits a file, not how many there are; some bound keeps a client that went wild from filling the disk.
    private const int FilesOfFullSize = 20;

    private readonly WebApplication _application;
    private readonly Account _account;
    private readonly ImportQueue _queue;
    private readonly Ledger _ledger;

    private SandboxServer(WebApplication application, Account account, ImportQueue queue)
    {
        _application = application;
        _account = account;
        _queue = queue;
        _ledger = new Ledger(account.Database);
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        BaseAddress = new Uri(addresses!.Addresses.First());
    }

    /// <summary>Where the sandbox listens, with the port that it got.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Starts a sandbox. Imports that one before it left unfinished in the same database go on.</summary>
    /// <param name="options">How it behaves.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!options.Url.IsLoopback && options.Token is null && options.Tokens.Count == 0)
            throw new ArgumentException("A sandbox that other machines can reach needs a token.", nameof(options));
        var account = await Account.OpenAsync(options, cancellationToken);
        if (options.SchemaFile is { } schemas) await new Schemas.SchemaMaker(account).SeedAsync(schemas, cancellationToken);
        account.Uploads.DeleteAllBut((await account.Imports.UnfinishedAsync(cancellationToken)).SelectMany(import => import.Files));
        var queue = new ImportQueue(account);
        var application = Build(account, queue);
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch
        {
            await application.DisposeAsync();
            await queue.DisposeAsync();
            await account.DisposeAsync();
            throw;
        }

        await queue.ResumeAsync(cancellationToken);
        return new SandboxServer(application, account, queue);
    }

    /// <summary>Reads what was done with each source row, in the order of imports, files and rows.</summary>
    /// <param name="importId">Only this import; all when <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public IAsyncEnumerable<LedgerEntry> ReadLedgerAsync(long? importId = null, CancellationToken cancellationToken = default) =>
        _ledger.ReadAsync(importId, cancellationToken);

    /// <summary>Counts entries of the ledger.</summary>
    /// <param name="importId">Only this import; all when <see langword="null"/>.</param>
    /// <param name="action">Only entries with this action; all when <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the counting.</param>
    public Task<long> CountLedgerAsync(long? importId = null, LedgerAction? action = null, CancellationToken cancellationToken = default) =>
        _ledger.CountAsync(importId, action, cancellationToken);

    /// <summary>What goes wrong at present.</summary>
    public IReadOnlyList<SandboxFault> Faults => [.. _account.Faults.All.Select(set => set.Fault)];

    /// <summary>Lets something go wrong from now on.</summary>
    /// <param name="fault">What, and at which request.</param>
    public void AddFault(SandboxFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        _account.Faults.Add(fault);
    }

    /// <summary>Waits until something else stops the server, such as Ctrl+C on its console.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => _application.WaitForShutdownAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using (var atOnce = new CancellationTokenSource())
        {
            // Requests that still run are cut: a sandbox that is disposed has nothing to wait for.
            await atOnce.CancelAsync();
            await _application.StopAsync(atOnce.Token);
        }

        await _application.DisposeAsync();
        await _queue.DisposeAsync();
        await _account.DisposeAsync();
    }

    private static WebApplication Build(Account account, ImportQueue queue)
    {
        var options = account.Options;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(options.Url.ToString());
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = FilesOfFullSize * options.MaxFileBytes + RoomForRequestAndBoundaries;
            kestrel.Limits.MinRequestBodyDataRate = null;
        });
        builder.Services.AddRoutingCore();
        var application = builder.Build();
        var issued = new IssuedTokens(options);
        var authentication = new Authentication(options, issued);
        var gate = new SandboxGate(options, authentication);
        var requests = new RequestLog(account.Clock);
        var pipeline = new RequestPipeline(options, authentication, gate, new FaultInjector(account, queue), requests);
        application.Use(next => context => pipeline.AnswerAsync(context, next));
        application.UseRouting();
        Map(application, account, queue, requests);
        new TokenEndpoints(options, issued).Map(application);
        return application;
    }

    private static void Map(IEndpointRouteBuilder routes, Account account, ImportQueue queue, RequestLog requests)
    {
        var objects = new ObjectStore(account.Database);
        var errors = new ErrorStore(account.Database);
        var ledger = new Ledger(account.Database);
        new ImportEndpoints(account, errors, queue).Map(routes);
        new PropertyEndpoints(account.Properties, account.Types, account.Clock).Map(routes);
        new SchemaEndpoints(account).Map(routes);
        new ObjectEndpoints(objects, account.Types).Map(routes);
        new AssociationEndpoints(new AssociationStore(account.Database), objects, account).Map(routes);
        new ListEndpoints(account.Imports, new ListStore(account.Database)).Map(routes);
        AccountEndpoints.Map(routes);
        new LedgerEndpoints(ledger).Map(routes);
        new ParticipationEndpoints(account.Database).Map(routes);
        new FaultEndpoints(account.Faults).Map(routes);
        new AdminEndpoints(account, new ImportReversal(account.Database, account.Clock)).Map(routes);
        new OverviewEndpoints(account.Imports, errors, ledger, account.Types, requests).Map(routes);
        PageEndpoints.Map(routes);
    }
}
