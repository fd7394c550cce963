namespace HubSpotImports.Pipeline;

/// <summary>How far a piece of work is.</summary>
/// <param name="Activity">What is done, such as <c>Importing contacts.csv</c>.</param>
/// <param name="Status">Where it stands, in words.</param>
public sealed record HsProgress(string Activity, string Status)
{
    /// <summary>Tells pieces of work that go on at the same time apart, from 1.</summary>
    public int Id { get; init; } = 1;

    /// <summary>The id of the work that this one is a part of; -1 for none.</summary>
    public int ParentId { get; init; } = -1;

    /// <summary>0 to 100, or -1 where nobody knows.</summary>
    public int PercentComplete { get; init; } = -1;

    /// <summary>How many seconds it will go on, or -1 where nobody knows.</summary>
    public int SecondsRemaining { get; init; } = -1;

    /// <summary>Whether the work has ended and the bar goes away.</summary>
    public bool IsCompleted { get; init; }
}
