using System.Text;
using HubSpotImports.Checks;

namespace HubSpotImports.Files;

/// <summary>
/// What a row says, as one number: the XXH64 of its cells without the blanks around them, with one kind of line break, and without the
/// empty cells at its end. It is the same whether HubSpot gives a row back as it was sent or tidied up.
/// </summary>
internal sealed class RowContent
{
    private static readonly byte[] CellEnd = [0xFF]; // UTF-8 never has this byte.
    private static readonly byte[] LineFeed = [(byte)'\n'];

    private readonly ContentHash _hash = new();
    private int _cellEnds;

    /// <summary>The number, of all cells so far.</summary>
    public ulong Hash => _hash.Value;

    /// <summary>The number of a row of text.</summary>
    /// <param name="cells">The cells.</param>
    public static ulong Of(IEnumerable<string?> cells)
    {
        var content = new RowContent();
        foreach (var cell in cells) content.Add(Encoding.UTF8.GetBytes(cell ?? ""));
        return content.Hash;
    }

    /// <summary>Begins a row.</summary>
    public void Clear()
    {
        _hash.Clear();
        _cellEnds = 0;
    }

    /// <summary>Takes the next cell.</summary>
    /// <param name="cell">The cell, as UTF-8.</param>
    public void Add(ReadOnlySpan<byte> cell)
    {
        cell = CellText.Trim(cell);
        if (cell.Length > 0)
        {
            for (; _cellEnds > 0; _cellEnds--) _hash.Push(CellEnd);
            AddText(cell);
        }

        _cellEnds++;
    }

    private void AddText(ReadOnlySpan<byte> text)
    {
        int index;
        while ((index = text.IndexOf((byte)'\r')) >= 0)
        {
            _hash.Push(text[..index]);
            _hash.Push(LineFeed);
            text = text[(index + (text[index + 1] == '\n' ? 2 : 1))..]; // A trimmed cell never ends with CR.
        }

        _hash.Push(text);
    }
}
