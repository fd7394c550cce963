using System.Text;

namespace HubSpotImports.Files;

/// <summary>
/// The shared strings of an <c>.xlsx</c>, read only as far as a cell asks, so that a header needs no more than its own. They are kept as UTF-8:
/// a cell of the last row may ask for the first.
/// </summary>
/// <param name="reader">The part of the workbook that holds them.</param>
internal sealed class XlsxStrings(XmlScanner reader) : IDisposable
{
    private const int PieceBytes = 1 << 20;
    private const long MostBytes = 512L << 20;
    private const int MostStrings = 20_000_000;

    private readonly List<byte[]> _pieces = [];
    private readonly List<(int Piece, int Start, int Length)> _strings = [];
    private readonly XlsxText _text = new();
    private int _used;
    private long _bytes;

    /// <summary>A string.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <exception cref="InvalidDataException">There is none, or there are more than any workbook has.</exception>
    public string this[int index]
    {
        get
        {
            while (index >= _strings.Count)
            {
                if (!ReadNext()) throw new InvalidDataException("A cell points to a text that is not there.");
            }

            var (piece, start, length) = _strings[index];
            return Encoding.UTF8.GetString(_pieces[piece], start, length);
        }
    }

    public void Dispose() => reader.Dispose();

    private bool ReadNext()
    {
        while (reader.Read())
        {
            if (_text.Takes(reader) || !(reader.IsEnd("si"u8) || (reader.IsStart("si"u8) && reader.IsEmpty))) continue;

            Add(_text.Complete());
            return true;
        }

        return false;
    }

    private void Add(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        if (_strings.Count == MostStrings || (_bytes += length) > MostBytes) throw new InvalidDataException("There are more shared texts than any workbook has.");
        if (_pieces.Count == 0 || _used + length > PieceBytes)
        {
            _pieces.Add(new byte[Math.Max(PieceBytes, length)]);
            _used = 0;
        }

        Encoding.UTF8.GetBytes(text, 0, text.Length, _pieces[_pieces.Count - 1], _used);
        _strings.Add((_pieces.Count - 1, _used, length));
        _used += length;
    }
}
