using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HubSpotImports.Journal;

/// <summary>Tells texts apart without saying anything of them.</summary>
internal static class Fingerprint
{
    /// <summary>The beginning of a text's SHA-256, as hexadecimal digits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">How many bytes of the hash.</param>
    public static string Of(string text, int bytes)
    {
#if NET
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
#else
        using var algorithm = SHA256.Create();
        var hash = algorithm.ComputeHash(Encoding.UTF8.GetBytes(text));
#endif
        return string.Concat(hash.Take(bytes).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
