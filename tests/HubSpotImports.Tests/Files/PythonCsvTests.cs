using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using HubSpotImports.Files;
using Xunit.Abstractions;

namespace HubSpotImports.Tests.Files;

/// <summary>What is sent of a file is what Python's <c>csv</c> module reads in it: a reader that shares nothing with this module.</summary>
public sealed class PythonCsvTests(ITestOutputHelper output)
{
    private const int Files = 150;

    // Reads original and sent parts of each folder; prints what differs. A blank line is no record here, as for CsvHelper.
    private const string Script = """
        import csv, glob, json, os, sys
        csv.field_size_limit(1 << 30)

        def read(path, encoding, separator, skipped):
            with open(path, encoding=encoding, newline='') as file:
                for _ in range(skipped):
                    file.readline()
                return [row for row in csv.reader(file, delimiter=separator) if row]

        differences = []
        for folder in sorted(glob.glob(os.path.join(sys.argv[1], '*', ''))):
            case = json.load(open(os.path.join(folder, 'case.json'), encoding='utf-8'))
            rows = read(os.path.join(folder, 'source.csv'), case['encoding'], case['separator'], case['skipped'])
            header, rows = rows[0], rows[1:]
            kept = case['kept']
            sent, counts = [], []
            for part in sorted(glob.glob(os.path.join(folder, 'part-*.csv'))):
                records = read(part, 'utf-8', ',', 0)
                if records[0] != [header[column] for column in kept]:
                    differences.append(folder + ': header')
                sent += records[1:]
                counts.append(len(records) - 1)
            if counts != case['counts'] or len(sent) != len(rows):
                differences.append('%s: %s rows planned, %s sent, %s read' % (folder, case['counts'], counts, len(rows)))
                continue
            for number, (row, record) in enumerate(zip(rows, sent)):
                if len(row) == len(header) and record != [row[column] for column in kept] or len(row) != len(header) and len(record) == len(kept):
                    differences.append('%s: row %d' % (folder, number + 1))
        print(json.dumps(differences))
        """;

    [Fact]
    public async Task Python_reads_the_same_records()
    {
        var seed = LongRun.Seed;
        output.WriteLine($"Seed {seed}");
        var folder = Directory.CreateTempSubdirectory("hubspot-imports-test-");
        try
        {
            var random = new Random(seed);
            for (var number = 0; number < Files; number++) await WriteCaseAsync(folder.CreateSubdirectory($"{number:000}"), random);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "compare.py"), Script);
            if (await RunAsync(folder) is not { } differences) return;

            Assert.Empty(differences);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task WriteCaseAsync(DirectoryInfo folder, Random random)
    {
        CsvCase given;
        do
        {
            given = CsvCase.Any.Generator.Sample(40, new Rnd((ulong)random.NextInt64()), 1).First();
        }
        while (given.Rows.Count == 0);

        var path = Path.Combine(folder.FullName, "source.csv");
        await File.WriteAllBytesAsync(path, given.Bytes);
        var limits = new ImportLimits { Rows = random.Next(1, 20) };
        var inspected = await FileInspector.InspectAsync(path, limits, default);
        var parts = await FilePlans.PartsAsync(inspected, given.Kept, limits);
        for (var part = 0; part < parts.Count; part++) await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"part-{part:0000}.csv"), await FilePlans.BytesOfAsync(parts[part]));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "case.json"), JsonSerializer.Serialize(new
        {
            encoding = given.PythonEncoding,
            separator = given.Separator.ToString(),
            skipped = given.HasSeparatorLine ? 1 : 0,
            kept = given.Kept,
            counts = parts.Select(part => part.Rows),
        }));
    }

    private async Task<string[]?> RunAsync(DirectoryInfo folder)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(folder.FullName, "compare.py"));
        start.ArgumentList.Add(folder.FullName);
        try
        {
            using var python = Process.Start(start)!;
            var answer = await python.StandardOutput.ReadToEndAsync();
            await python.WaitForExitAsync();
            Assert.Equal(0, python.ExitCode);
            return JsonSerializer.Deserialize<string[]>(answer);
        }
        catch (Win32Exception)
        {
            output.WriteLine("python3 is not on this machine: not run.");
            return null;
        }
    }
}
