namespace HubSpotImports.Sandbox.Importing;

/// <summary>Times of the zone that the request's <c>timeZone</c> names (guide: in its example of a marketing event; for other times deduced).</summary>
internal static class ZonedTime
{
    /// <summary>Takes a time that was read as if it were UTC for one of the zone, unless the cell says its offset itself.</summary>
    public static DateTime ToUtc(ReadOnlySpan<byte> cell, DateTime time, TimeZoneInfo zone)
    {
        if (zone == TimeZoneInfo.Utc || HasOffset(cell)) return time;
        var local = DateTime.SpecifyKind(time, DateTimeKind.Unspecified);

        // An hour that the clocks leave out in spring does not exist; it is taken as if they had not been changed yet.
        return zone.IsInvalidTime(local)
            ? DateTime.SpecifyKind(local - zone.GetUtcOffset(local.AddHours(-1)), DateTimeKind.Utc)
            : TimeZoneInfo.ConvertTimeToUtc(local, zone);
    }

    // Digits alone are Unix milliseconds; else an offset can only stand behind the colon of the hour.
    private static bool HasOffset(ReadOnlySpan<byte> cell)
    {
        var colon = cell.IndexOf((byte)':');
        return colon < 0 ? !cell.ContainsAnyExceptInRange((byte)'0', (byte)'9') : cell[colon..].IndexOfAny("Zz+-"u8) >= 0;
    }
}
