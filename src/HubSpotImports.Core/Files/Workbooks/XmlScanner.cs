using System.Globalization;
using System.Text;

namespace HubSpotImports.Files;

/// <summary>
/// Reads the XML of a workbook's parts: elements, attributes, text, and nothing that reaches beyond them. Bounded where .NET's XML readers are
/// not: no tag is longer than 64 KB, no text than 4 MB, nothing is nested deeper than 64, and a document type is refused.
/// </summary>
/// <param name="source">The part, UTF-8; it is closed with the scanner.</param>
internal sealed class XmlScanner(Stream source) : IDisposable
{
    private const int LongestTag = 64 << 10;
    private const int LongestText = 4 << 20;
    private const int Deepest = 64;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<byte[]> _open = [];
    private readonly List<byte[]> _names = [];
    private byte[] _buffer = new byte[LongestTag];
    private int _next;
    private int _end;
    private bool _isBegun;
    private int _start; // Of the tag or text that the scanner is on.
    private int _length;
    private int _nameLength;

    private enum Node
    {
        None,
        Start,
        End,
        Text,
    }

    private Node Kind { get; set; }

    /// <summary>Whether the scanner is on text.</summary>
    public bool IsText => Kind == Node.Text;

    /// <summary>Whether the element that the scanner is on has no content.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>The text that the scanner is on.</summary>
    /// <exception cref="DecoderFallbackException">It is not UTF-8.</exception>
    public string Text => Decode(_start, _length);

    /// <summary>Whether the scanner is where an element of that name begins, whatever its prefix.</summary>
    public bool IsStart(ReadOnlySpan<byte> name) => Kind == Node.Start && IsNamed(name);

    /// <summary>Whether the scanner is where an element of that name ends; one without content has no end of its own.</summary>
    public bool IsEnd(ReadOnlySpan<byte> name) => Kind == Node.End && IsNamed(name);

    /// <summary>Goes to the next tag or text.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidDataException">This is no XML, or none of a workbook.</exception>
    public bool Read()
    {
        if (!_isBegun) Begin();
        while (Ensure(1))
        {
            if (_buffer[_next] != '<')
            {
                ReadText();
                return true;
            }

            if (StartsWith("<!--"u8)) Skip("-->"u8);
            else if (StartsWith("<?"u8)) Skip("?>"u8);
            else
            {
                if (StartsWith("<![CDATA["u8)) ReadCData();
                else if (StartsWith("<!"u8)) throw new InvalidDataException("A document type stands in a workbook.");
                else ReadTag();
                return true;
            }
        }

        return _open.Count == 0 ? false : throw new InvalidDataException("The XML ends early.");
    }

    /// <summary>An attribute of the element that the scanner is on, whatever its prefix; <see langword="null"/> where there is none.</summary>
    public string? Attribute(ReadOnlySpan<byte> name) => Find(name, out var start, out var length) ? Decode(start, length) : null;

    /// <summary>The bytes of an attribute; empty where there is none.</summary>
    public ReadOnlySpan<byte> RawAttribute(ReadOnlySpan<byte> name) => Find(name, out var start, out var length) ? _buffer.AsSpan(start, length) : default;

    public void Dispose() => source.Dispose();

    private static bool IsBlank(byte character) => character is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private bool IsNamed(ReadOnlySpan<byte> name)
    {
        var whole = _buffer.AsSpan(_start, _nameLength);
        return whole.SequenceEqual(name) || (whole.Length > name.Length && whole[whole.Length - name.Length - 1] == ':' && whole.EndsWith(name));
    }

    private void Begin()
    {
        _isBegun = true;
        if (StartsWith([0xEF, 0xBB, 0xBF])) _next += 3;
        if (!Ensure(1) || _buffer[_next] != '<') throw new InvalidDataException("The part is no XML in UTF-8.");
    }

    private void ReadText()
    {
        Kind = Node.Text;
        _length = IndexOf("<"u8, LongestText, endsWithSource: true);
        _start = _next;
        _next += _length;
    }

    private void ReadCData()
    {
        Kind = Node.Text;
        _next += "<![CDATA[".Length;
        _length = IndexOf("]]>"u8, LongestText, endsWithSource: false);
        _start = _next;
        _next += _length + "]]>".Length;
    }

    private void ReadTag()
    {
        var length = LengthOfTag();
        var tag = _buffer.AsSpan(_next, length);
        var isEnd = tag[1] == '/';
        Kind = isEnd ? Node.End : Node.Start;
        IsEmpty = !isEnd && tag[length - 2] == '/';
        _start = _next + (isEnd ? 2 : 1);
        _length = length - (isEnd ? 3 : IsEmpty ? 3 : 2);
        _nameLength = 0;
        while (_nameLength < _length && !IsBlank(_buffer[_start + _nameLength])) _nameLength++;
        if (_nameLength == 0) throw new InvalidDataException("A tag has no name.");
        _next += length;
        if (isEnd) Close();
        else if (!IsEmpty) Open();
    }

    private void Open()
    {
        if (_open.Count == Deepest) throw new InvalidDataException("Elements are nested deeper than in any workbook.");
        _open.Add(NameOfTag());
    }

    private void Close()
    {
        if (_open.Count == 0 || !_buffer.AsSpan(_start, _nameLength).SequenceEqual(_open[_open.Count - 1])) throw new InvalidDataException("An element ends that has not begun.");
        _open.RemoveAt(_open.Count - 1);
    }

    // The names of a sheet are few, and come again and again.
    private byte[] NameOfTag()
    {
        const int FewNames = 32;
        var name = _buffer.AsSpan(_start, _nameLength);
        foreach (var known in _names)
        {
            if (name.SequenceEqual(known)) return known;
        }

        var made = name.ToArray();
        if (_names.Count < FewNames) _names.Add(made);
        return made;
    }

    private int LengthOfTag()
    {
        byte quote = 0;
        for (var i = 1; i < LongestTag && Ensure(i + 1); i++)
        {
            var character = _buffer[_next + i];
            if (quote != 0)
            {
                if (character == quote) quote = 0;
            }
            else if (character == '>') return i + 1;
            else if (character is (byte)'"' or (byte)'\'') quote = character;
            else if (character == '<') break;
        }

        throw new InvalidDataException("A tag does not end.");
    }

    private bool Find(ReadOnlySpan<byte> name, out int start, out int length)
    {
        var end = _start + _length;
        for (var i = _start + _nameLength; i < end;)
        {
            while (i < end && IsBlank(_buffer[i])) i++;
            var nameStart = i;
            while (i < end && _buffer[i] != '=') i++;
            var found = _buffer.AsSpan(nameStart, i - nameStart);
            while (found.Length > 0 && IsBlank(found[found.Length - 1])) found = found.Slice(0, found.Length - 1);
            i++;
            while (i < end && IsBlank(_buffer[i])) i++;
            if (i >= end) break;

            var quote = _buffer[i];
            start = ++i;
            while (i < end && _buffer[i] != quote) i++;
            length = i - start;
            i++;
            if (found.SequenceEqual(name) || (found.Length > name.Length && found[found.Length - name.Length - 1] == ':' && found.EndsWith(name))) return true;
        }

        (start, length) = (0, 0);
        return false;
    }

    private string Decode(int start, int length)
    {
        var text = Utf8.GetString(_buffer, start, length);
        if (text.IndexOf('\r') >= 0) text = text.Replace("\r\n", "\n").Replace('\r', '\n'); // As XML reads line ends.
        return text.IndexOf('&') < 0 ? text : Resolve(text);
    }

    private static string Resolve(string text)
    {
        var resolved = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '&')
            {
                resolved.Append(text[i]);
                continue;
            }

            var end = text.IndexOf(';', i);
            if (end < 0) throw new InvalidDataException("An entity does not end.");
            resolved.Append(Entity(text.Substring(i + 1, end - i - 1)));
            i = end;
        }

        return resolved.ToString();
    }

    private static string Entity(string name)
    {
        switch (name)
        {
            case "amp":
                return "&";
            case "lt":
                return "<";
            case "gt":
                return ">";
            case "quot":
                return "\"";
            case "apos":
                return "'";
        }

        var isHex = name.StartsWith("#x", StringComparison.Ordinal);
        var digits = name.TrimStart('#', 'x');
        return name.Length > 1 && name[0] == '#'
            && int.TryParse(digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var codePoint)
            && codePoint is >= 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF)
                ? char.ConvertFromUtf32(codePoint)
                : throw new InvalidDataException("An entity is not one of XML's own.");
    }

    private bool StartsWith(ReadOnlySpan<byte> text) => Ensure(text.Length) && _buffer.AsSpan(_next, text.Length).SequenceEqual(text);

    private void Skip(ReadOnlySpan<byte> end) => _next += IndexOf(end, LongestTag, endsWithSource: false) + end.Length;

    // From the next byte on. What is looked for may lie behind what is in memory, and its first bytes at the end of that.
    private int IndexOf(ReadOnlySpan<byte> wanted, int longest, bool endsWithSource)
    {
        var searched = 0;
        while (true)
        {
            var index = _buffer.AsSpan(_next + searched, _end - _next - searched).IndexOf(wanted);
            if (index >= 0) return searched + index;

            searched = Math.Max(0, _end - _next - wanted.Length + 1);
            if (searched >= longest) throw new InvalidDataException("A text is longer than any of a workbook.");
            if (Ensure(_end - _next + 1)) continue;
            return endsWithSource ? _end - _next : throw new InvalidDataException("The XML ends early.");
        }
    }

    // Whether there are so many bytes from the next one on; the piece that is in memory moves to its front, and grows.
    private bool Ensure(int count)
    {
        while (_end - _next < count)
        {
            if (_next > 0 && _end == _buffer.Length)
            {
                Buffer.BlockCopy(_buffer, _next, _buffer, 0, _end - _next);
                (_next, _end) = (0, _end - _next);
            }

            if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
            var read = source.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0) return false;
            _end += read;
        }

        return true;
    }
}
