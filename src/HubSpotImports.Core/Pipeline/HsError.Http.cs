using System.Text.Json;
using HubSpotImports.Api;

namespace HubSpotImports.Pipeline;

/// <summary>Errors of calls to HubSpot.</summary>
internal static partial class HsError
{
    /// <summary>The error of an answer that is no success.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The beginning of the body.</param>
    /// <param name="call">What was called, such as <c>GET crm/imports/2026-03</c>.</param>
    /// <param name="connection">The account; its token is taken out of every text.</param>
    /// <param name="isUpload">Whether a file was sent: a 429 then has two meanings.</param>
    /// <param name="retryAfter">How long HubSpot asks to wait.</param>
    public static HsException FromAnswer(int status, byte[] body, string call, HsConnection connection, bool isUpload, TimeSpan? retryAfter = null)
    {
        var answer = ReadError(body);
        var said = ServerText.Clean(answer is null ? Beginning(body) : Sentence(answer), connection.Secrets);
        answer ??= new ErrorResponse();
        var because = said.Length == 0 ? "" : $": {said}";
        var asks = retryAfter is { } pause ? $" HubSpot asks to wait {Duration(pause)}." : "";
        var again = retryAfter is { } wait ? $"Run the same command again in {Duration(wait)}." : null;
        var error = status switch
        {
            >= 300 and < 400 => New("HsRedirected", HsErrorCategory.ProtocolError,
                $"{connection.BaseUri} answered {call} with a redirect ({status}). Redirects are not followed, so that no request is sent twice.",
                "Connect-HsAccount -BaseUri https://api.hubapi.com", connection.BaseUri),
            401 => New("HsUnauthorized", HsErrorCategory.AuthenticationError, $"HubSpot does not accept the access token{because}", ConnectAgain(connection), connection),
            403 => New("HsMissingScope", HsErrorCategory.PermissionDenied, $"The access token may not do this ({call}){because}",
                "Give the app or service key the scope crm.import (and one that reads properties, such as crm.schemas.contacts.read), then connect again.", connection),
            404 => New("HsNotFound", HsErrorCategory.ObjectNotFound, $"HubSpot does not know {call}{because}",
                "Check the id, and Connect-HsAccount -BaseUri and -ApiVersion.", call),
            413 or 429 when isUpload && !IsRateLimit(answer) => New("HsFileRefused", HsErrorCategory.LimitsExceeded,
                $"HubSpot refused the file as too large or too long ({status}){because}",
                "Split the file: free accounts take 20 MB, others 512 MB and 1,048,576 rows. If it is a small one, HubSpot may have meant its rate limit: run the same command again in ten seconds.", call),
            429 when answer.PolicyName == "DAILY" => New("HsDailyLimitReached", HsErrorCategory.LimitsExceeded,
                $"The account has no API calls left for today{because}", "Run the same command tomorrow; the day changes at midnight of the account's time zone.", connection),
            429 => New("HsRateLimited", HsErrorCategory.LimitsExceeded, $"Too many API calls in ten seconds{because}{asks}",
                again ?? "Run the same command again in ten seconds.", connection),
            408 or 423 or 477 => New("HsServiceBusy", HsErrorCategory.ResourceBusy, $"HubSpot cannot take {call} now ({status}){because}{asks}",
                again ?? "Run the same command again later.", connection),
            >= 500 => New("HsServiceUnavailable", HsErrorCategory.ResourceUnavailable, $"HubSpot could not answer {call} ({status}){because}{asks}",
                again ?? "Try again later; status.hubspot.com tells of outages.", connection),
            _ => New("HsBadRequest", HsErrorCategory.InvalidArgument, $"HubSpot refused {call} ({status}){because}",
                "Mend what the message names, then run the same command again.", call),
        };
        return new HsException(error.Id, error.Category, error.Message, error.RecommendedAction, error.Target, null)
        {
            StatusCode = status,
            CorrelationId = ServerText.Clean(answer.CorrelationId, connection.Secrets) is { Length: > 0 } id ? id : null,
            HubSpotCategory = ServerText.Clean(answer.Category ?? answer.ErrorType, connection.Secrets) is { Length: > 0 } category ? category : null,
            IsPassing = error.Id is "HsRateLimited" or "HsServiceBusy" or "HsServiceUnavailable",
            RetryAfter = retryAfter,
        };
    }

    // A certificate that is not trusted stays so; all else may pass.
    public static HsException ServerUnreachable(HsConnection connection, Exception cause) => Passing(
        !Causes(cause).Any(inner => inner is System.Security.Authentication.AuthenticationException),
        New(
            "HsServerUnreachable", HsErrorCategory.ConnectionError,
            $"{connection.BaseUri} cannot be reached: {ServerText.Clean(Causes(cause).Last().Message, connection.Secrets)}",
            "Check the network, the proxy (Connect-HsAccount -Proxy) and the address (Connect-HsAccount -BaseUri).", connection, WithoutToken(cause, connection)));

    public static HsException UnexpectedAnswer(HsConnection connection, string call, string what, int? status = null, Exception? cause = null)
    {
        var error = New(
            "HsUnexpectedAnswer", HsErrorCategory.ProtocolError, $"The answer to {call} {what}",
            $"Check that {connection.BaseUri} is HubSpot's API and no proxy or login page; then run the same command again.", call);
        return new HsException(error.Id, error.Category, error.Message, error.RecommendedAction, error.Target, WithoutToken(cause, connection))
        {
            StatusCode = status,
            IsPassing = cause is HttpRequestException or IOException, // An answer that was cut off; one that cannot be read will come again.
        };
    }

    public static HsException Stalled(HsConnection connection, string call, TimeSpan limit) => Passing(true, New(
        "HsServerSilent", HsErrorCategory.OperationTimeout, $"{connection.BaseUri} did nothing for {limit.TotalSeconds:0} s ({call}).",
        "Check the network, then run the same command again.", connection));

    public static HsException TokenNotRenewed(HsConnection connection, HsException answer) => Answered(answer, New(
        "HsTokenNotRenewed", HsErrorCategory.AuthenticationError,
        $"HubSpot gave no access token for the client id, the client secret and the refresh token. {answer.Message}", ConnectAgain(connection), connection));

    /// <param name="connection">The account.</param>
    /// <param name="what">What went wrong, in the script's words or ours.</param>
    /// <param name="cause">What the script threw.</param>
    public static HsException TokenSourceFailed(HsConnection connection, string what, Exception? cause = null) => New(
        "HsTokenSourceFailed", HsErrorCategory.AuthenticationError,
        $"The script block that gives the access token failed: {ServerText.Clean(what, connection.Secrets)}",
        "Run the script block by itself until it gives the token, then: " + ConnectAgain(connection), connection, WithoutToken(cause, connection));

    private static string ConnectAgain(HsConnection connection) => connection.TokenSource switch
    {
        HsOAuthClient => "Connect-HsAccount -ClientId (Read-Host 'Client id') -ClientSecret (Read-Host 'Client secret' -AsSecureString) -RefreshToken (Read-Host 'Refresh token' -AsSecureString)",
        HsAskedToken => "Connect-HsAccount -AccessTokenSource { Get-Secret HubSpot }",
        _ => "Connect-HsAccount -AccessToken (Read-Host -AsSecureString)",
    };

    // errorType RATE_LIMIT and policyName are what tells the rate limit from a file that is too large (HubSpot usage guidelines; guide).
    private static bool IsRateLimit(ErrorResponse answer) =>
        answer.ErrorType == "RATE_LIMIT" || answer.Category == "RATE_LIMITS" || answer.PolicyName is not null;

    private static string Sentence(ErrorResponse answer)
    {
        var details = answer.Errors.Present().Select(detail => detail.Message).Where(text => !string.IsNullOrEmpty(text) && text != answer.Message);
        return string.Join(" ", new[] { answer.Message }.Concat(details).Where(text => !string.IsNullOrEmpty(text)));
    }

    // Of an answer that is not HubSpot's, its first words; of a web page none, they are its markup.
    private static string Beginning(byte[] body)
    {
        const int FirstWords = 200;
        var text = System.Text.Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, FirstWords)).TrimStart();
        return text.Length > 0 && text[0] == '<' ? "" : text;
    }

    private static ErrorResponse? ReadError(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, WireJson.Default.ErrorResponse);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The platform's exceptions quote what the server sent: header lines, names in JSON.
    private static Exception? WithoutToken(Exception? cause, HsConnection connection) =>
        cause?.ToString() is { } text && connection.Secrets.Any(text.Contains) ? null : cause;

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException) yield return cause;
    }

    private static HsException Passing(bool isPassing, HsException error) =>
        new(error.Id, error.Category, error.Message, error.RecommendedAction, error.Target, error.InnerException) { IsPassing = isPassing };

    private static string Duration(TimeSpan time) => time switch
    {
        { TotalMinutes: <= 2 } => $"{Rounded(time.TotalSeconds)} s",
        { TotalHours: <= 2 } => $"{Rounded(time.TotalMinutes)} min",
        _ => $"{Rounded(time.TotalHours)} h",
    };

    private static string Rounded(double number) => Math.Ceiling(number).ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
