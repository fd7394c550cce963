using System.Diagnostics;
using System.Globalization;
using HubSpotImports.Tests.Operations;
using Xunit.Abstractions;

namespace HubSpotImports.Tests.Reliability;

/// <summary>A journal that cannot be written, or that was changed: nothing is sent that nobody would know of, and the error says what to do.</summary>
public sealed class JournalTroubleTests(ITestOutputHelper output)
{
    private static readonly int Seed = LongRun.SeedOf("HUBSPOTIMPORTS_KILLS_SEED");

    // A limit on the size of files stands for a disk that is full: the same error of the system at the same call, at a byte of one's choice.
    [Fact]
    public async Task A_disk_that_is_full_at_any_byte_of_the_journal()
    {
        if (!OperatingSystem.IsLinux()) return; // prlimit is of Linux.
        var random = new Random(Seed);

        // Below the length of the shortest journal that these sends leave.
        foreach (var bytes in new[] { 0, random.Next(1, 1_000), random.Next(1_000, 4_000), random.Next(1_000, 4_000), random.Next(1_000, 4_000) })
        {
            var creates = random.Next(2) == 0;
            await using var scene = await KillScene.StartAsync(creates, TimeSpan.Zero);

            var full = await scene.RunAsync(largestFile: bytes);

            var where = string.Create(CultureInfo.InvariantCulture, $"seed {Seed}, full at {bytes} bytes, {(creates ? "creates" : "identifier")}");
            Assert.True(full.ExitCode == 1 && full.ErrorIds is ["HsJournalNotWritten" or "HsDataFolderNotUsable"], $"{where}: {full.ExitCode} {full.Output}");
            Assert.Contains("Make room on the disk", full.Errors[0], StringComparison.Ordinal);
            Assert.Contains("Resume-HsImport", full.Errors[0], StringComparison.Ordinal);
            var (how, complaints) = await scene.FinishAsync();
            output.WriteLine($"{where}: {scene.Starts} starts, then {how}");
            Assert.True(complaints.Count == 0, $"{where}: {string.Join(" ", complaints)}\n{full.Output}");
        }
    }

    [Fact]
    public async Task A_disk_that_is_full()
    {
        await using var scene = await KillScene.StartAsync(creates: true, TimeSpan.Zero);
        var disk = Directory.CreateDirectory(scene.Journals).FullName;
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !await MountAsync("mount", "-t", "tmpfs", "-o", "size=4k", "none", disk))
        {
            output.WriteLine("NOT RUN: a small disk can be mounted here by nobody but root.");
            return;
        }

        try
        {
            var full = await scene.RunAsync();

            Assert.True(full.ExitCode == 1 && full.ErrorIds is ["HsJournalNotWritten"], $"{full.ExitCode} {full.Output}");
            Assert.Contains("No space left on device", full.Errors[0], StringComparison.Ordinal);
            Assert.Contains("Make room on the disk", full.Errors[0], StringComparison.Ordinal);
            Assert.InRange(scene.Starts, 1, 5);
            Assert.True(await MountAsync("mount", "-o", "remount,size=1m", disk));
            var (_, complaints) = await scene.FinishAsync();
            Assert.Empty(complaints);
        }
        finally
        {
            await MountAsync("umount", disk);
        }

        static async Task<bool> MountAsync(string command, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
    }

    // That root is kept out by no mode is why the folder is below a file; whoever is not root tries the mode too.
    [Fact]
    public async Task A_folder_that_cannot_be_written_to()
    {
        await using var scene = await KillScene.StartAsync(creates: true, TimeSpan.Zero);
        var below = Path.Combine(Directory.CreateDirectory(scene.Journals).FullName, "file");
        await File.WriteAllTextAsync(below, "");
        AssertNothingIsSent(Path.Combine(below, "journals"));
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess) return;

        var readOnly = Directory.CreateDirectory(Path.Combine(scene.Journals, "read-only"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        AssertNothingIsSent(readOnly.FullName);

        void AssertNothingIsSent(string folder)
        {
            var error = Assert.Single(scene.Start(folder).Errors);
            Assert.Equal("HsDataFolderNotUsable", error.Id);
            Assert.Contains(folder, error.Message, StringComparison.Ordinal);
            Assert.Contains("-JournalPath", error.RecommendedAction, StringComparison.Ordinal);
            Assert.Equal(0, scene.Starts);
        }
    }

    [Fact]
    public async Task A_journal_of_which_a_byte_was_changed_lets_nothing_be_sent_twice()
    {
        await using var scene = await KillScene.StartAsync(creates: true, TimeSpan.Zero);
        Assert.True((await scene.RunAsync("after Taken 2")).IsKilled);
        var path = Assert.Single(Directory.GetFiles(Path.Combine(scene.Journals, "submissions"), "*.jsonl"));
        var whole = await File.ReadAllBytesAsync(path);
        var random = new Random(Seed);
        for (var turn = 0; turn < 40; turn++)
        {
            // The last line's end apart: without it that line was never whole.
            var (place, changed) = (random.Next(whole.Length - 1), whole.ToArray());
            changed[place] ^= (byte)random.Next(1, 256);
            await File.WriteAllBytesAsync(path, changed);

            var sink = scene.Start();

            var where = $"seed {Seed}, byte {place} of {whole.Length}";
            Assert.True(sink.ErrorIds is ["HsJournalDamaged" or "HsJournalVersion"], $"{where}: {string.Join(", ", sink.ErrorIds)}");
            Assert.True(scene.Starts == 2, where);
            Assert.Contains(path, $"{sink.Errors[0].Message} {sink.Errors[0].RecommendedAction}", StringComparison.Ordinal);
        }

        await File.WriteAllBytesAsync(path, whole);
        var (_, complaints) = await scene.FinishAsync();
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_changed_journal_of_other_content_is_a_warning_as_long_as_that_is_sure()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var first = new SourceRows(1, creates: true, "first");
        Assert.Empty(sandbox.Start(first.Request).Errors);
        var path = Assert.Single(Directory.GetFiles(sandbox.Data.Submissions, "*.jsonl"));
        var lines = await File.ReadAllLinesAsync(path);

        await File.WriteAllTextAsync(path, string.Concat(lines.Select((line, number) => (number == 1 ? line.Replace('S', 's') : line) + "\n")));
        using var second = new SourceRows(1, creates: true, "second");
        var told = sandbox.Start(second.Request);
        Assert.Empty(told.Errors);
        Assert.Contains(told.Warnings, text => text.Contains("line 2", StringComparison.Ordinal));

        await File.WriteAllTextAsync(path, string.Concat(lines.Select((line, number) => (number == 0 ? line.Replace('n', 'm') : line) + "\n")));
        using var third = new SourceRows(1, creates: true, "third");
        Assert.Equal(["HsJournalDamaged"], sandbox.Start(third.Request).ErrorIds);
        using var fourth = new SourceRows(1, creates: false, "fourth");
        Assert.Empty(sandbox.Start(fourth.Request).Errors);
    }
}
