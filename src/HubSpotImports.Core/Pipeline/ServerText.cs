using System.Text;

namespace HubSpotImports.Pipeline;

/// <summary>Makes text that a server sent fit to be shown: no control characters, no secret, no end of it.</summary>
internal static class ServerText
{
    private const int LongestShown = 2_000;

    /// <summary>Cleans the text.</summary>
    /// <param name="text">What the server sent.</param>
    /// <param name="secrets">The tokens of the connection, which some proxies send back; those that hold others first.</param>
    public static string Clean(string? text, IReadOnlyList<string> secrets)
    {
        if (string.IsNullOrEmpty(text)) return "";
        foreach (var secret in secrets) text = text!.Replace(secret, "[token]");

        var clean = new StringBuilder(Math.Min(text!.Length, LongestShown));
        foreach (var c in text)
        {
            if (clean.Length == LongestShown)
            {
                clean.Append('…');
                break;
            }

            clean.Append(char.IsControl(c) ? ' ' : c);
        }

        return clean.ToString();
    }
}
