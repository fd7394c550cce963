using HubSpotImports.Api;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Operations;

/// <summary>Which imports to read.</summary>
public sealed record GetImportRequest
{
    /// <summary>The ids; none for the list.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Whether a name is wanted; <see langword="null"/> for all.</summary>
    public Func<string, bool>? NameMatches { get; init; }

    /// <summary>The states that are wanted; none for all.</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>Whether only imports that HubSpot still works at are wanted.</summary>
    public bool Active { get; init; }

    /// <summary>Only imports made after this time.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>How many to give at most.</summary>
    public int? First { get; init; }

    /// <summary>How many to pass over.</summary>
    public int Skip { get; init; }
}

/// <summary><c>Get-HsImport</c>: imports by id, or from the list of this app's, in the order that HubSpot gives them.</summary>
/// <param name="client">The account.</param>
public sealed class GetImport(HubSpotClient client)
{
    private const int LargestPageSize = 100;

    /// <summary>Writes the imports, each as soon as it is read.</summary>
    /// <param name="request">Which.</param>
    /// <param name="pipe">Gets them.</param>
    /// <param name="stop">Breaks off.</param>
    public Task RunAsync(GetImportRequest request, CmdletPipe pipe, CancellationToken stop) =>
        request.Ids.Count > 0 ? ByIdAsync(request.Ids, pipe, stop) : ListAsync(request, pipe, stop);

    private async Task ByIdAsync(IReadOnlyList<string> ids, CmdletPipe pipe, CancellationToken stop)
    {
        foreach (var id in ids)
        {
            try
            {
                pipe.WriteObject(await client.GetImportAsync(id, stop).ConfigureAwait(false));
            }
            catch (HsException error) when (error.Id is "HsImportNotFound" or "HsImportIdInvalid")
            {
                pipe.WriteError(error);
            }
        }
    }

    private async Task ListAsync(GetImportRequest request, CmdletPipe pipe, CancellationToken stop)
    {
        if (request.First == 0) return;

        var (skip, left) = (request.Skip, request.First ?? int.MaxValue);
        await foreach (var import in client.ListImportsAsync(PageSize(request), stop).ConfigureAwait(false))
        {
            if (!IsWanted(import, request) || skip-- > 0) continue;
            pipe.WriteObject(import);
            if (--left == 0) return;
        }
    }

    private static bool IsWanted(HsImport import, GetImportRequest request) =>
        (request.NameMatches?.Invoke(import.Name ?? "") ?? true)
        && (request.States.Count == 0 || request.States.Contains(import.State, StringComparer.OrdinalIgnoreCase))
        && (!request.Active || import.IsActive)
        && (request.CreatedAfter is not { } after || import.CreatedAt > after);

    // Without a filter the first few imports are the first few of the list, and one small page will do.
    private static int PageSize(GetImportRequest request)
    {
        var isFiltered = request.NameMatches is not null || request.States.Count > 0 || request.Active || request.CreatedAfter is not null;
        return isFiltered || request.First is not { } first ? LargestPageSize : (int)Math.Min(LargestPageSize, (long)first + request.Skip);
    }
}
