using System.Text;
using System.Text.Json;

namespace HubSpotImports.Files;

/// <summary>Reads JSON that people saved: Windows PowerShell writes it with a byte order mark, as UTF-16, or in the code page.</summary>
internal static class JsonFile
{
    /// <summary>Parses the file.</summary>
    /// <param name="path">The full path.</param>
    public static JsonDocument Parse(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var encoding = SourceEncoding.Detect(bytes, isWhole: true);
        return JsonDocument.Parse((encoding.Encoding ?? Encoding.UTF8).GetString(bytes, encoding.PreambleLength, bytes.Length - encoding.PreambleLength));
    }
}
