namespace HubSpotImports.Api;

/// <summary>An access token, and until when it is used.</summary>
/// <param name="Token">The token.</param>
/// <param name="RenewAt">When the next one is fetched; <see langword="null"/> when nobody says.</param>
internal sealed record AccessToken(string Token, DateTimeOffset? RenewAt = null);

/// <summary>The access token of a connection, for all its clients: fetched when there is none, shortly before it expires, and when HubSpot refused it.</summary>
/// <param name="first">The token to begin with, if it is known.</param>
#pragma warning disable CA1001 // A semaphore whose handle nobody asks for holds nothing to be freed.
internal sealed class AccessTokens(AccessToken? first)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private AccessToken? _current = first;

    /// <summary>The token to send.</summary>
    /// <param name="now">The time.</param>
    /// <param name="fetch">Gets another one; never called by two at a time.</param>
    /// <param name="stop">Breaks the wait or the fetching off.</param>
    public async Task<string> GetAsync(DateTimeOffset now, Func<CancellationToken, Task<AccessToken>> fetch, CancellationToken stop)
    {
        if (Good(now) is { } good) return good.Token;
        await _turn.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            var token = Good(now) ?? await fetch(stop).ConfigureAwait(false);
            Volatile.Write(ref _current, token);
            return token.Token;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Forgets a token that HubSpot refused, unless there is another one already.</summary>
    /// <param name="token">The token.</param>
    public void Forget(string token)
    {
        var current = Volatile.Read(ref _current);
        if (current?.Token == token) Interlocked.CompareExchange(ref _current, null, current);
    }

    private AccessToken? Good(DateTimeOffset now) => Volatile.Read(ref _current) is { } current && !(now >= current.RenewAt) ? current : null;
}
