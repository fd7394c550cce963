namespace HubSpotImports.Checks;

/// <summary>The names of time zones that HubSpot takes: those of IANA.</summary>
internal static class TimeZoneName
{
    /// <summary>Whether a text is one. Where the machine has no list of names (Windows before 10 1903, containers without tzdata), the form has to do.</summary>
    /// <param name="name">The text.</param>
    public static bool IsOne(string name) =>
        name == "UTC" || (name.Contains("/") && name.All(c => char.IsLetterOrDigit(c) || c is '/' or '_' or '-' or '+') && !name.EndsWith("/", StringComparison.Ordinal) && IsListed(name));

    /// <summary>The names that this machine knows; where it knows none, some of each continent.</summary>
    public static IReadOnlyList<string> All
    {
        get
        {
            if (OfTable() is { Count: > 0 } table) return table;
#if NET
            var known = TimeZoneInfo.GetSystemTimeZones()
                .Select(zone => zone.HasIanaId ? zone.Id : TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var name) ? name : "")
                .Where(IsOne)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .ToList();
            if (known.Count > 1) return known;
#endif
            return
            [
                "UTC", "Africa/Cairo", "Africa/Johannesburg", "Africa/Lagos", "Africa/Nairobi", "America/Bogota", "America/Chicago", "America/Denver", "America/Halifax",
                "America/Los_Angeles", "America/Mexico_City", "America/New_York", "America/Phoenix", "America/Sao_Paulo", "America/Toronto", "Asia/Bangkok", "Asia/Dubai",
                "Asia/Hong_Kong", "Asia/Jakarta", "Asia/Jerusalem", "Asia/Kolkata", "Asia/Manila", "Asia/Seoul", "Asia/Shanghai", "Asia/Singapore", "Asia/Tokyo",
                "Australia/Brisbane", "Australia/Perth", "Australia/Sydney", "Europe/Amsterdam", "Europe/Berlin", "Europe/Dublin", "Europe/Istanbul", "Europe/London",
                "Europe/Madrid", "Europe/Paris", "Europe/Rome", "Europe/Stockholm", "Europe/Warsaw", "Europe/Zurich", "Pacific/Auckland", "Pacific/Honolulu",
            ];
        }
    }

    // The third column of IANA's table of zones: to ask .NET for all of them takes a second on these systems.
    private static List<string> OfTable()
    {
        const string Table = "/usr/share/zoneinfo/zone.tab";
        return File.Exists(Table)
            ? ["UTC", .. File.ReadLines(Table).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).Where(cells => cells.Length > 2).Select(cells => cells[2]).OrderBy(name => name, StringComparer.Ordinal)]
            : [];
    }

    private static bool IsListed(string name)
    {
#if NET
        return !TimeZoneInfo.TryFindSystemTimeZoneById("America/New_York", out _) || TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);
#else
        return name.Length > 0; // .NET Framework has no list of these names.
#endif
    }
}
