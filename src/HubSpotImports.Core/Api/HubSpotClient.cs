using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HubSpotImports.Checks;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Api;

/// <summary>
/// HubSpot's imports API and its property definitions, on both families of addresses. Every failure is an <see cref="HsException"/> that
/// says what to do. Reads and cancels are repeated where a fault may pass; an import is never started twice.
/// </summary>
public sealed partial class HubSpotClient
{
    /// <summary>The largest page of a list that is read, in bytes.</summary>
    public const int LargestPage = 32 << 20;

    private const int LargestErrorBody = 64 << 10;

    private static readonly ConditionalWeakTable<HsConnection, HubSpotClient> Clients = new();

    private readonly HsConnection _connection;
    private readonly ApiVersion _version;
    private readonly HttpClient _http;
    private readonly HttpTimeLimits _limits;
    private readonly ServerClock _clock;
    private readonly AccessTokens _tokens;
    private readonly RetrySettings _retries;
    private readonly CmdletPipe? _pipe;

    internal HubSpotClient(HsConnection connection, HttpTimeLimits? limits = null, RetrySettings? retries = null)
    {
        _connection = connection;
        _version = new ApiVersion(connection.ApiVersion);
        _limits = limits ?? HttpTimeLimits.Default;
        _http = HttpTransport.NewHttpClient(connection);
        _clock = new ServerClock();
        _tokens = new AccessTokens(connection.TokenSource is HsGivenToken given ? new AccessToken(given.AccessToken) : null);
        _retries = retries ?? RetrySettings.None;
    }

    private HubSpotClient(HubSpotClient same, RetrySettings retries, CmdletPipe? pipe)
    {
        _connection = same._connection;
        _version = same._version;
        _limits = same._limits;
        _http = same._http;
        _clock = same._clock;
        _tokens = same._tokens;
        _retries = retries;
        _pipe = pipe;
    }

    /// <summary>The client of a connection: the same one each time, so that TCP and TLS connections are used again.</summary>
    /// <param name="connection">The account.</param>
    public static HubSpotClient For(HsConnection connection) => Clients.GetValue(connection, made => new HubSpotClient(made, retries: RetrySettings.Default));

    /// <summary>This client with other settings for repetitions.</summary>
    /// <param name="retries">The settings.</param>
    public HubSpotClient With(RetrySettings retries) => new(this, retries, _pipe);

    /// <summary>This client for one operation, which is told of each repetition, and on whose thread a script is asked for the token.</summary>
    /// <param name="pipe">The operation's pipe.</param>
    public HubSpotClient In(CmdletPipe pipe) => new(this, _retries, pipe);

    /// <summary>HubSpot's time at a time of ours, as its last answer tells; <see langword="null"/> before the first.</summary>
    /// <param name="local">Our time.</param>
    internal DateTimeOffset? ServerTime(DateTimeOffset local) => _clock.At(local);

    /// <summary>Makes a call again while its fault is worth it, as the settings of this client have it.</summary>
    /// <inheritdoc cref="Repetition.RunAsync{T}"/>
    internal Task<T> RetryAsync<T>(string call, Func<CancellationToken, Task<T>> attempt, Func<HsException, bool> isWorthRepeating, CancellationToken stop) =>
        new Repetition(_retries, text => _pipe?.WriteVerbose(text)).RunAsync(call, attempt, isWorthRepeating, stop);

    /// <summary>The connection that it is the client of.</summary>
    internal HsConnection Connection => _connection;

    /// <summary>Starts an import. The request goes out once, whatever happens.</summary>
    /// <param name="upload">What to import.</param>
    /// <param name="committing">Told when all but the tail is written; what it throws keeps the tail back, so that HubSpot cannot take the import.</param>
    /// <param name="progress">Told how many bytes of the files are written.</param>
    /// <param name="stop">Breaks the send off.</param>
    /// <returns>The import as HubSpot took it.</returns>
    /// <exception cref="HsException">
    /// <c>HsImportNotTaken</c>: the request broke off before it was complete. <c>HsSubmissionUndecided</c>: it was complete and the answer is
    /// lost. <c>HsFileChanged</c>, and every complete refusal by HubSpot under its own id.
    /// </exception>
    internal async Task<HsImport> StartAsync(ImportUpload upload, Action committing, Action<long>? progress, CancellationToken stop)
    {
        var call = $"POST {_version.Imports}";
        using var silence = new CancellationTokenSource(_limits.Progress);
        var total = upload.Length;
        using var content = new ImportRequestContent(
            upload.Files,
            upload.ToJson(),
            ImportRequestContent.NewBoundary(),
            committing,
            sent =>
            {
                silence.CancelAfter(sent < total ? _limits.Progress : _limits.Answer);
                if (stop.IsCancellationRequested) silence.CancelAfter(_limits.Stop);
                progress?.Invoke(sent);
            },
            silence);
        using var message = NewMessage(HttpMethod.Post, _version.Imports);
        message.Content = content;
        message.Headers.ExpectContinue = true;

        // Once the tail is out only the answer tells, so whoever wishes to stop waits a little for it.
        using var stopping = stop.Register(() =>
        {
            if (content.GiveUp()) silence.Cancel();
            else silence.CancelAfter(_limits.Stop);
        });

        Answer answer;
        try
        {
            answer = await WholeAsync().ConfigureAwait(false);
        }
        catch (Exception) when (content.Fault is { } fault)
        {
            throw fault;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && content.Phase == SendPhase.Committing)
        {
            throw Undecided(upload, HsError.Interrupted());
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
        catch (OperationCanceledException)
        {
            var limit = content.Phase == SendPhase.Committing ? _limits.Answer : _limits.Progress;
            throw AfterFault(upload, content.Phase, HsError.Stalled(_connection, call, limit));
        }
        catch (HsException fault) when (fault.StatusCode is >= 200 and < 300)
        {
            throw HsError.IdUnknown(upload.SourcePaths, upload.Files[0].UploadName, fault);
        }
        catch (HsException fault)
        {
            throw AfterFault(upload, content.Phase, fault);
        }

        if (answer.IsSuccess)
        {
            return ReadImport(answer, call) is { Id.Length: > 0 } import
                ? import
                : throw HsError.IdUnknown(upload.SourcePaths, upload.Files[0].UploadName, HsError.UnexpectedAnswer(_connection, call, "cannot be read.", answer.Status));
        }

        var refusal = HsError.FromAnswer(answer.Status, answer.Body, call, _connection, isUpload: true, answer.RetryAfter);
        throw IsRefusal(answer.Status) ? refusal : AfterFault(upload, content.Phase, refusal);

        async Task<Answer> WholeAsync()
        {
            try
            {
                return await SendAsync(message, call, silence.Token).ConfigureAwait(false);
            }
            finally
            {
                content.GiveUp();
            }
        }
    }

    /// <summary>Reads an import.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="stop">Breaks the call off.</param>
    /// <exception cref="HsException"><c>HsImportNotFound</c>, or a fault of the call.</exception>
    public async Task<HsImport> GetImportAsync(string id, CancellationToken stop)
    {
        var wire = await GetAsync(_version.Import(CheckedId(id)), WireJson.Default.ImportResponse, NotFoundIs(id), stop).ConfigureAwait(false);
        return wire.ToModel();
    }

    /// <summary>Reads the imports of this app page by page, in the order that HubSpot gives them; later pages only when they are asked for.</summary>
    /// <param name="pageSize">How many to ask for in one call.</param>
    /// <param name="stop">Breaks the calls off.</param>
    public async IAsyncEnumerable<HsImport> ListImportsAsync(int pageSize, [EnumeratorCancellation] CancellationToken stop)
    {
        var pages = PagesAsync(_version.Imports, $"limit={pageSize.ToString(CultureInfo.InvariantCulture)}", WireJson.Default.PageImportResponse, error => error, stop);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            foreach (var wire in page) yield return wire.ToModel();
        }
    }

    /// <summary>Reads the first page of the list of imports.</summary>
    /// <param name="limit">How many to ask for; <see langword="null"/> for as many as HubSpot gives by itself.</param>
    /// <param name="stop">Breaks the call off.</param>
    internal async Task<ImportPage> GetImportPageAsync(int? limit, CancellationToken stop)
    {
        var query = limit is { } most ? $"?limit={most.ToString(CultureInfo.InvariantCulture)}" : "";
        var page = await GetAsync(_version.Imports + query, WireJson.Default.PageImportResponse, error => error, stop).ConfigureAwait(false);
        return new ImportPage([.. page.Results.Present().Select(wire => wire.ToModel())], !string.IsNullOrEmpty(page.Paging?.Next?.After));
    }

    /// <summary>Cancels an import. The answer is an action, not the import: read the import again to see its state.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="stop">Breaks the call off.</param>
    /// <returns>The status of the action: <c>PENDING</c>, <c>PROCESSING</c>, <c>CANCELED</c>, <c>COMPLETE</c>.</returns>
    public async Task<string> CancelImportAsync(string id, CancellationToken stop)
    {
        var address = $"{_version.Import(CheckedId(id))}/cancel";
        var answer = await CallAsync(HttpMethod.Post, address, NotFoundIs(id), stop).ConfigureAwait(false);
        return Read(answer, WireJson.Default.ActionResponse, $"POST {address}").Status ?? "";
    }

    /// <summary>Reads the rows and values that HubSpot did not take, with messages and cells, to the last page, lazily.</summary>
    /// <param name="import">The import; its stored request gives the columns their headers.</param>
    /// <param name="stop">Breaks the calls off.</param>
    public async IAsyncEnumerable<HsImportError> ListImportErrorsAsync(HsImport import, [EnumeratorCancellation] CancellationToken stop)
    {
        var pages = PagesAsync(
            $"{_version.Import(CheckedId(import.Id))}/errors",
            "includeErrorMessage=true&includeRowData=true&limit=100",
            WireJson.Default.PageImportErrorResponse,
            NotFoundIs(import.Id),
            stop);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            foreach (var wire in page) yield return wire.ToModel(import);
        }
    }

    /// <summary>Reads the property definitions of an object type.</summary>
    /// <param name="objectType">An id, or a name that HubSpot knows.</param>
    /// <param name="archived">Whether to read the archived ones instead of the others.</param>
    /// <param name="stop">Breaks the call off.</param>
    /// <exception cref="HsException"><c>HsUnknownObjectType</c>, or a fault of the call.</exception>
    public async Task<IReadOnlyList<HsProperty>> GetPropertiesAsync(string objectType, bool archived, CancellationToken stop)
    {
        var page = await GetAsync(
            _version.Properties(objectType) + (archived ? "?archived=true" : ""),
            WireJson.Default.PagePropertyResponse,
            error => error.StatusCode == 404 ? HsError.UnknownObjectType(objectType, []) : error,
            stop).ConfigureAwait(false);
        return [.. page.Results.Present().Select(wire => wire.ToModel(objectType))];
    }

    /// <summary>Reads the custom objects of the account (custom objects guide, scope <c>crm.schemas.custom.read</c>).</summary>
    /// <param name="stop">Breaks the call off.</param>
    /// <returns>Their ids, and their labels for several.</returns>
    internal async Task<IReadOnlyList<ObjectTypeName>> GetCustomObjectsAsync(CancellationToken stop)
    {
        var page = await GetAsync("crm/v3/schemas", WireJson.Default.PageSchemaResponse, error => error, stop).ConfigureAwait(false);
        return [.. page.Results.Present().Where(wire => wire.ObjectTypeId is not null).Select(wire => new ObjectTypeName(wire.ObjectTypeId!, wire.Labels?.Plural ?? wire.Name ?? ""))];
    }

    /// <summary>Reads which account the token belongs to (account information API, scope <c>oauth</c>).</summary>
    /// <param name="stop">Breaks the call off.</param>
    /// <returns>The account's id, which HubSpot calls portal id or hub id; <see langword="null"/> where HubSpot refuses to say.</returns>
    /// <exception cref="HsException">A fault of the call, or a token that is no good.</exception>
    public async Task<string?> GetAccountAsync(CancellationToken stop)
    {
        try
        {
            var account = await GetAsync("account-info/v3/details", WireJson.Default.AccountResponse, error => error, stop).ConfigureAwait(false);
            return string.IsNullOrEmpty(account.PortalId) ? null : account.PortalId;
        }
        catch (HsException refusal) when (refusal.StatusCode is 400 or 403 or 404)
        {
            return null;
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<T>> PagesAsync<T>(
        string address, string query, JsonTypeInfo<Page<T>> type, Func<HsException, HsException> describe, [EnumeratorCancellation] CancellationToken stop)
        where T : class
    {
        string? after = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            var page = await GetAsync($"{address}?{query}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}", type, describe, stop).ConfigureAwait(false);
            yield return [.. page.Results.Present()];

            var next = page.Paging?.Next?.After;
            if (next is not null && !seen.Add(next))
            {
                throw HsError.UnexpectedAnswer(_connection, $"GET {address}", "gives the same page again and again.");
            }

            after = next;
        }
        while (!string.IsNullOrEmpty(after));
    }

    private async Task<T> GetAsync<T>(string address, JsonTypeInfo<T> type, Func<HsException, HsException> describe, CancellationToken stop) =>
        Read(await CallAsync(HttpMethod.Get, address, describe, stop).ConfigureAwait(false), type, $"GET {address}");

    private Task<Answer> CallAsync(HttpMethod method, string address, Func<HsException, HsException> describe, CancellationToken stop) => CallAsync(
        $"{method} {address}",
        token => CallOnceAsync(SendAsync, method, address, () => null, describe, token),
        stop);

    // A call that may be made twice without harm, with all its repetitions.
    private async Task<Answer> CallAsync(string call, Func<CancellationToken, Task<Answer>> attempt, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(_retries.TotalLimit);
        try
        {
            return await AuthorizedAsync(token => RetryAsync(call, attempt, fault => fault.IsPassing, token), limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw HsError.Stalled(_connection, call, _retries.TotalLimit);
        }
    }

    private async Task<Answer> CallOnceAsync(
        Func<HttpRequestMessage, string, CancellationToken, Task<Answer>> send, HttpMethod method, string address, Func<HttpContent?> content, Func<HsException, HsException> describe, CancellationToken stop)
    {
        var call = $"{method} {address}";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(_limits.Call);
        try
        {
            using var message = NewMessage(method, address);
            message.Content = content();
            var answer = await send(message, call, limit.Token).ConfigureAwait(false);
            return answer.IsSuccess
                ? answer
                : throw describe(HsError.FromAnswer(answer.Status, answer.Body, call, _connection, isUpload: false, answer.RetryAfter));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw HsError.Stalled(_connection, call, _limits.Call);
        }
    }

    private async Task<Answer> SendWithoutTokenAsync(HttpRequestMessage message, string call, CancellationToken stop)
    {
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            stop.ThrowIfCancellationRequested();
            throw HsError.ServerUnreachable(_connection, exception);
        }

        using (response)
        {
            var status = (int)response.StatusCode;
            var success = response.IsSuccessStatusCode;
            _clock.Note(response.Headers.Date, DateTimeOffset.UtcNow);
            try
            {
                var limit = success ? LargestPage : LargestErrorBody;
                var body = await ReadBodyAsync(response, limit, stop).ConfigureAwait(false);
                return success && body.Length > limit
                    ? throw HsError.UnexpectedAnswer(_connection, call, $"is larger than {LargestPage >> 20} MB.", status)
                    : new Answer(status, body, success, success ? null : AskedPause.Of(response));
            }
            catch (Exception exception) when (exception is HttpRequestException or WebException or IOException or InvalidDataException or ObjectDisposedException)
            {
                stop.ThrowIfCancellationRequested();
                throw HsError.UnexpectedAnswer(_connection, call, "was cut off.", status, exception);
            }
        }
    }

    // Reads a little beyond the limit at the most: a page that goes beyond is refused, and of an error body the beginning will do.
    private static async Task<byte[]> ReadBodyAsync(HttpResponseMessage response, int limit, CancellationToken stop)
    {
#if NET
        using var stream = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
#else
        using var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        // The network streams of .NET Framework do not look at the token while they read.
        using var abort = stop.Register(response.Dispose);
        using var body = new MemoryStream();
        var buffer = new byte[16 << 10];
        int read;
        while (body.Length <= limit && (read = await stream.ReadAsync(buffer, 0, buffer.Length, stop).ConfigureAwait(false)) > 0)
        {
            body.Write(buffer, 0, read);
        }

        // .NET throws by itself where a connection ends too early, .NET Framework not always.
        if (body.Length <= limit && body.Length < response.Content.Headers.ContentLength) throw new IOException("The connection ended within the answer.");
        return body.ToArray();
    }

    private T Read<T>(Answer answer, JsonTypeInfo<T> type, string call)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, type) ?? throw HsError.UnexpectedAnswer(_connection, call, "is empty.", answer.Status);
        }
        catch (JsonException exception)
        {
            var what = answer.Body.Length == 0 ? "is empty." : "is not the JSON that HubSpot sends.";
            throw HsError.UnexpectedAnswer(_connection, call, what, answer.Status, exception);
        }
    }

    // Of a start that was taken, an answer that cannot be read says that it was taken, but not under which id.
    private HsImport? ReadImport(Answer answer, string call)
    {
        try
        {
            return Read(answer, WireJson.Default.ImportResponse, call).ToModel();
        }
        catch (HsException fault) when (fault.Id == "HsUnexpectedAnswer")
        {
            return null;
        }
    }

    // In a complete answer these say that nothing was taken. All others leave it open once the request was whole.
    private static bool IsRefusal(int status) => status is (>= 300 and < 400) or 400 or 401 or 403 or 404 or 405 or 411 or 413 or 414 or 415 or 422 or 423 or 429 or 477;

    private static HsException AfterFault(ImportUpload upload, SendPhase phase, HsException fault) =>
        phase == SendPhase.Committing ? Undecided(upload, fault) : HsError.NotTaken(upload.SourcePaths, fault);

    private static HsException Undecided(ImportUpload upload, HsException fault) =>
        HsError.Undecided(upload.SourcePaths, upload.Files[0].UploadName, fault);

    private static Func<HsException, HsException> NotFoundIs(string id) => error => error.StatusCode == 404 ? HsError.ImportNotFound(id, error) : error;

    private static string CheckedId(string id) => id.Length is > 0 and <= 40 && id.All(char.IsLetterOrDigit) ? id : throw HsError.ImportIdInvalid(id);

    private HttpRequestMessage NewMessage(HttpMethod method, string address) => new(method, new Uri(_connection.BaseUri, address))
    {
        Headers = { Accept = { new MediaTypeWithQualityHeaderValue("application/json") } },
    };

    private sealed record Answer(int Status, byte[] Body, bool IsSuccess, TimeSpan? RetryAfter);
}
