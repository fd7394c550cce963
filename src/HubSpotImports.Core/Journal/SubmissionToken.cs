using System.Security.Cryptography;

namespace HubSpotImports.Journal;

/// <summary>
/// The sign by which an import is recognized whose answer was lost: the submission's id, and the part where there are several. It
/// stands in the name of the uploaded file, and in the import's name where a second send would do harm.
/// </summary>
internal static class SubmissionToken
{
    private const int IdLength = 10;
    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>A new submission's id: ten random characters of base32, which are 50 bits.</summary>
    public static string NewId()
    {
        var bytes = new byte[IdLength];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return new string([.. bytes.Select(b => Base32[b & 31])]);
    }

    /// <summary>Whether a text may be an id.</summary>
    public static bool IsId(string text) => text.Length == IdLength && text.All(c => Base32.IndexOf(c) >= 0);

    /// <summary>The sign of a part.</summary>
    /// <param name="id">The submission.</param>
    /// <param name="part">Which part, from 1.</param>
    /// <param name="parts">How many there are.</param>
    public static string Of(string id, int part, int parts) => parts == 1 ? id : $"{id}-{part}";

    /// <summary>Whether a text may be a sign.</summary>
    public static bool IsToken(string text) => IsId(text.Split('-')[0]);

    /// <summary>Whether the name of an import has a sign.</summary>
    public static bool IsIn(string? importName, string token) => importName?.EndsWith($" #{token}", StringComparison.Ordinal) == true;

    /// <summary>Whether an import is the one with a sign: one of its files, or its name, has it.</summary>
    /// <param name="import">The import, as HubSpot lists it.</param>
    /// <param name="token">The sign.</param>
    public static bool Marks(HsImport import, string token) => import.Files.Any(file => file.SourcePath.Contains($".{token}.")) || IsIn(import.Name, token);
}
