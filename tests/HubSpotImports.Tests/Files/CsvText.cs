using System.Text;

namespace HubSpotImports.Tests.Files;

/// <summary>A reader of RFC 4180 that shares nothing with the module: strict, so that what it takes every reader takes.</summary>
internal static class CsvText
{
    /// <summary>Reads UTF-8, comma-separated records. Line ends are CR LF or LF; a blank line is a record of one empty cell, as the RFC has it.</summary>
    public static List<string[]> Read(byte[] bytes)
    {
        var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        var records = new List<string[]>();
        var cells = new List<string>();
        var at = 0;
        while (at < text.Length)
        {
            cells.Add(text[at] == '"' ? Quoted(text, ref at) : Plain(text, ref at));
            if (at < text.Length && text[at] == ',')
            {
                at++;
                if (at == text.Length) cells.Add("");
                else if (text[at] is '\r' or '\n') cells.Add("");
                else continue;
            }

            LineEnd(text, ref at);
            records.Add([.. cells]);
            cells.Clear();
        }

        return records;
    }

    private static string Quoted(string text, ref int at)
    {
        var cell = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"') cell.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"') cell.Append(text[at++]);
            else return After(text, ref at, cell.ToString());
        }

        throw new FormatException("A quote is not closed.");
    }

    private static string After(string text, ref int at, string cell)
    {
        at++;
        return at == text.Length || text[at] is ',' or '\r' or '\n' ? cell : throw new FormatException($"'{text[at]}' follows a closing quote.");
    }

    private static string Plain(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is not (',' or '\r' or '\n'))
        {
            if (text[at] == '"') throw new FormatException("A quote stands in a cell without quotes.");
            at++;
        }

        return text[start..at];
    }

    private static void LineEnd(string text, ref int at)
    {
        if (at == text.Length) return;
        if (text[at] == '\n')
        {
            at++;
            return;
        }

        if (at + 1 == text.Length || text[at + 1] != '\n') throw new FormatException("A CR stands alone.");
        at += 2;
    }
}
