using System.Text;

namespace HubSpotImports.Files;

/// <summary>A small CSV that this module makes up itself, with no file behind it.</summary>
internal sealed class TextPart : FilePart
{
    private readonly byte[] _bytes;

    /// <param name="name">What errors call it.</param>
    /// <param name="header">The headers.</param>
    /// <param name="text">The CSV.</param>
    /// <param name="rows">Its data rows.</param>
    public TextPart(string name, IReadOnlyList<string> header, string text, long rows)
        : this(name, header, Encoding.UTF8.GetBytes(text), rows)
    {
    }

    private TextPart(string name, IReadOnlyList<string> header, byte[] bytes, long rows)
        : base(new SourceFile(name, HsFileFormat.Csv, bytes.Length, header), bytes.Length, HashOf(bytes), firstRow: 1, rows) => _bytes = bytes;

    internal override async Task CopyToAsync(Stream destination, Action<long> copied, CancellationToken stop)
    {
        await WriteAsync(null!, destination, stop).ConfigureAwait(false);
        copied(Length);
    }

    private protected override Task WriteAsync(FileStream file, Stream destination, CancellationToken stop) =>
        destination.WriteAsync(_bytes, 0, _bytes.Length, stop);

    private static ulong HashOf(byte[] bytes)
    {
        var hash = new ContentHash();
        hash.Push(bytes);
        return hash.Value;
    }
}
