using HubSpotImports.Pipeline;

namespace HubSpotImports.QuickStart;

/// <summary>The console in place of a PowerShell pipeline: objects and errors are kept, errors and progress are shown.</summary>
/// <param name="showsErrors">Whether errors are shown as they come.</param>
internal sealed class ConsoleSink(bool showsErrors = true) : ICmdletSink
{
    private readonly List<object> _objects = [];
    private readonly List<HsException> _errors = [];

    public IReadOnlyList<HsException> Errors => _errors;

    public IReadOnlyList<T> Objects<T>() => [.. _objects.OfType<T>()];

    public void WriteObject(object value) => _objects.Add(value);

    public void WriteError(HsException error)
    {
        _errors.Add(error);
        if (showsErrors) Console.Error.WriteLine($"{error.Id}: {error.Message}{Environment.NewLine}  {error.RecommendedAction}");
    }

    public void WriteWarning(string text)
    {
        // What the warnings of a pipeline say, the report says in full.
    }

    public void WriteVerbose(string text)
    {
        // Meant for people who look for a fault.
    }

    public void WriteProgress(HsProgress progress)
    {
        if (!progress.IsCompleted) Console.WriteLine($"{progress.Activity}: {progress.Status}");
    }

    public bool ShouldProcess(string target, string action) => true;
}
