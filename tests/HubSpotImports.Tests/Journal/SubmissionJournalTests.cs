using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck.Fluent;
using HubSpotImports.Api;
using HubSpotImports.Files;
using HubSpotImports.Journal;

namespace HubSpotImports.Tests.Journal;

/// <summary>What a journal tells after it was written, cut, changed, or held by another process.</summary>
public sealed class SubmissionJournalTests : IDisposable
{
    private readonly DataFolder _data = DataFolder.At(Path.Combine(Path.GetTempPath(), $"hubspot-journal-{Guid.NewGuid():n}"));

    private SubmissionFolder Folder => new(_data);

    public void Dispose()
    {
        if (Directory.Exists(_data.Path)) Directory.Delete(_data.Path, recursive: true);
    }

    [Fact]
    public void What_was_written_is_read_again()
    {
        var head = Submissions.NewHead(parts: 2);
        using (var journal = Folder.Begin(head))
        {
            journal.Append(new JournalEntry { Event = JournalEvent.Sending, Part = 1 });
            journal.Append(new JournalEntry { Event = JournalEvent.Committing, Part = 1, ServerTime = DateTimeOffset.UnixEpoch });
            journal.Append(new JournalEntry { Event = JournalEvent.Taken, Part = 1, ImportId = "47" });
        }

        using var again = Folder.Open(head.SubmissionId);

        Assert.Equivalent(head, again.Submission.Head);
        Assert.Equal((HsSubmissionPartState.Taken, "47", 1), (again.Submission.Parts[0].State, again.Submission.Parts[0].ImportId, again.Submission.Parts[0].Attempts));
        Assert.Equal(DateTimeOffset.UnixEpoch, again.Submission.Parts[0].CommittedServerTime);
        Assert.Equal(HsSubmissionPartState.Unsent, again.Submission.Parts[1].State);
    }

    [Fact]
    public void One_of_version_1_is_read_and_gone_on_with()
    {
        var head = Submissions.NewHead(parts: 2);
        string path;
        using (var journal = Folder.Begin(head)) path = journal.Path;
        var line = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        line.Remove("sum");
        line["version"] = 1;
        var file = line["files"]![0]!;
        line.Remove("files");
        line["sourcePath"] = file["sourcePath"]!.DeepClone();
        line["sourceLength"] = file["length"]!.DeepClone();
        line["sourceWrittenAt"] = file["writtenAt"]!.DeepClone();
        line["codePage"] = 1250;
        line["convertsToCsv"] = true;
        line["kept"] = new JsonArray(0, 2);
        line["heldBack"] = "5,7-9";
        line["rowsHeldBack"] = 4;
        foreach (var part in line["parts"]!.AsArray().OfType<JsonObject>())
        {
            var upload = part["files"]![0]!;
            part.Remove("files");
            foreach (var name in new[] { "uploadName", "firstRow", "rows", "length", "hash" }) part[name] = upload[name]!.DeepClone();
        }

        File.WriteAllText(path, Signed(line.ToJsonString()) + "\n");
        using (var journal = Folder.Open(head.SubmissionId)) journal.Append(new JournalEntry { Event = JournalEvent.Taken, Part = 2, ImportId = "47" });

        var submission = Assert.Single(Folder.ReadAll(error => throw error));
        Assert.Equivalent(head.Parts, submission.Head.Parts, strict: true);
        Assert.Equivalent(
            head.Files[0] with { CodePage = 1250, ConvertsToCsv = true, Kept = [0, 2], HeldBack = "5,7-9", RowsHeldBack = 4 }, Assert.Single(submission.Head.Files), strict: true);
        Assert.Equal("47", submission.Parts[1].ImportId);
    }

    [Fact]
    public void One_of_a_later_version_is_left_alone()
    {
        var head = Submissions.NewHead() with { Version = JournalHead.CurrentVersion + 1 };
        Folder.Begin(head).Dispose();

        var error = Assert.Throws<HsException>(() => Folder.Open(head.SubmissionId));

        Assert.Equal("HsJournalVersion", error.Id);
        Assert.Equal(head.Fingerprint, Folder.MarkOf(error)!.Fingerprint);
    }

    [Fact]
    public void Cut_at_any_byte_it_tells_what_its_whole_lines_tell_and_can_be_gone_on_with()
    {
        var head = Submissions.NewHead();
        var path = WriteTaken(head);

        var whole = File.ReadAllBytes(path);
        var firstLine = Array.IndexOf(whole, (byte)'\n') + 1;
        for (var length = firstLine; length <= whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            var lines = whole[..length].Count(value => value == '\n') - 1;
            using (var journal = Folder.Open(head.SubmissionId))
            {
                var expected = lines switch { 0 or 1 => HsSubmissionPartState.Unsent, 2 => HsSubmissionPartState.Undecided, _ => HsSubmissionPartState.Taken };
                Assert.Equal(expected, journal.Submission.Parts[0].State);
                journal.Append(new JournalEntry { Event = JournalEvent.Closed });
            }

            Assert.True(Assert.Single(Folder.ReadAll(error => throw error)).IsClosed);
        }
    }

    [Fact]
    public void One_whose_first_line_was_never_whole_is_none()
    {
        var head = Submissions.NewHead();
        string path;
        using (var journal = Folder.Begin(head)) path = journal.Path;
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);

        Assert.Empty(Folder.ReadAll(error => throw error));
    }

    [Fact]
    public void A_byte_that_was_changed_is_noticed_wherever_it_is()
    {
        var head = Submissions.NewHead();
        var path = WriteTaken(head);

        var whole = File.ReadAllBytes(path);
        Prop.ForAll<byte, int>((mask, place) =>
        {
            var at = (int)((uint)place % (whole.Length - 1)); // The last line's end apart: without it, the line is not whole.
            var changed = whole.ToArray();
            changed[at] ^= (byte)(mask | 1);
            File.WriteAllBytes(path, changed);
            var errors = new List<HsException>();
            var read = Folder.ReadAll(errors.Add);

            // A line end that is gone may make the rest a line without an end.
            return errors is [{ Id: "HsJournalDamaged" or "HsJournalVersion" }] || (whole[at] == '\n' && read.Count <= 1 && !read.Any(submission => submission.Parts[0].State == HsSubmissionPartState.Taken));
        }).Holds(cases: 500);
    }

    [Fact]
    public void A_line_that_is_gone_from_the_middle_is_noticed()
    {
        var head = Submissions.NewHead();
        var path = WriteTaken(head);

        var lines = File.ReadAllLines(path);
        File.WriteAllText(path, string.Concat(lines.Where((_, line) => line != 2).Select(line => line + "\n")));

        var error = Assert.Throws<HsException>(() => Folder.Open(head.SubmissionId));
        Assert.Equal("HsJournalDamaged", error.Id);
        Assert.Contains("line 3", error.Message, StringComparison.Ordinal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_process_works_at_it_and_all_may_read_it()
    {
        var head = Submissions.NewHead();
        using (Folder.Begin(head))
        {
            Assert.Equal("HsSubmissionBusy", Assert.Throws<HsException>(() => Folder.Open(head.SubmissionId)).Id);
            Assert.Equal("HsSubmissionBusy", Assert.Throws<HsException>(() => Folder.Remove(head.SubmissionId)).Id);
            Assert.True(Folder.ToModel(Assert.Single(Folder.ReadAll(error => throw error))).IsBusy);
        }

        Assert.False(Folder.ToModel(Assert.Single(Folder.ReadAll(error => throw error))).IsBusy);
        Folder.Remove(head.SubmissionId);
        Assert.Empty(Folder.ReadAll(error => throw error));
        Assert.Equal("HsSubmissionNotFound", Assert.Throws<HsException>(() => Folder.Open(head.SubmissionId)).Id);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../k7f2q9m4xw")]
    [InlineData("K7F2Q9M4XW")]
    [InlineData("")]
    public void What_is_no_id_is_no_path(string id) => Assert.Equal("HsSubmissionNotFound", Assert.Throws<HsException>(() => Folder.Open(id)).Id);

    [Fact]
    public async Task Turns_are_taken_one_after_another()
    {
        var first = await Folder.TakeTurnAsync(default);
        var second = Folder.TakeTurnAsync(default);
        Assert.False(second.IsCompleted);

        first.Dispose();
        (await second).Dispose();
    }

#if NET
    [Fact]
    public void It_is_the_users_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        using var journal = Folder.Begin(Submissions.NewHead());

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(journal.Path));
    }
#endif

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_an_error_before_anything_is_sent()
    {
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(_data.Path).FullName, "submissions"), "a file where the folder should be");

        var error = Assert.Throws<HsException>(() => Folder.Begin(Submissions.NewHead()));

        Assert.Equal("HsDataFolderNotUsable", error.Id);
        Assert.Contains("-JournalPath", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Held_back_rows_are_kept_as_ranges() => Prop.ForAll<int[]>(numbers =>
    {
        var rows = new HubSpotImports.Files.RowSet();
        foreach (var number in numbers) rows.Add(Math.Abs(number % 1_000));
        var text = rows.ToString();
        var again = HubSpotImports.Files.RowSet.Parse(text);
        return again.Count == rows.Count && again.ToString() == text && numbers.All(number => again.Contains(Math.Abs(number % 1_000)));
    }).Holds(cases: 500);

    [Theory]
    [InlineData("k7f2q9m4xw", "contacts.k7f2q9m4xw.csv", null, true)]
    [InlineData("k7f2q9m4xw-1", "contacts.k7f2q9m4xw-1.csv", null, true)]
    [InlineData("k7f2q9m4xw-1", "contacts.k7f2q9m4xw-10.csv", null, false)]
    [InlineData("k7f2q9m4xw-1", null, "Nightly (1/12) #k7f2q9m4xw-1", true)]
    [InlineData("k7f2q9m4xw-1", null, "Nightly (10/12) #k7f2q9m4xw-10", false)]
    [InlineData("k7f2q9m4xw", "contacts.csv", "Nightly k7f2q9m4xw", false)]
    public void An_import_is_known_by_its_sign_alone(string token, string? fileName, string? name, bool isIt)
    {
        var request = JsonSerializer.SerializeToElement(new { files = fileName is null ? [] : new[] { new { fileName } } });

        Assert.Equal(isIt, SubmissionToken.Marks(new ImportResponse { ImportName = name, ImportRequestJson = request }.ToModel(), token));
    }

    // A submission whose one part was taken; gives its journal.
    // A first line with its checksum.
    private static string Signed(string json)
    {
        var hash = new ContentHash();
        hash.Push(new byte[sizeof(ulong)]);
        hash.Push(Encoding.UTF8.GetBytes(json[..^1]));
        return $"{json[..^1]},\"sum\":\"{hash.Value:x16}\"}}";
    }

    private string WriteTaken(JournalHead head)
    {
        using var journal = Folder.Begin(head);
        foreach (var what in new[] { JournalEvent.Sending, JournalEvent.Committing, JournalEvent.Taken }) journal.Append(new JournalEntry { Event = what, Part = 1, ImportId = "47" });
        return journal.Path;
    }
}
