using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using HubSpotImports.Api;

namespace HubSpotImports.Operations;

/// <summary>
/// What an account offers for completion: custom objects, properties and its newest imports, as they were lately. Who presses Tab does
/// not wait for a slow network: what is not here in time is offered at the next Tab.
/// </summary>
public sealed class AccountSuggestions
{
    private const int NewestImports = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LifetimeOfImports = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LifetimeOfFault = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(20);
    private static readonly ConditionalWeakTable<HsConnection, AccountSuggestions> Known = new();

    private readonly ConcurrentDictionary<string, Question> _questions = new();
    private readonly HubSpotClient _client;
    private readonly TimeProvider _time;

    internal AccountSuggestions(HubSpotClient client, TimeProvider time)
    {
        _client = client.With(RetrySettings.None);
        _time = time;
    }

    /// <summary>Those of a connection.</summary>
    /// <param name="connection">The account.</param>
    public static AccountSuggestions Of(HsConnection connection) => Known.GetValue(connection, made => new AccountSuggestions(HubSpotClient.For(made), TimeProvider.System));

    /// <summary>The custom objects of the account, by id. None where the token may not read them.</summary>
    public Task<IReadOnlyList<Suggestion>> CustomObjectsAsync() => AskAsync<Suggestion>(
        "objects",
        Lifetime,
        async stop => [.. (await _client.GetCustomObjectsAsync(stop).ConfigureAwait(false)).Select(type => new Suggestion(type.Id, type.Name))]);

    /// <summary>The properties of an object type, those that cannot be written last, with their labels.</summary>
    /// <param name="objectType">Its name or id.</param>
    public Task<IReadOnlyList<Suggestion>> PropertiesAsync(string objectType)
    {
        var type = Checks.ObjectTypeName.Resolve(objectType);
        return AskAsync<Suggestion>(
            $"properties of {type.Id}",
            Lifetime,
            async stop => [.. (await _client.GetPropertiesAsync(type.Id, archived: false, stop).ConfigureAwait(false))
                .OrderBy(IsReadOnly)
                .ThenBy(property => property.Name, StringComparer.Ordinal)
                .Select(property => new Suggestion(property.Name, $"{property.Label} ({(IsReadOnly(property) ? "read-only" : property.Type)})"))]);

        static bool IsReadOnly(HsProperty property) => property.ReadOnlyValue || property.Calculated;
    }

    /// <summary>The first imports of the account's list.</summary>
    public Task<IReadOnlyList<HsImport>> ImportsAsync() => AskAsync<HsImport>(
        "imports",
        LifetimeOfImports,
        async stop => (await _client.GetImportPageAsync(NewestImports, stop).ConfigureAwait(false)).Imports);

    // What was known before is better than nothing while the answer is on its way.
    private async Task<IReadOnlyList<T>> AskAsync<T>(string name, TimeSpan lifetime, Func<CancellationToken, Task<IReadOnlyList<T>>> ask)
    {
        var question = _questions.AddOrUpdate(
            name,
            _ => new Question(_time.GetUtcNow(), AnswerAsync(ask), null),
            (_, asked) => !asked.Answer.IsCompleted || _time.GetUtcNow() - asked.At < (Of(asked.Answer) is null ? LifetimeOfFault : lifetime)
                ? asked
                : new Question(_time.GetUtcNow(), AnswerAsync(ask), Of(asked.Answer) is null ? asked.Earlier : asked.Answer));
        if (question.Earlier is null) await Task.WhenAny(question.Answer, Task.Delay(Patience)).ConfigureAwait(false);
        return Of(question.Answer) ?? Of(question.Earlier) ?? [];

        static IReadOnlyList<T>? Of(Task? answer) => answer is Task<IReadOnlyList<T>?> { IsCompleted: true } known ? known.GetAwaiter().GetResult() : null;
    }

    // A fault is no answer: whoever types is told of it by the command.
    private static async Task<IReadOnlyList<T>?> AnswerAsync<T>(Func<CancellationToken, Task<IReadOnlyList<T>>> ask)
    {
        using var limit = new CancellationTokenSource(CallLimit);
        try
        {
            return await Task.Run(() => ask(limit.Token), limit.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is HsException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <param name="At">When it was asked.</param>
    /// <param name="Answer">What came.</param>
    /// <param name="Earlier">What came the time before.</param>
    private sealed record Question(DateTimeOffset At, Task Answer, Task? Earlier);
}
