using System.Text;

namespace HubSpotImports.Tests.Checks;

/// <summary>Cells as the rules take them.</summary>
internal static class Utf8Text
{
    public static byte[] Utf8(this string text) => Encoding.UTF8.GetBytes(text);
}
