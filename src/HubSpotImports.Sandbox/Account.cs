using HubSpotImports.Sandbox.Faults;
using HubSpotImports.Sandbox.Properties;
using HubSpotImports.Sandbox.Schemas;
using HubSpotImports.Sandbox.Store;
using HubSpotImports.Sandbox.Uploads;

namespace HubSpotImports.Sandbox;

/// <summary>The account that the sandbox plays: what its database holds, its object types and properties, the files of its imports, and what goes wrong.</summary>
internal sealed record Account(
    SandboxOptions Options,
    Database Database,
    UploadFolder Uploads,
    ImportStore Imports,
    ObjectTypes Types,
    AssociationTypes Associations,
    PropertyCatalogue Properties,
    FaultList Faults) : IAsyncDisposable
{
    /// <summary>The account's number, which HubSpot calls portal or hub id. Sandbox's own invention.</summary>
    public const long PortalId = 12345678;

    public TimeProvider Clock => Options.Clock;

    public static async Task<Account> OpenAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var database = await Database.OpenAsync(options.Database, cancellationToken);
        var types = await ObjectTypes.LoadAsync(database, cancellationToken);
        return new Account(
            options,
            database,
            new UploadFolder(options.Database),
            new ImportStore(database, options),
            types,
            await AssociationTypes.LoadAsync(database, cancellationToken),
            await PropertyCatalogue.LoadAsync(database, types, cancellationToken),
            new FaultList(options.Faults));
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Uploads.Dispose();
    }
}
