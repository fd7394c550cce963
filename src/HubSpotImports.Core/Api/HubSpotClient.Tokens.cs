using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using HubSpotImports.Journal;
using HubSpotImports.Operations;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Api;

/// <summary>The token of each call, and where it comes from.</summary>
public sealed partial class HubSpotClient
{
    private static readonly TimeSpan LongestMargin = TimeSpan.FromMinutes(1);

    private bool HasOtherTokens => _connection.TokenSource is not HsGivenToken;

    /// <summary>
    /// Makes a call with a token that is good as far as one can know, and once more with another one where HubSpot refuses it and there is
    /// another to be had. A 401 is a complete refusal, so that no call takes effect twice by it.
    /// </summary>
    /// <param name="call">The call; everything that is sent is made anew.</param>
    /// <param name="stop">Breaks it off.</param>
    /// <exception cref="HsException"><c>HsUnauthorized</c> after a second 401; <c>HsTokenNotRenewed</c>, <c>HsTokenSourceFailed</c>; a fault of the call.</exception>
    internal async Task<T> AuthorizedAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken stop)
    {
        await RepeatedTokenAsync(stop).ConfigureAwait(false);
        try
        {
            return await call(stop).ConfigureAwait(false);
        }
        catch (HsException refused) when (refused.Id == "HsUnauthorized" && HasOtherTokens)
        {
            _pipe?.WriteVerbose($"Another access token is fetched: {refused.Message}");
        }

        await RepeatedTokenAsync(stop).ConfigureAwait(false);
        return await call(stop).ConfigureAwait(false);
    }

    /// <summary>Reads whose imports the token sees.</summary>
    /// <param name="stop">Breaks the calls off.</param>
    internal async Task<AccountIdentity> IdentifyAsync(CancellationToken stop)
    {
        var account = await GetAccountAsync(stop).ConfigureAwait(false);
        var token = await GetTokenInfoAsync(stop).ConfigureAwait(false);
        return new AccountIdentity(account ?? token?.HubId ?? $"token-{Fingerprint.Of(await SecretAsync(stop).ConfigureAwait(false), bytes: 4)}", token?.AppId);
    }

    // What stays the same from one night to the next, as far as anything does.
    private async Task<string> SecretAsync(CancellationToken stop) =>
        _connection.TokenSource is HsOAuthClient client ? client.RefreshToken : await TokenAsync(stop).ConfigureAwait(false);

    /// <summary>The app and the account that the token belongs to; <see langword="null"/> where HubSpot does not say, as of OAuth's tokens (private apps guide).</summary>
    /// <param name="stop">Breaks the call off.</param>
    /// <exception cref="HsException">HubSpot cannot be reached, or no token can be had.</exception>
    internal async Task<TokenInfoResponse?> GetTokenInfoAsync(CancellationToken stop)
    {
        const string Address = "oauth/v2/private-apps/get/access-token-info";
        try
        {
            var answer = await CallAsync(
                "POST " + Address,
                async token =>
                {
                    var question = new TokenInfoRequest { TokenKey = await TokenAsync(token).ConfigureAwait(false) };
                    var json = JsonSerializer.Serialize(question, WireJson.Default.TokenInfoRequest);
                    return await CallOnceAsync(SendAsync, HttpMethod.Post, Address, () => new StringContent(json, Encoding.UTF8, "application/json"), error => error, token).ConfigureAwait(false);
                },
                stop).ConfigureAwait(false);
            return Read(answer, WireJson.Default.TokenInfoResponse, "POST " + Address);
        }
        catch (HsException silent) when (silent.StatusCode is not null && silent.Id != "HsTokenNotRenewed")
        {
            return null;
        }
    }

    private async Task<Answer> SendAsync(HttpRequestMessage message, string call, CancellationToken stop)
    {
        var token = await TokenAsync(stop).ConfigureAwait(false);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var answer = await SendWithoutTokenAsync(message, call, stop).ConfigureAwait(false);
        if (answer.Status == 401 && HasOtherTokens) _tokens.Forget(token);
        return answer;
    }

    private Task<string> RepeatedTokenAsync(CancellationToken stop) => RetryAsync($"POST {_version.Token}", TokenAsync, fault => fault.IsPassing, stop);

    private Task<string> TokenAsync(CancellationToken stop) => _tokens.GetAsync(_retries.TimeProvider.GetUtcNow(), FetchTokenAsync, stop);

    private async Task<AccessToken> FetchTokenAsync(CancellationToken stop)
    {
        var token = _connection.TokenSource switch
        {
            HsOAuthClient client => await RefreshAsync(client, stop).ConfigureAwait(false),
            HsAskedToken asked => new AccessToken(await AskAsync(asked, stop).ConfigureAwait(false)),
            _ => throw new InvalidOperationException("A token that was given is never fetched."),
        };
        _connection.KeepSecret(token.Token);
        return ConnectAccount.IsToken(token.Token) ? token : throw HsError.AccessTokenInvalid();
    }

    // HubSpot's OpenAPI file of OAuth; every parameter is in the body, so that no log of addresses holds a secret.
    private async Task<AccessToken> RefreshAsync(HsOAuthClient client, CancellationToken stop)
    {
        var call = $"POST {_version.Token}";
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["client_id"] = client.ClientId,
            ["client_secret"] = client.ClientSecret,
            ["refresh_token"] = client.RefreshToken,
        };
        var answer = await CallOnceAsync(SendWithoutTokenAsync, HttpMethod.Post, _version.Token, () => new FormUrlEncodedContent(form), NotRenewed, stop).ConfigureAwait(false);
        var fetched = Read(answer, WireJson.Default.TokenResponse, call);
        if (string.IsNullOrWhiteSpace(fetched.AccessToken)) throw HsError.UnexpectedAnswer(_connection, call, "holds no access token.", answer.Status);
        return new AccessToken(fetched.AccessToken!, RenewAt(fetched.ExpiresIn));
    }

    // A minute early, or a tenth of a short life: what is under way then still arrives with a good one.
    private DateTimeOffset? RenewAt(long? lifetime)
    {
        if (lifetime is not (> 0 and < int.MaxValue)) return null;
        var whole = TimeSpan.FromSeconds(lifetime.Value);
        var margin = TimeSpan.FromTicks(Math.Min(LongestMargin.Ticks, whole.Ticks / 10));
        return _retries.TimeProvider.GetUtcNow() + whole - margin;
    }

    private HsException NotRenewed(HsException refused) => refused.StatusCode is 400 or 401 or 403 or 404 ? HsError.TokenNotRenewed(_connection, refused) : refused;

    private async Task<string> AskAsync(HsAskedToken asked, CancellationToken stop)
    {
        try
        {
            var token = _pipe is null ? asked.Ask() : await _pipe.InvokeAsync(asked.Ask).ConfigureAwait(false);
            return string.IsNullOrWhiteSpace(token) ? throw HsError.TokenSourceFailed(_connection, "it gave nothing.") : token!.Trim();
        }
        catch (Exception fault) when (fault is not HsException && !stop.IsCancellationRequested)
        {
            throw HsError.TokenSourceFailed(_connection, fault.Message, fault);
        }
    }
}
