using System.Collections.Concurrent;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Tests.Pipeline;

/// <summary>A sink that remembers what was said, in order, and on which threads.</summary>
internal sealed class RecordingSink : ICmdletSink
{
    private readonly ConcurrentQueue<object> _all = new();
    private readonly ConcurrentDictionary<int, byte> _threads = new();

    /// <summary>The answer to ShouldProcess; <c>-WhatIf</c> is an answer of false.</summary>
    public Func<string, string, bool> Answer { get; init; } = (_, _) => true;

    /// <summary>Is told each object as the pipeline would be; may throw, as a later command does that has enough.</summary>
    public Action<object> OnObject { get; init; } = _ => { };

    /// <summary>All that was said, in order: objects, <see cref="HsException"/>s, and the records below.</summary>
    public IReadOnlyList<object> All => [.. _all];

    public IReadOnlyList<object> Objects => [.. _all.OfType<Written>().Select(written => written.Value)];

    public IReadOnlyList<HsException> Errors => [.. _all.OfType<HsException>()];

    public IReadOnlyList<string> ErrorIds => [.. Errors.Select(error => error.Id)];

    public IReadOnlyList<string> Warnings => [.. _all.OfType<Warned>().Select(warned => warned.Text)];

    public IReadOnlyList<string> Verbose => [.. _all.OfType<Told>().Select(told => told.Text)];

    public IReadOnlyList<HsProgress> Progress => [.. _all.OfType<HsProgress>()];

    public IReadOnlyList<Asked> Questions => [.. _all.OfType<Asked>()];

    public IReadOnlyCollection<int> Threads => [.. _threads.Keys];

    /// <summary>Runs an operation in the pump, as a cmdlet does.</summary>
    public RecordingSink Run(Func<CmdletPipe, CancellationToken, Task> work, CancellationToken stop = default)
    {
        CmdletPump.Run(this, work, stop);
        return this;
    }

    public void WriteObject(object value)
    {
        Record(new Written(value));
        OnObject(value);
    }

    public void WriteError(HsException error) => Record(error);

    public void WriteWarning(string text) => Record(new Warned(text));

    public void WriteVerbose(string text) => Record(new Told(text));

    public void WriteProgress(HsProgress progress) => Record(progress);

    public bool ShouldProcess(string target, string action)
    {
        Record(new Asked(target, action));
        return Answer(target, action);
    }

    private void Record(object what)
    {
        _threads.TryAdd(Environment.CurrentManagedThreadId, 0);
        _all.Enqueue(what);
    }

    internal sealed record Written(object Value);

    internal sealed record Warned(string Text);

    internal sealed record Told(string Text);

    internal sealed record Asked(string Target, string Action);
}
