namespace HubSpotImports;

/// <summary>
/// What <c>Test-HsAccount</c> found out about an account that HubSpot's documents do not say. An answer that is <see langword="null"/> could not be
/// found out.
/// </summary>
public sealed record HsAccountTest
{
    internal HsAccountTest()
    {
    }

    /// <summary>The account's id, which HubSpot calls portal id or hub id; <see langword="null"/> where the token may not ask.</summary>
    public string? Account { get; internal init; }

    /// <summary>The address that was asked.</summary>
    public Uri BaseUri { get; internal init; } = null!;

    /// <summary>The version of HubSpot's API that was asked.</summary>
    public string ApiVersion { get; internal init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset TestedAt { get; internal init; }

    /// <summary>The import that was made for the test, which stays in the account's list.</summary>
    public string ImportId { get; internal init; } = "";

    /// <summary>What the line of an import error counts.</summary>
    public HsLineNumbering? LineNumbering { get; internal init; }

    /// <summary>Whether that line counts blank lines too.</summary>
    public bool? CountsBlankLines { get; internal init; }

    /// <summary>What an import error holds of its row.</summary>
    public HsRowData? RowData { get; internal init; }

    /// <summary>How many imports a page of the list has that nobody gave a limit. A list that is not longer does not tell.</summary>
    public int? DefaultPageSize { get; internal init; }

    /// <summary>The largest limit that HubSpot does not refuse for the list, of 1000, 500, 200 and 100.</summary>
    public int? LargestLimit { get; internal init; }

    /// <summary>How many imports a page has with that limit. A list that is not longer does not tell.</summary>
    public int? LargestPageSize { get; internal init; }

    /// <summary>How long after HubSpot took the import it showed in the list, at the most.</summary>
    public TimeSpan? ListLag { get; internal init; }

    /// <summary>Whether the list has the names of imports as they were sent.</summary>
    public bool? ListsNames { get; internal init; }

    /// <summary>Whether the list has the requests of imports, with the names of their files.</summary>
    public bool? ListsFileNames { get; internal init; }

    /// <summary>Whether the list keeps imports that have ended.</summary>
    public bool? ListsFinished { get; internal init; }

    /// <summary>The order of the list.</summary>
    public HsListOrder? ListOrder { get; internal init; }

    /// <summary>Whether answers come with HubSpot's time (the header <c>Date</c>).</summary>
    public bool? SendsDate { get; internal init; }

    /// <summary>The file in which the answers are kept; <see langword="null"/> where the account is not known.</summary>
    public string? StoredIn { get; internal init; }

    /// <summary>The names of the answers that could not be found out.</summary>
    public IReadOnlyList<string> Missing => Array.AsReadOnly<string>(
    [
        .. new (string Name, object? Answer)[]
        {
            (nameof(LineNumbering), LineNumbering), (nameof(CountsBlankLines), CountsBlankLines), (nameof(RowData), RowData),
            (nameof(DefaultPageSize), DefaultPageSize), (nameof(LargestLimit), LargestLimit), (nameof(LargestPageSize), LargestPageSize),
            (nameof(ListLag), ListLag), (nameof(ListsNames), ListsNames), (nameof(ListsFileNames), ListsFileNames),
            (nameof(ListsFinished), ListsFinished), (nameof(ListOrder), ListOrder), (nameof(SendsDate), SendsDate),
        }.Where(answer => answer.Answer is null).Select(answer => answer.Name),
    ]);

    /// <summary>The account and what is missing, such as <c>account 4711 at https://api.hubapi.com/: all answered</c>.</summary>
    public override string ToString() =>
        $"account {Account ?? "unknown"} at {BaseUri}: {(Missing.Count == 0 ? "all answered" : $"not answered: {string.Join(", ", Missing)}")}";
}
