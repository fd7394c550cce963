using System.Text.Json;
using System.Text.Json.Serialization;
using HubSpotImports.Api;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Journal;

/// <summary>
/// What an account answered to <c>Test-HsAccount</c>, as a small JSON file of the data folder: one for each account, its last test. What each answer
/// means says <see cref="HsAccountTest"/>; one that could not be found out is <see langword="null"/>.
/// </summary>
internal sealed record AccountAnswers
{
    public string ApiVersion { get; init; } = "";

    public DateTimeOffset TestedAt { get; init; }

    public string ImportId { get; init; } = "";

    public HsLineNumbering? LineNumbering { get; init; }

    public bool? CountsBlankLines { get; init; }

    public HsRowData? RowData { get; init; }

    public int? DefaultPageSize { get; init; }

    public int? LargestLimit { get; init; }

    public int? LargestPageSize { get; init; }

    public TimeSpan? ListLag { get; init; }

    public bool? ListsNames { get; init; }

    public bool? ListsFileNames { get; init; }

    public bool? ListsFinished { get; init; }

    public HsListOrder? ListOrder { get; init; }

    public bool? SendsDate { get; init; }

    /// <summary>Where the answers of an account are kept.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="baseUri">HubSpot's address.</param>
    /// <param name="account">The account's id.</param>
    public static string PathOf(DataFolder folder, Uri baseUri, string account) => Path.Combine(folder.Accounts, $"{HostOf(baseUri)}.{FileName(account)}.json");

    /// <summary>
    /// Finds the answers of the account that a client calls, for the version of the API that it speaks. HubSpot is asked which account that is only
    /// where there are answers of its host. The work goes on without answers that cannot be read.
    /// </summary>
    /// <param name="client">The account.</param>
    /// <param name="journalPath">The data folder that the user named, if any.</param>
    /// <param name="pipe">Told of answers that cannot be read.</param>
    /// <param name="stop">Breaks the call off.</param>
    public static async Task<AccountAnswers?> FindAsync(HubSpotClient client, string? journalPath, CmdletPipe pipe, CancellationToken stop)
    {
        try
        {
            var folder = DataFolder.At(journalPath);
            var connection = client.Connection;
            if (DataFolder.Files(folder.Accounts, $"{HostOf(connection.BaseUri)}.*.json").Count == 0) return null;
            return await client.GetAccountAsync(stop).ConfigureAwait(false) is { } account ? Of(folder, connection, account, pipe) : null;
        }
        catch (HsException fault) when (fault.Id is "HsDataFolderUnknown" or "HsDataFolderNotUsable")
        {
            pipe.WriteVerbose(Without(fault));
            return null;
        }
    }

    /// <summary>The answers of an account that is known, for the version of the API that its connection speaks.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="account">The account's id.</param>
    /// <param name="pipe">Told of answers that cannot be read.</param>
    public static AccountAnswers? Of(DataFolder folder, HsConnection connection, string account, CmdletPipe pipe)
    {
        var path = PathOf(folder, connection.BaseUri, account);
        try
        {
            var answers = File.Exists(path) ? Read(folder, path) : null;
            return answers?.ApiVersion == connection.ApiVersion ? answers : null;
        }
        catch (HsException fault) when (fault.Id is "HsDataFolderNotUsable" or "HsAccountAnswersInvalid")
        {
            pipe.WriteVerbose(Without(fault));
            return null;
        }
    }

    /// <summary>How long after a send its import must show: what the user says, but twice as long as it took in the test at least.</summary>
    /// <param name="wished">What the user says; zero waits for nothing.</param>
    public TimeSpan Settling(TimeSpan wished) => wished > TimeSpan.Zero && ListLag is { } lag && lag + lag > wished ? lag + lag : wished;

    /// <summary>Keeps the answers, in the place of those of an earlier test.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="path">The file; see <see cref="PathOf"/>.</param>
    /// <exception cref="HsException"><c>HsDataFolderNotUsable</c>.</exception>
    public void Save(DataFolder folder, string path)
    {
        using var file = folder.Open(path, FileMode.Create, FileAccess.Write, FileShare.None);
        JsonSerializer.Serialize(file, this, AccountAnswersJson.Default.AccountAnswers);
    }

    private static string Without(HsException fault) => $"{fault.Message} The work goes on without what the account answered. {fault.RecommendedAction}";

    private static AccountAnswers Read(DataFolder folder, string path)
    {
        using var file = folder.Open(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            return JsonSerializer.Deserialize(file, AccountAnswersJson.Default.AccountAnswers) ?? throw HsError.AccountAnswersInvalid(path, null);
        }
        catch (JsonException cause)
        {
            throw HsError.AccountAnswersInvalid(path, cause);
        }
    }

    // Sandboxes on one machine are told apart by their ports.
    private static string HostOf(Uri baseUri) => FileName(baseUri.Authority);

    // The account's id comes from a server: it must not lead to another folder.
    private static string FileName(string text) =>
        new([.. text.Select(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '.' ? c : '_')]);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(AccountAnswers))]
internal sealed partial class AccountAnswersJson : JsonSerializerContext;
