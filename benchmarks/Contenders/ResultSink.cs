using HubSpotImports.Pipeline;

namespace HubSpotImports.Benchmarks.Contenders;

/// <summary>Keeps what an operation writes; an error ends the contender.</summary>
internal sealed class ResultSink : ICmdletSink
{
    private readonly List<object> _objects = [];

    /// <summary>The one object of a kind.</summary>
    public T Single<T>() => _objects.OfType<T>().Single();

    /// <summary>All objects of a kind.</summary>
    public IReadOnlyList<T> All<T>() => [.. _objects.OfType<T>()];

    public void WriteObject(object value) => _objects.Add(value);

    public void WriteError(HsException error) => throw error;

    public void WriteWarning(string text)
    {
    }

    public void WriteVerbose(string text)
    {
    }

    public void WriteProgress(HsProgress progress)
    {
    }

    public bool ShouldProcess(string target, string action) => true;
}
