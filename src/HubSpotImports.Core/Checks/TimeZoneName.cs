namespace HubSpotImports.Checks;

/// <summary>The names of time zones that HubSpot takes: those of IANA.</summary>
internal static class TimeZoneName
{
    /// <summary>Whether a text is one. Where the machine has no list of names (Windows before 10 1903, containers without tzdata), the form has to do.</summary>
    /// <param name="name">The text.</param>
    public static bool IsOne(string name) =>
        name == "UTC" || (name.Contains("/") && name.All(c => char.IsLetterOrDigit(c) || c is '/' or '_' or '-' or '+') && !name.EndsWith("/", StringComparison.Ordinal) && IsListed(name));

    private static bool IsListed(string name)
    {
#if NET
        return !TimeZoneInfo.TryFindSystemTimeZoneById("America/New_York", out _) || TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);
#else
        return name.Length > 0; // .NET Framework has no list of these names.
#endif
    }
}
