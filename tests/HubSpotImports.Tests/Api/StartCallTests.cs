using System.Text;
using HubSpotImports.Api;
using HubSpotImports.Tests.Files;

namespace HubSpotImports.Tests.Api;

/// <summary>The one call that must not be made twice: what every way in which it can end says of whether HubSpot took the import.</summary>
public sealed class StartCallTests
{
    private const string Taken = """{"id":"47","state":"STARTED"}""";
    private const string Csv = "Email,Name\r\nada@example.com,Ada\r\n";

    // More than sockets hold, and than the 1,024 bytes that HttpClient sends even after a refusal, to keep the connection.
    private static readonly string Large = "Email,Name\r\n" + string.Concat(Enumerable.Repeat("a@example.com,Ada\r\n", 1_000_000));

    [Theory]
    [InlineData("v3", "/crm/v3/imports/")]
    [InlineData("2026-03", "/crm/imports/2026-03")]
    public async Task Goes_out_once_with_its_length_and_waits_to_be_asked_for_the_body(string version, string target)
    {
        using var file = new TempFile(Csv);
        await using var server = new FakeHubSpot(200, Taken);
        var request = await file.ToUploadAsync();
        var progress = new List<long>();

        var import = await server.Client(version: version).StartAsync(request, progress.Add);

        var call = Assert.Single(server.Calls);
        Assert.Equal(("POST", target, "47"), (call.Method, call.Target, import.Id));
        Assert.Equal("100-continue", call.Headers["Expect"]);
        Assert.False(call.Headers.ContainsKey("Transfer-Encoding"));
        Assert.Equal(call.ContentLength, call.Body.Length);
        Assert.StartsWith("multipart/form-data; boundary=------------------------", call.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains(Csv, Encoding.UTF8.GetString(call.Body), StringComparison.Ordinal);
        Assert.Contains(Encoding.UTF8.GetString(request.ToJson()), Encoding.UTF8.GetString(call.Body), StringComparison.Ordinal);
        Assert.Equal(Csv.Length, progress[^1]);
    }

    [FactNotOnMono("Mono's HttpWebRequest sends the body without waiting to be asked for it.")]
    public async Task An_early_refusal_is_reported_and_no_byte_of_the_body_goes_out()
    {
        await using var server = new FakeHubSpot(async call =>
        {
            await call.AnswerAtOnceAsync(401, """{"message":"expired","category":"EXPIRED_AUTHENTICATION"}""");
            await call.ReadBodyAsync(most: 1); // Says "continue" too late; a client that sends after a refusal shows here.
        });

        using var file = new TempFile(Large);
        var error = await StartErrorAsync(server, file);

        Assert.Equal("HsUnauthorized", error.Id);
        Assert.Empty(Assert.Single(server.Calls).Body);
    }

    [Theory]
    [InlineData(301, "", "HsRedirected")]
    [InlineData(400, """{"message":"bad"}""", "HsBadRequest")]
    [InlineData(401, "", "HsUnauthorized")]
    [InlineData(403, "", "HsMissingScope")]
    [InlineData(404, "", "HsNotFound")]
    [InlineData(405, "", "HsBadRequest")]
    [InlineData(413, "", "HsFileRefused")]
    [InlineData(415, "", "HsBadRequest")]
    [InlineData(422, "", "HsBadRequest")]
    [InlineData(423, "", "HsServiceBusy")]
    [InlineData(429, """{"message":"too many rows"}""", "HsFileRefused")]
    [InlineData(429, """{"errorType":"RATE_LIMIT","policyName":"TEN_SECONDLY_ROLLING"}""", "HsRateLimited")]
    [InlineData(429, """{"errorType":"RATE_LIMIT","policyName":"DAILY"}""", "HsDailyLimitReached")]
    [InlineData(429, """{"category":"RATE_LIMITS"}""", "HsRateLimited")]
    [InlineData(477, "", "HsServiceBusy")]
    public async Task A_complete_refusal_has_its_own_id(int status, string body, string id)
    {
        await using var server = new FakeHubSpot(status, body);

        var error = await StartErrorAsync(server);

        Assert.Equal((id, status), (error.Id, error.StatusCode));
        Assert.Single(server.Calls);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(499)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(524)]
    public async Task A_server_fault_after_the_whole_request_leaves_it_undecided(int status)
    {
        await using var server = new FakeHubSpot(status, """{"message":"upstream"}""");

        AssertUndecided(server, await StartErrorAsync(server));
    }

    [Fact]
    public async Task A_server_fault_before_the_body_was_asked_for_means_not_taken()
    {
        await using var server = new FakeHubSpot(call => call.AnswerAtOnceAsync(503, ""));

        using var file = new TempFile(Large);
        Assert.Equal("HsImportNotTaken", (await StartErrorAsync(server, file)).Id);
        Assert.Empty(Assert.Single(server.Calls).Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"id":""}""")]
    [InlineData("""{"id":null}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html>Thank you!</html>")]
    [InlineData("""{"id":"4""")]
    public async Task A_success_without_an_id_was_taken_and_is_never_to_be_sent_again(string body)
    {
        await using var server = new FakeHubSpot(200, body);

        var error = await StartErrorAsync(server);

        Assert.Equal(("HsImportIdUnknown", HsErrorCategory.ProtocolError), (error.Id, error.Category));
        Assert.Contains("Do not send it again", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Get-HsImport | Where-Object RequestJson -like '*", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(server.Calls);
    }

    public static TheoryData<string> LostAnswers => new()
    {
        "",
        "HTTP/1.1 200 OK\r\nContent-Type: applic",
        "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"id\":\"47\"",
        "HTTP/1.1 400 Bad\r\nContent-Length: 500\r\n\r\n{\"message\":\"",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 10\r\n\r\nnot gzip!!",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        "garbage\r\n\r\n",
    };

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public async Task An_answer_that_is_lost_after_the_tail_leaves_it_undecided_unless_it_began_with_a_success(string answer)
    {
        await using var server = new FakeHubSpot(async call =>
        {
            await call.ReadBodyAsync();
            await call.WriteAsync(answer);
        });

        var error = await StartErrorAsync(server);
        if (!answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) || !answer.Contains("\r\n\r\n", StringComparison.Ordinal)) AssertUndecided(server, error);
        else Assert.Equal(("HsImportIdUnknown", 1), (error.Id, server.Calls.Count));
    }

    [Fact]
    public async Task A_reset_after_the_tail_leaves_it_undecided()
    {
        await using var server = new FakeHubSpot(async call =>
        {
            await call.ReadBodyAsync();
            call.Reset();
        });

        AssertUndecided(server, await StartErrorAsync(server));
    }

    [Fact]
    public async Task A_connection_that_ends_before_the_body_means_not_taken()
    {
        using var file = new TempFile(Large);
        await using var server = new FakeHubSpot(call =>
        {
            call.Reset();
            return Task.CompletedTask;
        });

        Assert.Equal("HsImportNotTaken", (await StartErrorAsync(server, file)).Id);
        Assert.All(server.Calls, call => Assert.Empty(call.Body));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_ends_within_the_files_means_not_taken(bool reset)
    {
        using var file = new TempFile(Large);
        await using var server = new FakeHubSpot(async call =>
        {
            await call.ReadBodyAsync(most: 100_000);
            if (reset) call.Reset();
        });

        var error = await StartErrorAsync(server, file);

        Assert.Equal("HsImportNotTaken", error.Id);
        Assert.Contains(file.Path, error.Message, StringComparison.Ordinal);
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task A_connection_that_a_read_left_open_and_that_ends_at_the_post_never_makes_the_body_go_out_twice()
    {
        await using var server = new KeepAliveServer(async (stream, call) =>
        {
            if (call == 0)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Taken.Length}\r\n\r\n{Taken}"));
                return true;
            }

            return false; // Ends the connection as soon as the head of the POST is there.
        });
        using var file = new TempFile(Large);
        var client = server.Client();
        await client.GetImportAsync("47", default);

        var error = await Assert.ThrowsAsync<HsException>(async () => await client.StartAsync(await file.ToUploadAsync()));

        Assert.Equal("HsImportNotTaken", error.Id);
        if (FactNotOnMonoAttribute.IsMono) Assert.Equal(2, server.Calls); // Its HttpWebRequest sends the body without waiting to be asked for it.
        else Assert.Equal(0, server.BodyBytes); // HttpClient may send the head again, as long as no body followed it.
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_changed_since_the_check_is_broken_off_before_the_tail(bool isConverted)
    {
        using var file = new TempFile(isConverted ? Csv.Replace(',', ';') : Csv);
        await using var server = new FakeHubSpot(200, Taken);
        var request = await file.ToUploadAsync();
        var bytes = file.Bytes;
        bytes[^3] ^= 1;
        file.Bytes = bytes;

        var error = await Assert.ThrowsAsync<HsException>(() => server.Client().StartAsync(request));

        Assert.Equal("HsFileChanged", error.Id);
        Assert.DoesNotContain(server.Calls, call => Encoding.UTF8.GetString(call.Body).Contains("importRequest", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_sent_is_broken_off_before_the_tail()
    {
        using var file = new TempFile(Large);
        var request = await file.ToUploadAsync();
        var refused = false;
        await using var server = new FakeHubSpot(async call =>
        {
            await call.ReadBodyAsync(most: 100_000);
            try
            {
                // Far behind what the sender can have read: its sockets hold less.
                using var writer = new FileStream(file.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                writer.Position = writer.Length - 3;
                writer.WriteByte((byte)'x');
            }
            catch (IOException)
            {
                refused = true; // Windows lets nobody write to a file that is being sent.
            }

            await call.ReadBodyAsync();
            if (refused) await call.AnswerAtOnceAsync(200, Taken);
        });

        var fault = await Record.ExceptionAsync(() => server.Client().StartAsync(request));

        if (refused) Assert.Null(fault);
        else Assert.Equal("HsFileChanged", Assert.IsType<HsException>(fault).Id);
        Assert.Equal(refused, Encoding.UTF8.GetString(Assert.Single(server.Calls).Body).Contains("importRequest", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_gone_means_not_taken()
    {
        var file = new TempFile(Csv);
        await using var server = new FakeHubSpot(200, Taken);
        var request = await file.ToUploadAsync();
        file.Dispose();

        var error = await Assert.ThrowsAsync<HsException>(() => server.Client().StartAsync(request));

        Assert.Equal("HsFileNotFound", error.Id);
        Assert.DoesNotContain(server.Calls, call => Encoding.UTF8.GetString(call.Body).Contains("importRequest", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_takes_nothing_of_the_files_any_more_is_silent_and_took_nothing()
    {
        using var file = new TempFile(Large);
        await using var server = new FakeHubSpot(async call =>
        {
            await call.ReadBodyAsync(most: 1_000);
            await call.BeSilentAsync();
        });

        var error = await StartErrorAsync(server, file, new HttpTimeLimits { Progress = TimeSpan.FromMilliseconds(300) });

        Assert.Equal("HsImportNotTaken", error.Id);
        Assert.Equal("HsServerSilent", Assert.IsType<HsException>(error.InnerException).Id);
    }

    [Fact]
    public async Task A_server_that_never_answers_the_whole_request_leaves_it_undecided()
    {
        await using var server = new FakeHubSpot(async call =>
        {
            await call.ReadBodyAsync();
            await call.BeSilentAsync();
        });

        var error = await StartErrorAsync(server, limits: new HttpTimeLimits { Answer = TimeSpan.FromSeconds(1) });

        AssertUndecided(server, error);
        Assert.Equal("HsServerSilent", Assert.IsType<HsException>(error.InnerException).Id);
    }

    [Fact]
    public async Task A_server_that_does_not_know_100_continue_gets_the_body_all_the_same()
    {
        await using var server = new FakeHubSpot(async call =>
        {
            await call.ReadBodyUnaskedAsync();
            await call.AnswerAtOnceAsync(200, Taken);
        });
        using var file = new TempFile(Csv);

        Assert.Equal("47", (await server.Client().StartAsync(await file.ToUploadAsync())).Id);
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task A_server_that_is_down_took_nothing()
    {
        var server = new FakeHubSpot(200, Taken);
        await server.DisposeAsync();

        var error = await StartErrorAsync(server);

        Assert.Equal(("HsImportNotTaken", HsErrorCategory.ConnectionError), (error.Id, error.Category));
    }

    [Fact]
    public async Task A_stop_is_a_stop()
    {
        using var stop = new CancellationTokenSource();
        using var file = new TempFile(Large);
        await using var server = new FakeHubSpot(async call =>
        {
            await stop.CancelAsync();
            await call.BeSilentAsync();
        });
        var request = await file.ToUploadAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Client().StartAsync(request, null, stop.Token));
    }

    [Fact]
    public async Task A_stop_after_the_whole_request_leaves_it_undecided()
    {
        using var stop = new CancellationTokenSource();
        using var file = new TempFile(Csv);
        await using var server = new FakeHubSpot(async call =>
        {
            await call.ReadBodyAsync();
            await stop.CancelAsync();
            await call.BeSilentAsync();
        });
        var request = await file.ToUploadAsync();

        var error = await Assert.ThrowsAsync<HsException>(() => server.Client(new HttpTimeLimits { Stop = TimeSpan.FromSeconds(1) }).StartAsync(request, null, stop.Token));

        AssertUndecided(server, error);
        Assert.Equal("HsInterrupted", Assert.IsType<HsException>(error.InnerException).Id);
    }

    [Fact]
    public async Task A_stop_while_the_journal_is_written_waits_for_the_answer()
    {
        using var stop = new CancellationTokenSource();
        using var file = new TempFile(Csv);
        await using var server = new FakeHubSpot(200, """{"id":"47","state":"STARTED"}""");
        var request = await file.ToUploadAsync();
        var stopping = Task.CompletedTask;

        var import = await server.Client().StartAsync(
            request,
            () =>
            {
                stopping = Task.Run(stop.Cancel);
                Assert.True(SpinWait.SpinUntil(() => stop.IsCancellationRequested, TimeSpan.FromMinutes(1)));
            },
            null,
            stop.Token);

        await stopping;
        Assert.Equal("47", import.Id);
    }

    [Fact]
    public async Task A_token_that_the_server_sends_back_is_in_no_text_of_the_error()
    {
        foreach (var (status, body) in new[] { (400, $$"""{"message":"{{FakeHubSpot.Token}}"}"""), (500, FakeHubSpot.Token), (200, FakeHubSpot.Token), (200, "{\"metadata\":{\"counters\":{\"" + FakeHubSpot.Token + "\":\"x\"}}}") })
        {
            await using var server = new FakeHubSpot(status, body);

            var error = await StartErrorAsync(server);

            Assert.DoesNotContain(FakeHubSpot.Token, $"{error} {error.RecommendedAction}", StringComparison.Ordinal);
        }
    }

    private static void AssertUndecided(FakeHubSpot server, HsException error)
    {
        Assert.Equal(("HsSubmissionUndecided", HsErrorCategory.ConnectionError), (error.Id, error.Category));
        var call = Assert.Single(server.Calls);
        Assert.Equal(call.ContentLength, call.Body.Length);

        // The action names the upload, by which the import can be found.
        var body = Encoding.UTF8.GetString(call.Body);
        var name = body.Split("filename=\"")[1].Split('"')[0];
        Assert.Contains(name, error.RecommendedAction, StringComparison.Ordinal);
    }

    private static async Task<HsException> StartErrorAsync(FakeHubSpot server, TempFile? file = null, HttpTimeLimits? limits = null)
    {
        using var small = new TempFile(Csv);
        var request = await (file ?? small).ToUploadAsync();
        return await Assert.ThrowsAsync<HsException>(() => server.Client(limits).StartAsync(request));
    }
}
