namespace HubSpotImports.Journal;

/// <summary>Places at which a process may die. The tests that kill one name the place; nobody else ever does.</summary>
internal static class Failpoint
{
    /// <summary>Told each place that is reached.</summary>
    public static Action<string>? Reached { get; set; }

    /// <summary>Says that a place is reached.</summary>
    public static void Reach(string place) => Reached?.Invoke(place);
}
