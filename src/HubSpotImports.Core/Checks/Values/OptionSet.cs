using System.Buffers.Binary;
using System.Text;

namespace HubSpotImports.Checks;

/// <summary>
/// The options of an enumeration property, found by internal value or label (HubSpot's knowledge base). Deduced: an exact internal
/// value wins over an exact label, and that over a text that is the same but for case; one that fits several options equally well
/// is ambiguous.
/// </summary>
public sealed class OptionSet
{
    internal const int NotFound = -1;
    internal const int Ambiguous = -2;

    private readonly Dictionary<int, List<Entry>> _entries = [];
    private readonly List<string> _values = [];
    private readonly ShortValue[] _shortValues = [];

    /// <summary>Takes the options in their order.</summary>
    /// <param name="valuesAndLabels">Internal value and label of each option.</param>
    public OptionSet(IEnumerable<KeyValuePair<string, string>> valuesAndLabels)
    {
        foreach (var option in valuesAndLabels)
        {
            var index = _values.Count;
            _values.Add(option.Key);
            Add(option.Key, index, isValue: true);
            if (!string.Equals(option.Key, option.Value, StringComparison.Ordinal)) Add(option.Value, index, isValue: false);
        }

        _shortValues = NewShortValues();
    }

    /// <summary>How many options there are.</summary>
    public int Count => _values.Count;

    /// <summary>The internal value of an option.</summary>
    /// <param name="index">Its place among the options.</param>
    public string ValueAt(int index) => _values[index];

    internal int Find(ReadOnlySpan<byte> text)
    {
        if (_shortValues.Length > 0 && text.Length <= ShortValue.Longest)
        {
            var asked = new ShortValue(text, NotFound);
            var known = _shortValues[asked.Hash & (_shortValues.Length - 1)];
            if (known.IsSameText(asked)) return known.Index;
        }

        if (!_entries.TryGetValue(Hash(text), out var entries)) return NotFound;
        var found = NotFound;
        var best = Match.None;
        foreach (var entry in entries)
        {
            var match = MatchOf(text, entry);
            if (match == Match.None || match < best) continue;
            found = match > best || IsSameOption(found, entry.Index) ? entry.Index : Ambiguous;
            best = match;
        }

        return found;
    }

    // Nearly every cell holds an internal value as it is written; those of up to 24 bytes are three words, and found at once.
    private ShortValue[] NewShortValues()
    {
        var table = new ShortValue[_values.Count == 0 ? 0 : 64];
        foreach (var entry in _entries.Values.SelectMany(entries => entries).Where(entry => entry.IsValue && entry.Exact.Length is > 0 and <= ShortValue.Longest))
        {
            var index = Find(entry.Exact);
            var value = new ShortValue(entry.Exact, index);
            if (index >= 0) table[value.Hash & (table.Length - 1)] = value;
        }

        return table;
    }

    // An option may have several labels, as an owner has a name and an e-mail address.
    private bool IsSameOption(int one, int other) => one >= 0 && string.Equals(_values[one], _values[other], StringComparison.Ordinal);

    private void Add(string text, int index, bool isValue)
    {
        // As a cell is trimmed: a no-break space stays part of a label.
        var exact = CellText.Trim(Encoding.UTF8.GetBytes(text)).ToArray();
        var hash = Hash(exact);
        if (!_entries.TryGetValue(hash, out var entries)) _entries[hash] = entries = [];
        entries.Add(new Entry(exact, Encoding.UTF8.GetString(exact), index, isValue));
    }

    private static Match MatchOf(ReadOnlySpan<byte> text, Entry entry) =>
        text.SequenceEqual(entry.Exact) ? (entry.IsValue ? Match.Value : Match.Label)
        : SameButForCase(text, entry) ? Match.ButForCase
        : Match.None;

    private static bool SameButForCase(ReadOnlySpan<byte> text, Entry entry)
    {
        if (text.Length == entry.Exact.Length && SameAsciiButForCase(text, entry.Exact)) return true;

        // Letters outside ASCII are rare enough for a string; their two cases may differ in length.
        return HasNonAscii(text) && string.Equals(Encoding.UTF8.GetString(text.ToArray()), entry.Text, StringComparison.OrdinalIgnoreCase);
    }

    private static bool SameAsciiButForCase(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if (Fold(left[i]) != Fold(right[i])) return false;
        }

        return true;
    }

    private static bool HasNonAscii(ReadOnlySpan<byte> text)
    {
        foreach (var character in text)
        {
            if (character >= 0x80) return true;
        }

        return false;
    }

    // Bytes outside ASCII stay out of the hash, since their two cases are different bytes.
    private static int Hash(ReadOnlySpan<byte> text)
    {
        var hash = 17;
        foreach (var character in text)
        {
            if (character < 0x80) hash = unchecked((hash * 31) + Fold(character));
        }

        return hash;
    }

    private static byte Fold(byte character) => character is >= (byte)'A' and <= (byte)'Z' ? (byte)(character | 0x20) : character;

    /// <summary>How well a text fits an option; a better one wins.</summary>
    private enum Match
    {
        None,
        ButForCase,
        Label,
        Value,
    }

    /// <summary>A text of up to 24 bytes, as three words that overlap.</summary>
    private readonly struct ShortValue
    {
        public const int Longest = 24;

        private readonly ulong _start;
        private readonly ulong _middle;
        private readonly ulong _end;
        private readonly int _length;

        public ShortValue(ReadOnlySpan<byte> text, int index)
        {
            Index = index;
            _length = text.Length;
            if (text.Length >= 8)
            {
                _start = BinaryPrimitives.ReadUInt64LittleEndian(text);
                _middle = BinaryPrimitives.ReadUInt64LittleEndian(text.Slice((text.Length - 8) / 2));
                _end = BinaryPrimitives.ReadUInt64LittleEndian(text.Slice(text.Length - 8));
                return;
            }

            foreach (var character in text) _start = (_start << 8) | character;
        }

        public int Index { get; }

        public int Hash => (int)(unchecked((_start ^ (_middle * 7) ^ (_end * 31)) * 0x9E3779B97F4A7C15) >> 40) + _length;

        public bool IsSameText(ShortValue other) => _length > 0 && _start == other._start && _middle == other._middle && _end == other._end && _length == other._length;
    }

    private sealed record Entry(byte[] Exact, string Text, int Index, bool IsValue);
}
