using System.Globalization;
using System.Text;

namespace HubSpotImports.Files;

/// <summary>Gathers the text of a cell or of a shared string from its elements: <c>t</c>, also of rich text, but not phonetic hints.</summary>
internal sealed class XlsxText
{
    private const int MostCharacters = 1_000_000; // Excel's cells hold 32,767, HubSpot's longest value 65,536: up to here, a finding tells.

    private readonly StringBuilder _more = new();
    private string _text = "";
    private bool _isText;
    private bool _isPhonetic;

    /// <summary>Looks at the tag or text that the reader is on.</summary>
    /// <returns>Whether it was text, so that nothing else needs to look at it.</returns>
    public bool Takes(XmlScanner reader)
    {
        if (reader.IsText)
        {
            if (_isText && !_isPhonetic) Append(reader.Text);
            return true;
        }

        if (reader.IsStart("v"u8) || reader.IsStart("t"u8)) _isText = !reader.IsEmpty;
        else if (reader.IsEnd("v"u8) || reader.IsEnd("t"u8)) _isText = false;
        else if (reader.IsStart("rPh"u8)) _isPhonetic = !reader.IsEmpty;
        else if (reader.IsEnd("rPh"u8)) _isPhonetic = false;
        return false;
    }

    /// <summary>The text, and the start of the next one. Characters that XML cannot hold are written <c>_x000D_</c> (ECMA-376, 22.9.2.19).</summary>
    public string Complete()
    {
        var text = _more.Length == 0 ? _text : _more.ToString();
        (_text, _isText, _isPhonetic) = ("", false, false);
        _more.Clear();
        return text.IndexOf("_x", StringComparison.Ordinal) < 0 ? text : Unescape(text);
    }

    private static string Unescape(string text)
    {
        const int Length = 7; // _x000D_
        var unescaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var escape = text[i] == '_' && i + Length <= text.Length ? text.Substring(i, Length) : "";
            if (escape.StartsWith("_x", StringComparison.Ordinal) && escape[Length - 1] == '_'
                && ushort.TryParse(escape.Trim('_', 'x'), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var character))
            {
                unescaped.Append((char)character);
                i += Length - 1;
            }
            else
            {
                unescaped.Append(text[i]);
            }
        }

        return unescaped.ToString();
    }

    // Nearly every text is one piece.
    private void Append(string piece)
    {
        if (_text.Length + _more.Length + piece.Length > MostCharacters) throw new InvalidDataException("A text is longer than any workbook's.");
        if (_text.Length == 0) _text = piece;
        else if (_more.Length > 0) _more.Append(piece);
        else _more.Append(_text).Append(piece);
    }
}
