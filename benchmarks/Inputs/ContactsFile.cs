using System.Globalization;
using System.Text;

namespace HubSpotImports.Benchmarks.Inputs;

/// <summary>
/// Writes contacts as an export has them: 12 columns, UTF-8, CRLF, about 205 bytes a row; about 2 % of the cells are quoted, for commas,
/// doubled quotes and line breaks (each of the last two in about 2 % of the rows). A row depends on the seed and its number alone, so that a
/// longer file begins with the shorter one.
/// </summary>
internal sealed class ContactsFile
{
    /// <summary>The rows that fill a worksheet.</summary>
    public const long StandardRows = 1_048_576;

    private const ulong Seed = 20_261_121;
    private const int RowsBetweenFaults = 1_024;

    private static readonly string[] FirstNames = ["Anna", "Ben", "Chloé", "David", "Émile", "Fatima", "Grace", "Hiro", "Ines", "João", "Karl", "Lena", "Maria", "Noah", "Olga", "Paul", "Quinn", "Rosa", "Søren", "Tomás"];
    private static readonly string[] LastNames = ["Adams", "Bauer", "Castillo", "Dubois", "Eriksson", "Fischer", "García", "Hansen", "Ivanova", "Johnson", "Kowalski", "Lindqvist", "Müller", "Nakamura", "O'Brien", "Peeters", "Quispe", "Rossi", "Schröder", "Tanaka"];
    private static readonly string[] Hosts = ["example.com", "mail.example.org", "example.co.uk", "post.example.de", "contoso.example.net"];
    private static readonly string[] Words = ["asked", "about", "pricing", "renewal", "demo", "contract", "invoice", "support", "meeting", "quarter", "budget", "team", "roadmap", "integration", "trial", "follow-up", "call", "proposal", "décision", "Überblick"];
    private static readonly string[] BadEmailEnds = ["", "@@example.com", " doe@example.com", "@example"];
    private static readonly string[] BadDates = ["02/30/2024", "13/45/2023", "2024-01-05", "soon"];
    private static readonly string[] BadTimes = ["2026-02-30T10:00:00Z", "2026-01-31T25:00:00Z", "10 o'clock"];
    private static readonly string[] BadNumbers = ["n/a", "1.2.3", "about 40"];

    private readonly byte[] _buffer = new byte[1 << 20];
    private int _used;
    private SplitMix _random;

    private ContactsFile()
    {
    }

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">Its data rows.</param>
    /// <returns>What a check of the file must find.</returns>
    public static Findings Write(string path, long rows)
    {
        var file = new ContactsFile();
        var found = new Findings { Rows = rows };
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1);
        file.Put(string.Join(',', ContactProperties.Headers));
        file.Put("\r\n");
        for (long row = 1; row <= rows; row++)
        {
            file.PutRow(row, found);
            if (file._used < file._buffer.Length - (16 << 10)) continue;
            stream.Write(file._buffer, 0, file._used);
            file._used = 0;
        }

        stream.Write(file._buffer, 0, file._used);
        return found;
    }

    private void PutRow(long row, Findings found)
    {
        _random = new SplitMix(Seed ^ unchecked((ulong)row * 0xD1342543DE82EF95));
        var fault = _random.Below(RowsBetweenFaults * 8);
        var first = Pick(FirstNames);
        var last = Pick(LastNames);

        PutEmail(row, first, last, bad: fault is >= 0 and < 8, found);
        Put(first);
        Put(',');
        Put(last);
        Put(",+1 (555) 01");
        PutNumber(_random.Below(100), 2);
        Put('-');
        PutNumber(_random.Below(10_000), 4);
        Put(',');
        PutOption(ContactProperties.LifecycleStages, bad: fault == 16, found);
        PutOption(ContactProperties.LeadStatuses, bad: fault == 17, found);
        PutDate(bad: fault is >= 8 and < 16, found);
        PutTime(bad: fault == 18, found);
        PutRevenue(bad: fault == 19, found);
        PutCount(bad: fault == 20, found);
        PutAnswer(bad: fault == 21, found);
        PutNote();
        Put("\r\n");
    }

    private void PutEmail(long row, string first, string last, bool bad, Findings found)
    {
        if (bad)
        {
            found.Add("INVALID_EMAIL");
            Put("jane");
            PutNumber(row, 1); // Bad, but in no other row: identifiers that repeat are another fault.
            Put(Pick(BadEmailEnds));
        }
        else
        {
            PutAscii(first);
            Put('.');
            PutAscii(last);
            PutNumber(row, 1);
            Put('@');
            Put(Pick(Hosts));
        }

        Put(',');
    }

    private void PutOption(string[] options, bool bad, Findings found)
    {
        if (bad) found.Add("INVALID_ENUMERATION_OPTION");
        Put(bad ? "no such stage" : Pick(options));
        Put(',');
    }

    private void PutDate(bool bad, Findings found)
    {
        if (bad)
        {
            found.Add("COULD_NOT_PARSE_DATE");
            Put(Pick(BadDates));
        }
        else
        {
            PutNumber(1 + _random.Below(12), 2);
            Put('/');
            PutNumber(1 + _random.Below(28), 2);
            Put('/');
            PutNumber(1990 + _random.Below(36), 4);
        }

        Put(',');
    }

    private void PutTime(bool bad, Findings found)
    {
        if (bad)
        {
            found.Add("COULD_NOT_PARSE_DATE");
            Put(Pick(BadTimes));
        }
        else
        {
            PutNumber(2015 + _random.Below(11), 4);
            Put('-');
            PutNumber(1 + _random.Below(12), 2);
            Put('-');
            PutNumber(1 + _random.Below(28), 2);
            Put('T');
            PutNumber(_random.Below(24), 2);
            Put(':');
            PutNumber(_random.Below(60), 2);
            Put(':');
            PutNumber(_random.Below(60), 2);
            Put('Z');
        }

        Put(',');
    }

    private void PutRevenue(bool bad, Findings found)
    {
        if (bad)
        {
            PutBadNumber(found);
        }
        else
        {
            PutNumber(_random.Below(10_000_000), 1);
            Put('.');
            PutNumber(_random.Below(100), 2);
        }

        Put(',');
    }

    private void PutCount(bool bad, Findings found)
    {
        if (bad) PutBadNumber(found);
        else PutNumber(_random.Below(20_000), 1);
        Put(',');
    }

    private void PutBadNumber(Findings found)
    {
        found.Add("COULD_NOT_PARSE_NUMBER");
        Put(Pick(BadNumbers));
    }

    private void PutAnswer(bool bad, Findings found)
    {
        if (bad) found.Add("INVALID_ENUMERATION_OPTION");
        Put(bad ? "maybe" : _random.Below(3) == 0 ? "false" : "true");
        Put(',');
    }

    // Of 100 notes 20 have a comma, 2 quotes and 2 a line break: with twelve columns, 2 % of the cells are quoted.
    private void PutNote()
    {
        var kind = _random.Below(100);
        var words = 3 + _random.Below(11);
        if (kind < 24) Put('"');
        for (var i = 0; i < words; i++)
        {
            if (i > 0) Put(Separator(kind, i));
            Put(Pick(Words));
        }

        if (kind < 24) Put('"');
    }

    private static string Separator(int kind, int word) => (kind, word) switch
    {
        ( < 20, 3) => ", ",
        (20 or 21, 2) => " \"\"",
        (20 or 21, 3) => "\"\" ",
        (22 or 23, 4) => "\r\n",
        _ => " ",
    };

    private string Pick(string[] values) => values[_random.Below(values.Length)];

    private void Put(char ascii) => _buffer[_used++] = (byte)ascii;

    private void Put(string text) => _used += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_used));

    private void PutAscii(string text)
    {
        foreach (var letter in text)
        {
            if (char.IsAsciiLetter(letter)) Put(char.ToLowerInvariant(letter));
        }
    }

    private void PutNumber(long number, int digits)
    {
        number.TryFormat(_buffer.AsSpan(_used), out var written, digits == 4 ? "D4" : digits == 2 ? "D2" : "D", CultureInfo.InvariantCulture);
        _used += written;
    }
}
