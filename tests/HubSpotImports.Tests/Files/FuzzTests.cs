using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HubSpotImports.Files;
using Xunit.Abstractions;

namespace HubSpotImports.Tests.Files;

/// <summary>
/// Files that nobody would write. Each either gets a clear error or is planned, and then what is sent is what one reader in one go sees:
/// whatever the blocks, threads and parts. Nothing hangs and nothing else is thrown.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(60);

    // What means something to one of the readers.
    private static readonly byte[][] Pieces =
    [
        "\""u8.ToArray(), "\"\""u8.ToArray(), ","u8.ToArray(), ";"u8.ToArray(), "\t"u8.ToArray(), "|"u8.ToArray(), "\r"u8.ToArray(), "\n"u8.ToArray(), "\r\n"u8.ToArray(),
        "\n\n"u8.ToArray(), "sep=;\r\n"u8.ToArray(), [0], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xC3, 0xA9], [0xE4], [0x80], [0xF0, 0x9F], "a@b.co"u8.ToArray(), " "u8.ToArray(),
    ];

    [Fact]
    public async Task Whatever_the_bytes_are()
    {
        var seed = LongRun.Seed;
        var clock = Stopwatch.StartNew();
        var (files, planned) = (0, 0);
        for (; clock.Elapsed < LongRun.Length; seed++, files++)
        {
            try
            {
                var run = RunAsync(new Random(seed));
                if (await Task.WhenAny(run, Task.Delay(TooLong)) != run) throw new TimeoutException($"A file hangs for more than {TooLong.TotalSeconds} s.");
                if (await run) planned++;
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"Seed {seed}: {fault.Message}", fault);
            }
        }

        output.WriteLine($"{files} files from seed {seed - files} on; {planned} of them can be sent.");
        Assert.True(files < 50 || (planned > 0 && planned < files), "Of many files, some can be sent and some cannot.");
    }

    private static async Task<bool> RunAsync(Random random)
    {
        using var file = new TempFile(Bytes(random));
        var limits = new ImportLimits { Rows = random.Next(1, 1_000), Bytes = random.Next(2) == 0 ? 512_000_000 : random.Next(50, 5_000), RecordBytes = 4_096 };
        try
        {
            var inspected = await FileInspector.InspectAsync(file.Path, limits, default);
            int[] kept = random.Next(3) > 0 || inspected.Header.Count == 1
                ? [.. Enumerable.Range(0, inspected.Header.Count)]
                : [.. Enumerable.Range(0, inspected.Header.Count).Where(column => column % 2 == 0)];
            var settings = new ScanSettings { BlockBytes = random.Next(1, 5_000), Threads = random.Next(1, 5) };
            var plan = await FilePlanner.PlanAsync(inspected, kept, () => new EachRow(_ => true), holdsBackFaulty: false, limits, null, default, settings);
            await CompareAsync(plan, kept, limits);
            return true;
        }
        catch (HsException refused) when (refused.Id.StartsWith("Hs", StringComparison.Ordinal) && refused.RecommendedAction.Length > 0)
        {
            return false;
        }
    }

    private static async Task CompareAsync(FilePlan plan, int[] kept, ImportLimits limits)
    {
        var expected = await InOneGoAsync(plan.Source, limits);
        var sent = new List<string[]>();
        foreach (var part in plan.Parts)
        {
            var bytes = await FilePlans.BytesOfAsync(part);
            var records = CsvText.Read(bytes);
            if (bytes.Length != part.Length || records.Count - 1 != part.Rows || part.Rows > limits.Rows) throw new InvalidDataException("A part is not as it was planned.");
            sent.AddRange(records.Skip(1));
        }

        if (sent.Count != plan.Rows || expected.Count != plan.Rows) throw new InvalidDataException($"{plan.Rows} rows were planned, {sent.Count} are sent, and a reader in one go sees {expected.Count}.");
        for (var row = 0; row < sent.Count; row++)
        {
            if (!Fits(expected[row], sent[row], kept, plan.Source.Header.Count)) throw new InvalidDataException($"Row {row + 1} is sent otherwise than the file has it.");
        }
    }

    private static async Task<List<string[]>> InOneGoAsync(SourceFile file, ImportLimits limits)
    {
        var rows = new List<string[]>();
        using var source = FileInspector.Open(file.Path);
        using var reader = new ConvertedRows(file, source, limits, start: null);
        while (await reader.ReadAsync(default)) rows.Add([.. Enumerable.Range(0, reader.Reader.FieldCount).Select(reader.Reader.GetString)]);
        return rows;
    }

    // A record of another length stays one, with cells beyond the header kept.
    private static bool Fits(string[] row, string[] sent, int[] kept, int columns) => row.Length == columns
        ? sent.SequenceEqual(kept.Select(column => row[column]))
        : sent.Length != kept.Length && sent.Take(kept.Length).SequenceEqual(kept.Where(column => column < row.Length).Select(column => row[column]).Concat(row.Skip(columns)).Concat(Enumerable.Repeat("", kept.Length)).Take(Math.Min(sent.Length, kept.Length)));

    private static byte[] Bytes(Random random)
    {
        var bytes = Base(random);
        for (var changes = random.Next(0, 12); changes > 0; changes--)
        {
            var piece = Pieces[random.Next(Pieces.Length)];
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(4))
            {
                case 0 when bytes.Count > 0:
                    bytes.RemoveRange(at = random.Next(bytes.Count), Math.Min(bytes.Count - at, random.Next(1, 20)));
                    break;
                case 1 when bytes.Count > 0:
                    bytes[random.Next(bytes.Count)] = (byte)random.Next(256);
                    break;
                default:
                    bytes.InsertRange(at, Enumerable.Repeat(piece, random.Next(10) == 0 ? random.Next(1, 3_000) : 1).SelectMany(piece => piece));
                    break;
            }
        }

        return [.. bytes];
    }

    private static List<byte> Base(Random random) => random.Next(4) switch
    {
        0 => [.. Enumerable.Range(0, random.Next(400)).SelectMany(_ => Pieces[random.Next(Pieces.Length)])],
        1 => [.. Encoding.UTF8.GetBytes("Email,Name,Note\r\n" + string.Concat(Enumerable.Range(0, random.Next(2_000)).Select(row => $"u{row}@example.com,\"N, {row}\",{(row % 5 == 0 ? "\"a\r\nb\"" : "")}\r\n")))],
        _ => [.. CsvCase.Any.Generator.Sample(random.Next(1, 60), new Rnd((ulong)random.NextInt64()), 1).First().Bytes],
    };
}
