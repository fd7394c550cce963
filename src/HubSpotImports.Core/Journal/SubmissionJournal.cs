using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HubSpotImports.Files;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Journal;

/// <summary>
/// The journal of one submission: lines of JSON, each with a checksum over itself and all before it, each on the disk before what it
/// announces is done. A last line without its end was never on the disk as a whole, so what it announces was not done.
/// </summary>
internal sealed class SubmissionJournal : IDisposable
{
    private const int LargestFile = 256 << 20;

    private readonly FileStream _lock;
    private readonly FileStream _file;
    private ulong _sum;
    private long _length;

    private SubmissionJournal(FileStream locked, FileStream file, JournalText text, string? givenFolder)
    {
        _lock = locked;
        _file = file;
        Submission = text.Submission! with { GivenFolder = givenFolder };
        (_sum, _length) = (text.Sum, text.Length);
    }

    private SubmissionJournal(FileStream locked, FileStream file, JournalHead head, string? givenFolder)
    {
        _lock = locked;
        _file = file;
        Submission = Submission.New(head) with { GivenFolder = givenFolder };
    }

    /// <summary>The submission as its lines tell it.</summary>
    public Submission Submission { get; private set; }

    /// <summary>The full path of the journal.</summary>
    public string Path => _file.Name;

    /// <summary>Begins a journal. Its first line is on the disk when this returns.</summary>
    /// <param name="locked">The handle that keeps other processes away; the journal closes it.</param>
    /// <param name="file">The file, new and empty; the journal closes it.</param>
    /// <param name="head">What is sent.</param>
    /// <param name="givenFolder">The data folder, where the user named it.</param>
    /// <exception cref="HsException"><c>HsJournalNotWritten</c>.</exception>
    public static SubmissionJournal Begin(FileStream locked, FileStream file, JournalHead head, string? givenFolder)
    {
        var journal = new SubmissionJournal(locked, file, head, givenFolder);
        journal.Write(head, JournalJson.Default.JournalHead, "created");
        return journal;
    }

    /// <summary>Goes on with a journal.</summary>
    /// <param name="locked">The handle that keeps other processes away; the journal closes it.</param>
    /// <param name="file">The file; the journal closes it.</param>
    /// <param name="givenFolder">The data folder, where the user named it.</param>
    /// <exception cref="HsException"><c>HsJournalDamaged</c>.</exception>
    public static SubmissionJournal Continue(FileStream locked, FileStream file, string? givenFolder)
    {
        var text = Read(file);
        return text.Submission is null ? throw HsError.JournalDamaged(file.Name, 1) : new SubmissionJournal(locked, file, text, givenFolder);
    }

    /// <summary>Writes a line, and waits until the disk has it.</summary>
    /// <exception cref="HsException"><c>HsJournalNotWritten</c>.</exception>
    public void Append(JournalEntry entry)
    {
        entry = entry with { At = DateTimeOffset.UtcNow };
        Write(entry, JournalJson.Default.JournalEntry, entry.Part == 0 ? $"{entry.Event}" : $"{entry.Event} {entry.Part}");
        Submission = Submission.After(entry);
    }

    /// <summary>Writes a line about what went wrong. Where it cannot be written, a later run is only more careful, so what went wrong is what matters.</summary>
    /// <param name="entry">The line.</param>
    /// <param name="unwritten">Told why it cannot be written.</param>
    public void TryAppend(JournalEntry entry, Action<string> unwritten)
    {
        try
        {
            Append(entry);
        }
        catch (HsException fault) when (fault.Id == "HsJournalNotWritten")
        {
            unwritten(fault.Message);
        }
    }

    /// <summary>Reads a journal.</summary>
    /// <param name="file">The file; it stays open.</param>
    /// <returns>What its lines tell; no submission where not even the first line is whole, so that nothing was sent.</returns>
    /// <exception cref="HsException"><c>HsJournalDamaged</c>: a line was changed.</exception>
    public static JournalText Read(FileStream file)
    {
        var text = new JournalText(null, 0, 0);
        var rest = Bytes(file).AsSpan();
        for (var line = 1; rest.IndexOf((byte)'\n') is >= 0 and var end; line++)
        {
            try
            {
                text = After(text, rest[..end]);
            }
            catch (JsonException)
            {
                throw HsError.JournalDamaged(file.Name, line);
            }

            rest = rest[(end + 1)..];
        }

        return text;
    }

    /// <summary>Reads the first line alone, whatever its version and the lines behind it.</summary>
    /// <param name="file">The file; it stays open.</param>
    /// <returns>What it tells; nothing where it was changed or is not whole.</returns>
    public static JournalMark? ReadMark(FileStream file)
    {
        var bytes = Bytes(file);
        var end = bytes.AsSpan().IndexOf((byte)'\n');
        try
        {
            return end < 0 ? null : JsonSerializer.Deserialize(Json(bytes.AsSpan(0, end), before: 0, out _), JournalJson.Default.JournalMark);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _lock.Dispose();
    }

    private static byte[] Bytes(FileStream file)
    {
        if (file.Length > LargestFile) throw HsError.JournalDamaged(file.Name, 1);
        var bytes = new byte[file.Length];
        file.Position = 0;
        for (int read, at = 0; at < bytes.Length; at += read)
        {
            read = file.Read(bytes, at, bytes.Length - at);
            if (read == 0) throw HsError.JournalDamaged(file.Name, 1); // Cut while it was read.
        }

        return bytes;
    }

    // A line without its checksum, which must be right.
    private static byte[] Json(ReadOnlySpan<byte> line, ulong before, out ulong sum)
    {
        if (line.Length <= SumLength || line[^1] != '}') throw new JsonException();

        var json = line[..^SumLength];
        sum = Sum(before, json);
        if (!line[^SumLength..].SequenceEqual(SumText(sum))) throw new JsonException();

        // The piece with the checksum ended the object.
        return [.. json, (byte)'}'];
    }

    private static JournalText After(JournalText text, ReadOnlySpan<byte> line)
    {
        var whole = Json(line, text.Sum, out var sum);
        var submission = text.Submission is { } known
            ? known.After(JsonSerializer.Deserialize(whole, JournalJson.Default.JournalEntry)!)
            : Submission.New(HeadIn(whole));
        return new JournalText(submission, sum, text.Length + line.Length + 1);
    }

    private static JournalHead HeadIn(byte[] json)
    {
        var mark = JsonSerializer.Deserialize(json, JournalJson.Default.JournalMark)!;
        return mark.Version switch
        {
            JournalHead.CurrentVersion => JsonSerializer.Deserialize(json, JournalJson.Default.JournalHead)!,
            FirstJournals.Version => FirstJournals.Read(json),
            _ => throw HsError.JournalVersion(mark.SubmissionId, mark.Version),
        };
    }

    private void Write<T>(T value, JsonTypeInfo<T> type, string place)
    {
        Failpoint.Reach($"before {place}");
        var json = JsonSerializer.SerializeToUtf8Bytes(value, type);
        var sum = Sum(_sum, json.AsSpan(0, json.Length - 1));
        byte[] line = [.. json.AsSpan(0, json.Length - 1), .. SumText(sum), (byte)'\n'];
        try
        {
            // What a broken line left behind.
            if (_file.Length != _length) _file.SetLength(_length);
            _file.Position = _length;
            _file.Write(line, 0, line.Length / 2);
            if (Failpoint.Reached is not null)
            {
                _file.Flush();
                Failpoint.Reach($"within {place}");
            }

            _file.Write(line, line.Length / 2, line.Length - (line.Length / 2));
            _file.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // .NET takes a limit on the size of files for a wrong argument.
            throw HsError.JournalNotWritten(_file.Name, exception);
        }

        (_sum, _length) = (sum, _length + line.Length);
        Failpoint.Reach($"after {place}");
    }

    // ,"sum":"0123456789abcdef"}
    private const int SumLength = 26;

    private static byte[] SumText(ulong sum) => Encoding.ASCII.GetBytes($",\"sum\":\"{sum.ToString("x16", CultureInfo.InvariantCulture)}\"}}");

    private static ulong Sum(ulong before, ReadOnlySpan<byte> json)
    {
        Span<byte> chained = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(chained, before);
        var hash = new ContentHash();
        hash.Push(chained);
        hash.Push(json);
        return hash.Value;
    }
}

/// <summary>What the whole lines of a journal tell.</summary>
/// <param name="Submission">The submission.</param>
/// <param name="Sum">The checksum of the last line.</param>
/// <param name="Length">Bytes of the whole lines.</param>
internal sealed record JournalText(Submission? Submission, ulong Sum, long Length);
