using System.Security.Cryptography;
using HubSpotImports.Files;

namespace HubSpotImports.Api;

/// <summary>A file as it goes up: its bytes, the name that ties it to the request, and what its columns mean.</summary>
/// <param name="Part">The bytes.</param>
/// <param name="UploadName">The ASCII name that both the form part and the request's JSON carry; see <see cref="NewName"/>.</param>
/// <param name="Columns">One mapping per column that is sent, in the file's order.</param>
public sealed record UploadFile(FilePart Part, string UploadName, IReadOnlyList<HsColumnMapping> Columns)
{
    private const int TokenLength = 10;
    private const int LongestStem = 60;
    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>CSV or spreadsheet.</summary>
    public HsFileFormat Format => ContentType == "text/csv" ? HsFileFormat.Csv : HsFileFormat.Spreadsheet;

    /// <summary>The media type of the form part.</summary>
    public string ContentType => Path.GetExtension(UploadName) switch
    {
        ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "text/csv",
    };

    /// <summary>
    /// An upload name for a file: what is ASCII of its own name, and ten random characters by which a lost answer can be looked up, such
    /// as <c>contacts.k7f2q9m4xw.csv</c>. Ten of base32 are 50 bits.
    /// </summary>
    /// <param name="sourcePath">The file's path.</param>
    /// <param name="format">CSV or spreadsheet.</param>
    public static string NewName(string sourcePath, HsFileFormat format)
    {
        var stem = new string([.. Path.GetFileNameWithoutExtension(sourcePath)
            .Select(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' ? c : '_')
            .Take(LongestStem)]);
        var extension = format == HsFileFormat.Csv ? ".csv" : ".xlsx"; // The content decides: no other kind of workbook is sent.
        return $"{(stem.Length == 0 ? "file" : stem)}.{NewToken()}{extension}";
    }

    private static string NewToken()
    {
        var bytes = new byte[TokenLength];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return new string([.. bytes.Select(b => Base32[b & 31])]);
    }
}
