using System.IO.Compression;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Files;

/// <summary>
/// The parts of an <c>.xlsx</c> (ECMA-376, part 2), opened with care, because a workbook may come from anywhere: no DTDs, nothing outside of
/// the file, and caps on the parts, on what they inflate to, and on what of it is in memory at once.
/// </summary>
internal sealed class XlsxPackage : IDisposable
{
    private const long MostInflatedBytes = 4L << 30;
    private const long InflatedBytesWithoutQuestion = 4 << 20;
    private const int MostInflation = 200; // Sheets inflate to ten or twenty times as much; a zip can to a thousand.
    private const int MostParts = 10_000;

    private readonly string _path;
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="source">The file, open; it stays so.</param>
    /// <param name="path">The full path.</param>
    /// <exception cref="HsException"><c>HsInvalidWorkbook</c>.</exception>
    public XlsxPackage(FileStream source, string path)
    {
        _path = path;
        ZipDirectory.Check(source, path, MostParts);
        _zip = new ZipArchive(source, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var part in _zip.Entries) _parts[part.FullName.Replace('\\', '/').TrimStart('/')] = part;
    }

    /// <summary>The relations of a part: what it leads to, by id and type.</summary>
    /// <param name="part">The part; empty for the workbook's own root.</param>
    public IEnumerable<XlsxRelation> RelationsOf(string part)
    {
        var folder = part.Substring(0, part.LastIndexOf('/') + 1);
        var name = $"{folder}_rels/{part.Substring(folder.Length)}.rels";
        if (!_parts.ContainsKey(name)) yield break;

        using var reader = Open(name);
        while (reader.Read())
        {
            if (!reader.IsStart("Relationship"u8)) continue;
            var target = reader.Attribute("Target"u8) ?? "";
            yield return new XlsxRelation(
                reader.Attribute("Id"u8) ?? "",
                (reader.Attribute("Type"u8) ?? "").Split('/').Last(),
                target.StartsWith("/", StringComparison.Ordinal) ? target.Substring(1) : folder + target);
        }
    }

    /// <summary>Whether there is such a part.</summary>
    public bool Has(string part) => _parts.ContainsKey(part);

    /// <summary>Opens a part.</summary>
    public XmlScanner Open(string part)
    {
        if (!_parts.TryGetValue(part, out var entry)) throw HsError.InvalidWorkbook(_path, $"it has no {part}.");
        if (entry.Length > MostInflatedBytes || entry.Length > Math.Max(InflatedBytesWithoutQuestion, entry.CompressedLength * MostInflation))
        {
            throw HsError.InvalidWorkbook(_path, $"{part} would inflate to {entry.Length:N0} bytes, far more than any sheet.");
        }

        return new XmlScanner(new InflatedPart(entry.Open(), entry.Length));
    }

    public void Dispose() => _zip.Dispose();
}

/// <summary>Where a part of a workbook leads to.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">The last word of its type.</param>
/// <param name="Target">The other part.</param>
internal sealed record XlsxRelation(string Id, string Type, string Target);
