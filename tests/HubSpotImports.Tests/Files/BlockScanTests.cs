using System.Text;
using CsvHelper;
using FsCheck.Fluent;
using HubSpotImports.Files;

namespace HubSpotImports.Tests.Files;

/// <summary>A file tells the same however it is cut into blocks and however many threads look at them.</summary>
public sealed class BlockScanTests
{
    [Fact]
    public void Blocks_and_threads_change_nothing() => Prop.ForAll(
        CsvCase.Any,
        Gen.Choose(1, 200).ToArbitrary(),
        Gen.Choose(1, 4).ToArbitrary(),
        async (given, blockBytes, threads) =>
        {
            if (given.Rows.Count == 0) return;
            using var file = new TempFile(given.Bytes);
            var inspected = await FileInspector.InspectAsync(file.Path, ImportLimits.Documented, default);

            var (plan, seen) = await PlanAsync(inspected, given.Kept, new ScanSettings { BlockBytes = blockBytes, Threads = threads });

            var (expectedPlan, expected) = await PlanAsync(inspected, given.Kept, new ScanSettings { Threads = 1 });
            Assert.Equal(expected, seen);
            Assert.Equal(expectedPlan.Rows, plan.Rows);
            Assert.Equal(await AllBytesAsync(expectedPlan), await AllBytesAsync(plan));
        }).Holds(cases: 1_500);

    [Fact]
    public void Rows_have_the_lines_that_a_reader_counts_who_reads_in_one_go() => Prop.ForAll(
        CsvCase.Any,
        Gen.Choose(1, 200).ToArbitrary(),
        async (given, blockBytes) =>
        {
            using var file = new TempFile(given.Bytes);
            var inspected = await FileInspector.InspectAsync(file.Path, ImportLimits.Documented, default);
            var inOneGo = new RecordingCheck(_ => true);
            await new StreamScan(inspected, ImportLimits.Documented, block => block.Place(inOneGo.Rows.Count, 0)).RunAsync(inOneGo.ForThread(), default);
            if (inspected.Encoding.Encoding is not null) return;

            var inBlocks = new RecordingCheck(_ => true);
            await CsvScan.RunAsync(inspected, ImportLimits.Documented, () => inBlocks = new RecordingCheck(_ => true), () => null, new ScanSettings { BlockBytes = blockBytes }, null, default);

            Assert.Equal(inOneGo.Rows, inBlocks.Rows);
        }).Holds(cases: 800);

    [Fact]
    public void What_is_held_back_is_all_that_is_missing() => Prop.ForAll(
        CsvCase.Any,
        Gen.Choose(1, 200).ToArbitrary(),
        Gen.Choose(1, 5).ToArbitrary(),
        async (given, blockBytes, mostRows) =>
        {
            if (given.Rows.Count == 0) return;
            using var file = new TempFile(given.Bytes);
            var limits = new ImportLimits { Rows = mostRows };
            var inspected = await FileInspector.InspectAsync(file.Path, limits, default);
            static bool IsGood(string record) => record.Length % 3 != 0;

            RecordingCheck? seen = null;
            var plan = await FilePlanner.PlanAsync(
                inspected, given.Kept, () => seen = new RecordingCheck(IsGood), holdsBackFaulty: true, limits, null, default, new ScanSettings { BlockBytes = blockBytes });

            var sent = new List<string[]>();
            foreach (var part in plan.Parts)
            {
                Assert.InRange(part.Rows, 1, mostRows);
                sent.AddRange(CsvText.Read(await FilePlans.BytesOfAsync(part)).Skip(1));
            }

            var good = seen!.Rows.Where(row => IsGood(row.Text)).ToList();
            Assert.Equal(good.Count, sent.Count);
            Assert.Equal(plan.Rows - good.Count, plan.Faulty.Count);
            Assert.All(seen.Rows, row => Assert.Equal(!IsGood(row.Text), plan.Faulty.Contains(row.Row)));
        }).Holds(cases: 600);

    [Theory]
    [InlineData("Email,Note\r\na,12\" pipe\r\nb,\"x\r\ny\"\r\n")]
    [InlineData("Email,Note\ra,1\rb,2\r")]
    public async Task A_file_that_no_block_can_be_cut_from_is_read_in_one_go(string text)
    {
        using var file = new TempFile(text);
        var inspected = await FileInspector.InspectAsync(file.Path, ImportLimits.Documented, default);

        var (plan, seen) = await PlanAsync(inspected, [0, 1], new ScanSettings { BlockBytes = 8 });

        Assert.Equal(2, plan.Rows);
        Assert.Equal([1L, 2L], seen.Select(row => row.Row));
    }

    [Fact]
    public async Task A_fault_on_one_thread_ends_all()
    {
        using var file = new TempFile("Email\r\n" + string.Concat(Enumerable.Range(0, 5_000).Select(row => $"{row}@example.com\r\n")));
        var inspected = await FileInspector.InspectAsync(file.Path, ImportLimits.Documented, default);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => FilePlanner.PlanAsync(
            inspected,
            [0],
            () => new RecordingCheck(record => record.StartsWith("2500@", StringComparison.Ordinal) ? throw new InvalidOperationException("here") : true),
            holdsBackFaulty: false,
            ImportLimits.Documented,
            null,
            default,
            new ScanSettings { BlockBytes = 256, Threads = 4 }));

        Assert.Equal("here", error.Message);
    }

    [Fact]
    public async Task A_checkpoint_is_a_place_to_read_on_from()
    {
        var text = "Email,Note\r\n" + string.Concat(Enumerable.Range(1, 50_000).Select(row => $"{row}@example.com,\"{(row % 3 == 0 ? "a\r\nb" : "x")}\"\r\n"));
        using var file = new TempFile(text);
        var inspected = await FileInspector.InspectAsync(file.Path, ImportLimits.Documented, default);

        var (plan, seen) = await PlanAsync(inspected, [0, 1], new ScanSettings { BlockBytes = 10_000, Threads = 2 });

        Assert.InRange(plan.Checkpoints.Count, 3, 4);
        Assert.All(plan.Checkpoints.Skip(1), checkpoint =>
        {
            var next = seen[(int)checkpoint.RowsBefore];
            Assert.StartsWith($"{next.Row}@example.com", text[(int)checkpoint.Offset..], StringComparison.Ordinal);
            Assert.Equal(checkpoint.LinesBefore + 1, next.Line);
            Assert.Equal(checkpoint.LinesBefore, text[..(int)checkpoint.Offset].Count(character => character == '\n'));
        });
    }

    private static async Task<(FilePlan Plan, IReadOnlyList<SeenRow> Seen)> PlanAsync(SourceFile file, IReadOnlyList<int> kept, ScanSettings settings)
    {
        RecordingCheck? check = null;
        var plan = await FilePlanner.PlanAsync(file, kept, () => check = new RecordingCheck(_ => true), holdsBackFaulty: false, ImportLimits.Documented, null, default, settings);
        return (plan, check!.Rows);
    }

    private static async Task<string> AllBytesAsync(FilePlan plan) => Convert.ToHexString(await FilePlans.BytesOfAsync(Assert.Single(plan.Parts)));

    private sealed record SeenRow(long Row, long Line, string Text);

    /// <summary>Writes down all rows with their places.</summary>
    private sealed class RecordingCheck(Func<string, bool> isGood) : IFileCheck
    {
        public List<SeenRow> Rows { get; } = [];

        public IRowCheck ForThread() => new Thread(this, isGood);

        private sealed class Thread(RecordingCheck whole, Func<string, bool> isGood) : IRowCheck
        {
            private readonly List<(int Row, string Text)> _block = [];

            public void Begin() => _block.Clear();

            public bool Check(CsvReader record, int row)
            {
                var text = Encoding.UTF8.GetString(record.RawRecord);
                _block.Add((row, text));
                return isGood(text);
            }

            public void End(RecordBlock block) => whole.Rows.AddRange(_block.Select(row => new SeenRow(block.RowsBefore + row.Row, block.LineOf(row.Row), row.Text)));
        }
    }
}
