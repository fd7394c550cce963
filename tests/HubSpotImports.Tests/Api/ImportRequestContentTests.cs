using System.Diagnostics;
using System.Text;
using HubSpotImports.Api;
using HubSpotImports.Tests.Files;

namespace HubSpotImports.Tests.Api;

/// <summary>The body of a start, byte for byte as curl writes it for HubSpot's own sample.</summary>
public sealed class ImportRequestContentTests
{
    private const string UploadName = "contacts.k7f2q9m4xw.csv";
    private const string Csv = "Email,First Name\r\nada@example.com,\"Ada \"\"the first\"\" Lovelace\"\r\nzoë@example.com,Zoë\r\n";
    private static readonly CancellationTokenSource NoLimit = new();

    private const string Json = """{"name":"Nightly contacts","files":[{"fileName":"contacts.k7f2q9m4xw.csv"}]}""";

    [Fact]
    public async Task Is_what_curl_wrote()
    {
        // Captured from: curl -F 'files=@contacts.csv;type=text/csv;filename=NAME' -F 'importRequest=JSON;type=application/json' (curl 7.88.1)
        var golden = await File.ReadAllBytesAsync(RepositoryRoot.Combine("tests", "HubSpotImports.Tests", "Api", "curl-form.golden"));

        Assert.Equal(golden, await WrittenAsync(BoundaryOf(golden)));
    }

    [Fact]
    public async Task Is_what_the_curl_of_this_machine_writes()
    {
        if (!HasCurl()) return; // The golden file stands for it then.

        using var file = new TempFile(Csv);
        await using var server = new FakeHubSpot(200, "{}");
        var curl = new ProcessStartInfo("curl") { UseShellExecute = false };
        string[] arguments = ["-s", "-o", Path.Combine(file.Folder, "answer"), "-F", $"files=@{file.Path};type=text/csv;filename={UploadName}", "-F", $"importRequest={Json};type=application/json", server.BaseUri.ToString()];
        foreach (var argument in arguments) curl.ArgumentList.Add(argument);
        using var process = Process.Start(curl)!;
        await process.WaitForExitAsync();

        var body = Assert.Single(server.Calls).Body;
        var ours = await WrittenAsync(BoundaryOf(body));

        Assert.Equal(Encoding.UTF8.GetString(body), Encoding.UTF8.GetString(ours));
    }

    [Fact]
    public async Task Several_files_come_first_in_their_order_and_the_request_last()
    {
        using var one = new TempFile("A\r\n1\r\n", "one.csv");
        using var two = new TempFile(new XlsxFile().Bytes, "two.xlsx");
        UploadFile[] files = [.. (await one.ToUploadAsync("one.csv")).Files, .. (await two.ToUploadAsync("two.xlsx")).Files];
        var progress = new List<long>();
        using var content = new ImportRequestContent(files, "{}"u8.ToArray(), "B", () => { }, progress.Add, NoLimit);
        using var body = new MemoryStream();
        await content.CopyToAsync(body);

        var expected = "--B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"one.csv\"\r\nContent-Type: text/csv\r\n\r\nA\r\n1\r\n"
            + "\r\n--B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"two.xlsx\"\r\nContent-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\r\n\r\n"
            + Encoding.Latin1.GetString(two.Bytes)
            + "\r\n--B\r\nContent-Disposition: form-data; name=\"importRequest\"\r\nContent-Type: application/json\r\n\r\n{}\r\n--B--\r\n";
        Assert.Equal(expected, Encoding.Latin1.GetString(body.ToArray()));
        Assert.Equal(body.Length, content.Headers.ContentLength);
        Assert.Equal(progress.Order(), progress);
        Assert.Equal(files.Sum(file => file.Part.Length), progress[^1]);
    }

    // HttpClient tells of a broken connection while it still writes: the journal of a send that was given up must not hear of a tail then.
    [Fact]
    public async Task What_is_given_up_before_its_tail_never_gets_it()
    {
        using var file = new TempFile(Csv);
        using var body = new MemoryStream();
        var isCommitting = false;
        ImportRequestContent? content = null;
        using (content = new ImportRequestContent((await file.ToUploadAsync()).Files, "{}"u8.ToArray(), "B", () => isCommitting = true, _ => content!.GiveUp(), NoLimit))
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => content.CopyToAsync(body));
            Assert.Equal(SendPhase.Sending, content.Phase);
        }

        Assert.False(isCommitting);
        Assert.EndsWith(Csv, Encoding.UTF8.GetString(body.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_phase_says_how_far_the_body_is()
    {
        using var file = new TempFile(Csv);
        var phases = new List<SendPhase>();
        ImportRequestContent? content = null;
        using (content = new ImportRequestContent((await file.ToUploadAsync()).Files, "{}"u8.ToArray(), "B", () => { }, _ => phases.Add(content!.Phase), NoLimit))
        {
            Assert.Equal(SendPhase.NotStarted, content.Phase);
            await content.CopyToAsync(Stream.Null);
        }

        Assert.Equal([SendPhase.Sending, SendPhase.Committing], phases.Distinct());
    }

    [Fact]
    public async Task A_body_is_written_once_only()
    {
        using var file = new TempFile(Csv);
        using var content = new ImportRequestContent((await file.ToUploadAsync()).Files, "{}"u8.ToArray(), "B", () => { }, _ => { }, NoLimit);
        await content.CopyToAsync(Stream.Null);

        await Assert.ThrowsAsync<HttpRequestException>(() => content.CopyToAsync(Stream.Null));
    }

    [Fact]
    public void Boundaries_are_like_curls_and_differ()
    {
        var boundaries = Enumerable.Range(0, 100).Select(_ => ImportRequestContent.NewBoundary()).ToList();

        Assert.All(boundaries, boundary => Assert.Matches("^-{24}[0-9a-f]{16}$", boundary));
        Assert.Equal(100, boundaries.Distinct().Count());
    }

    private static async Task<byte[]> WrittenAsync(string boundary)
    {
        using var file = new TempFile(Csv);
        using var content = new ImportRequestContent((await file.ToUploadAsync(UploadName)).Files, Encoding.UTF8.GetBytes(Json), boundary, () => { }, _ => { }, NoLimit);
        using var body = new MemoryStream();
        await content.CopyToAsync(body);
        Assert.Equal(body.Length, content.Headers.ContentLength);
        Assert.Equal($"multipart/form-data; boundary={boundary}", content.Headers.ContentType!.ToString());
        return body.ToArray();
    }

    private static string BoundaryOf(byte[] body) => Encoding.ASCII.GetString(body)[2..].Split("\r\n")[0];

    private static bool HasCurl() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "curl.exe" : "curl")));
}
