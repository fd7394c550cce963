using HubSpotImports.Files;

namespace HubSpotImports.Api;

/// <summary>A file as it goes up: its bytes, and the name that ties it to the request.</summary>
/// <param name="Part">The bytes.</param>
/// <param name="UploadName">The ASCII name that both the form part and the request's JSON carry; see <see cref="NewName"/>.</param>
internal sealed record UploadFile(FilePart Part, string UploadName)
{
    private const int LongestStem = 50;

    /// <summary>The media type of the form part.</summary>
    public string ContentType => Path.GetExtension(UploadName) switch
    {
        ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "text/csv",
    };

    /// <summary>
    /// An upload name for a file: what is ASCII of its own name, and the sign by which a lost answer can be looked up, such as
    /// <c>contacts.k7f2q9m4xw.csv</c>.
    /// </summary>
    /// <param name="sourcePath">The file's path.</param>
    /// <param name="format">CSV or spreadsheet.</param>
    /// <param name="token">The sign.</param>
    /// <param name="copy">Which of several files of an import with the same name.</param>
    public static string NewName(string sourcePath, HsFileFormat format, string token, int copy = 1)
    {
        var extension = format == HsFileFormat.Csv ? ".csv" : ".xlsx"; // The content decides: no other kind of workbook is sent.
        return $"{StemOf(sourcePath)}{(copy > 1 ? $"-{copy}" : "")}.{token}{extension}";
    }

    /// <summary>Whether a file went up under such a name; several may have it.</summary>
    /// <param name="uploadName">The name.</param>
    /// <param name="sourcePath">The file's path.</param>
    public static bool IsNameOf(string uploadName, string sourcePath)
    {
        var stem = StemOf(sourcePath);
        return uploadName.StartsWith(stem, StringComparison.Ordinal) && uploadName.Substring(stem.Length).Split('.')[0] is var copy && (copy.Length == 0 || (copy[0] == '-' && copy.Skip(1).All(char.IsDigit)));
    }

    private static string StemOf(string sourcePath)
    {
        var stem = new string([.. Path.GetFileNameWithoutExtension(sourcePath)
            .Select(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' ? c : '_')
            .Take(LongestStem)]);
        return stem.Length == 0 ? "file" : stem;
    }
}
