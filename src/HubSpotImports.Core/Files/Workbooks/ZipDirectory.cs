using System.Buffers.Binary;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Files;

/// <summary>
/// Looks at the end of a zip before it is opened: .NET reads the whole directory at once, however long it is, and however many entries it
/// says there are.
/// </summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int LongestEntry = 400; // 46 bytes and a name; parts of workbooks have short ones.
    private const int RoomForZip64 = 128; // Some writers put their 64-bit records between the directory and the end.

    /// <summary>Checks that the directory is where the end says it is, and short.</summary>
    /// <param name="source">The file, open.</param>
    /// <param name="path">The full path.</param>
    /// <param name="mostEntries">How many entries there may be.</param>
    /// <exception cref="HsException"><c>HsInvalidWorkbook</c>.</exception>
    public static void Check(FileStream source, string path, int mostEntries)
    {
        var tail = new byte[Math.Min(source.Length, EndLength + LongestComment)];
        var tailStart = source.Length - tail.Length;
        source.Position = tailStart;
        var read = 0;
        for (int piece; read < tail.Length && (piece = source.Read(tail, read, tail.Length - read)) > 0;) read += piece;
        source.Position = 0;

        var end = tail.AsSpan(0, read).LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || end + EndLength > read) throw HsError.InvalidWorkbook(path, "it is no zip archive, or one that was cut off.");

        var record = tail.AsSpan(end);
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        var start = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        if (entries > mostEntries || length > (long)mostEntries * LongestEntry) throw HsError.InvalidWorkbook(path, "it is a zip of more parts than any workbook has.");
        if (tailStart + end - start - length is < 0 or > RoomForZip64) throw HsError.InvalidWorkbook(path, "the directory of its zip is damaged.");
    }
}
