namespace HubSpotImports.Files;

/// <summary>Checks whether bytes that come in pieces are valid UTF-8 (RFC 3629), and where they stop being so.</summary>
internal sealed class Utf8Check
{
    private long _seen;
    private int _expected; // Continuation bytes that are still to come.
    private byte _lowest = 0x80; // The range of the next one: some first bytes allow fewer (overlong forms, surrogates).
    private byte _highest = 0xBF;

    /// <summary>The offset of the first byte that breaks the rules, counted over all pieces.</summary>
    public long? InvalidAt { get; private set; }

    /// <summary>Whether a valid sequence of several bytes came before anything invalid: the file then means to be UTF-8.</summary>
    public bool SeenMultiByte { get; private set; }

    /// <summary>Takes the next piece.</summary>
    public void Push(ReadOnlySpan<byte> bytes)
    {
        if (InvalidAt is not null) return;

        var i = 0;
        while (i < bytes.Length)
        {
            if (_expected == 0)
            {
                i += Ascii(bytes[i..]);
                if (i == bytes.Length) break;
            }

            if (!Step(bytes[i]))
            {
                InvalidAt = _seen + i;
                return;
            }

            i++;
        }

        _seen += bytes.Length;
    }

    /// <summary>Says that there are no more pieces: a sequence that is not complete is a fault.</summary>
    public void Complete()
    {
        if (_expected > 0) InvalidAt ??= _seen;
    }

    private static int Ascii(ReadOnlySpan<byte> bytes)
    {
#if NET
        var index = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        return index < 0 ? bytes.Length : index;
#else
        var i = 0;
        while (i < bytes.Length && bytes[i] < 0x80) i++;
        return i;
#endif
    }

    private bool Step(byte value)
    {
        if (_expected > 0)
        {
            if (value < _lowest || value > _highest) return false;
            (_lowest, _highest) = (0x80, 0xBF);
            if (--_expected == 0) SeenMultiByte = true;
            return true;
        }

        (_expected, _lowest, _highest) = value switch
        {
            >= 0xC2 and <= 0xDF => (1, (byte)0x80, (byte)0xBF),
            0xE0 => (2, (byte)0xA0, (byte)0xBF),
            0xED => (2, (byte)0x80, (byte)0x9F),
            >= 0xE1 and <= 0xEF => (2, (byte)0x80, (byte)0xBF),
            0xF0 => (3, (byte)0x90, (byte)0xBF),
            >= 0xF1 and <= 0xF3 => (3, (byte)0x80, (byte)0xBF),
            0xF4 => (3, (byte)0x80, (byte)0x8F),
            _ => (0, (byte)0x80, (byte)0xBF),
        };
        return _expected > 0;
    }
}
