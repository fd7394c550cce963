namespace HubSpotImports.Files;

/// <summary>Counts a byte; .NET Framework has no method for it.</summary>
internal static class ByteCount
{
    /// <summary>How often a byte occurs.</summary>
    public static int Of(byte wanted, ReadOnlySpan<byte> bytes)
    {
#if NET
        return bytes.Count(wanted);
#else
        var count = 0;
        int index;
        while ((index = bytes.IndexOf(wanted)) >= 0)
        {
            count++;
            bytes = bytes[(index + 1)..];
        }

        return count;
#endif
    }
}
