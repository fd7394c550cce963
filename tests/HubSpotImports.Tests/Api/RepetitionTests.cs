using System.Globalization;
using HubSpotImports.Api;
using HubSpotImports.Checks;
using HubSpotImports.Operations;
using HubSpotImports.Pipeline;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Operations;
using HubSpotImports.Tests.Pipeline;

namespace HubSpotImports.Tests.Api;

/// <summary>Which calls are repeated, how often, after which pauses, and what is said of it.</summary>
public sealed class RepetitionTests
{
    private const string TenSecondly = """{"status":"error","errorType":"RATE_LIMIT","policyName":"TEN_SECONDLY_ROLLING","message":"too many"}""";
    private const string Daily = """{"status":"error","errorType":"RATE_LIMIT","policyName":"DAILY","message":"too many"}""";

    private readonly SkippingClock _clock = new();

    [Theory]
    [InlineData(408)]
    [InlineData(423)]
    [InlineData(429)]
    [InlineData(477)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(524)]
    public async Task A_status_that_may_pass_is_outlived(int status)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(Faulty(new SandboxFault { On = RequestKind.List, Do = FaultAction.Answer, Status = status, Times = 3 }));

        var sink = List(sandbox);

        Assert.Equal(4, sandbox.Requests.Count);
        Assert.Equal(3, _clock.Pauses.Count);
        Assert.Equal(3, sink.Verbose.Count(text => text.Contains("GET crm/imports/2026-03?limit=100 failed", StringComparison.Ordinal) && text.Contains($"({status})", StringComparison.Ordinal) == (status != 429)));
    }

    [Theory]
    [InlineData(400, "HsBadRequest", null)]
    [InlineData(401, "HsUnauthorized", null)]
    [InlineData(403, "HsMissingScope", null)]
    [InlineData(404, "HsNotFound", null)]
    [InlineData(415, "HsBadRequest", null)]
    [InlineData(302, "HsRedirected", null)]
    [InlineData(429, "HsDailyLimitReached", Daily)]
    [InlineData(200, "HsUnexpectedAnswer", "<html>a proxy</html>")]
    public async Task What_would_be_the_same_again_is_not_repeated(int status, string id, string? body)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(Faulty(new SandboxFault { On = RequestKind.List, Do = FaultAction.Answer, Status = status, Body = body, Times = 0 }));

        Assert.Equal(id, Assert.Throws<HsException>(() => List(sandbox)).Id);
        Assert.Single(sandbox.Requests);
        Assert.Empty(_clock.Pauses);
    }

    [Theory]
    [InlineData(FaultAction.Drop, "HsServerUnreachable")]
    [InlineData(FaultAction.Cut, "HsUnexpectedAnswer")]
    [InlineData(FaultAction.Html, "HsServiceUnavailable")]
    [InlineData(FaultAction.Restart, "HsServerUnreachable")]
    public async Task A_connection_that_fails_is_tried_again_and_in_the_end_is_the_error(FaultAction action, string id)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(Faulty(new SandboxFault { On = RequestKind.List, Do = action, Times = 0 }));

        Assert.Equal(id, Assert.Throws<HsException>(() => List(sandbox)).Id);
        Assert.Equal(5, _clock.Pauses.Count);
    }

    [Fact]
    public async Task A_connection_that_comes_back_ends_well()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(Faulty(new SandboxFault { On = RequestKind.List, Do = FaultAction.Cut, Times = 2 }));

        Assert.Equal(2, List(sandbox).Verbose.Count);
    }

    [Fact]
    public async Task A_server_that_is_down_is_tried_again()
    {
        var sandbox = await ConnectedSandbox.StartAsync();
        await sandbox.DisposeAsync();

        Assert.Equal("HsServerUnreachable", Assert.Throws<HsException>(() => List(sandbox)).Id);
        Assert.Equal(5, _clock.Pauses.Count);
    }

    [Fact]
    public async Task A_call_without_an_answer_is_broken_off_and_made_again()
    {
        await using var server = new FakeHubSpot(call => call.BeSilentAsync());
        var client = new HubSpotClient(server.Connection(), new HttpTimeLimits { Call = TimeSpan.FromMilliseconds(300) }, Settings with { MaximumRetryCount = 2 });

        // A slow server may not have seen an attempt at all that was broken off.
        Assert.Equal("HsServerSilent", (await Assert.ThrowsAsync<HsException>(() => client.GetImportAsync("47", default))).Id);
        Assert.Equal(2, _clock.Pauses.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    public async Task The_count_of_repetitions_is_what_was_asked_for(int count)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(Faulty(new SandboxFault { On = RequestKind.List, Do = FaultAction.Answer, Times = 0 }));

        Assert.Equal(503, Assert.Throws<HsException>(() => List(sandbox, Settings with { MaximumRetryCount = count })).StatusCode);
        Assert.Equal(count + 1, sandbox.Requests.Count);
    }

    [Fact]
    public async Task A_cancel_is_repeated()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Held with
        {
            Faults = [new SandboxFault { On = RequestKind.Cancel, Do = FaultAction.Answer, Times = 2 }],
        });
        using var file = new TempFile(ConnectedSandbox.Contacts);
        var id = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(sandbox.RequestFor(file, wait: false)).Objects)).Id;

        new RecordingSink().Run((pipe, stop) => new StopImport(sandbox.Client.With(Settings).In(pipe)).RunAsync([id], passThru: false, pipe, stop));

        Assert.Equal(3, sandbox.Posts.Count(post => post.EndsWith("/cancel", StringComparison.Ordinal)));
        Assert.Equal("CANCELED", (await sandbox.Client.GetImportAsync(id, default)).State);
    }

    [Fact]
    public async Task A_cancel_whose_answer_is_lost_is_as_it_was_wished()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Held with { Faults = [new SandboxFault { On = RequestKind.Cancel, Do = FaultAction.Answer, When = FaultMoment.After }] });
        using var file = new TempFile(ConnectedSandbox.Contacts);
        var id = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(sandbox.RequestFor(file, wait: false)).Objects)).Id;

        var sink = new RecordingSink().Run((pipe, stop) => new StopImport(sandbox.Client.With(Settings).In(pipe)).RunAsync([id], passThru: true, pipe, stop));

        Assert.Empty(sink.Errors);
        Assert.Equal("CANCELED", Assert.IsType<HsImport>(Assert.Single(sink.Objects)).State);
        Assert.Equal(2, sandbox.Posts.Count(post => post.EndsWith("/cancel", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(FaultMoment.Before, "HsSubmissionUndecided")]
    [InlineData(FaultMoment.After)] // The list shows that it was taken.
    public async Task A_start_is_not_repeated_by_itself(FaultMoment moment, params string[] errors)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(Faulty(new SandboxFault { On = RequestKind.Start, Do = FaultAction.Answer, When = moment }));
        using var file = new TempFile(ConnectedSandbox.Contacts);
        var request = sandbox.RequestFor(file);

        var sink = new RecordingSink().Run((pipe, stop) => new StartImport(sandbox.Client.With(Settings).In(pipe), sandbox.Definitions, sandbox.Data, null, ConnectedSandbox.Quick).RunAsync(request, pipe, stop));

        Assert.Equal(errors, sink.ErrorIds);
        Assert.Single(sandbox.Posts);
        Assert.Empty(_clock.Pauses);
    }

    [Fact]
    public async Task Property_definitions_are_read_again_and_told_in_the_pump_that_reads_them()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(Faulty(new SandboxFault { On = RequestKind.Any, Do = FaultAction.Answer, Times = 2 }));
        var definitions = PropertyDefinitions.Of(sandbox.Client.With(Settings));

        var sink = new RecordingSink().Run(async (pipe, stop) => await definitions.OfAsync(ObjectTypeName.Resolve("contact"), pipe, stop));

        Assert.Equal(2, sink.Verbose.Count);
    }

    [Theory]
    [InlineData(0.0, "0.5,1,2,4,8,16,30,30")]
    [InlineData(0.5, "1,2,4,8,16,32,60,60")]
    [InlineData(0.99, "1.49,2.98,5.96,11.92,23.84,47.68,89.4,89.4")]
    public async Task Pauses_double_up_to_a_minute_and_are_spread_by_half_to_both_sides(double random, string seconds)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(Faulty(new SandboxFault { On = RequestKind.List, Do = FaultAction.Answer, Times = 0 }));

        Assert.Throws<HsException>(() => List(sandbox, Settings with { MaximumRetryCount = 8, Random = () => random }));

        Assert.Equal(seconds, string.Join(",", _clock.Pauses.Select(pause => pause.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture))));
    }

    [Fact]
    public async Task Two_machines_do_not_come_back_together()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(Faulty(new SandboxFault { On = RequestKind.List, Do = FaultAction.Answer, Times = 0 }));

        for (var i = 0; i < 2; i++) Assert.Throws<HsException>(() => List(sandbox, RetrySettings.Default with { TimeProvider = _clock }));

        Assert.True(_clock.Pauses.Distinct().Count() == 10, string.Join(", ", _clock.Pauses));
        for (var i = 0; i < 10; i++) Assert.InRange(_clock.Pauses[i].TotalSeconds, 0.5 * Math.Pow(2, i % 5), 1.5 * Math.Pow(2, i % 5));
    }

    [Theory]
    [InlineData(503, "Retry-After: 7", null, 7)]
    [InlineData(503, "Retry-After: 0", null, 1)]
    [InlineData(503, "Retry-After: soon", null, 1)]
    [InlineData(503, "Retry-After: -5", null, 1)]
    [InlineData(503, "X-HubSpot-RateLimit-Interval-Milliseconds: 10000", null, 1)]
    [InlineData(423, "", null, 2)]
    [InlineData(423, "Retry-After: 1", null, 2)]
    [InlineData(423, "Retry-After: 9", null, 9)]
    [InlineData(477, "Retry-After: 30", null, 30)]
    [InlineData(429, "X-HubSpot-RateLimit-Interval-Milliseconds: 10000\r\nX-HubSpot-RateLimit-Remaining: 0", TenSecondly, 10)]
    [InlineData(429, "X-HubSpot-RateLimit-Interval-Milliseconds: 10000", TenSecondly, 10)]
    [InlineData(429, "X-HubSpot-RateLimit-Interval-Milliseconds: 10000\r\nX-HubSpot-RateLimit-Remaining: 3", TenSecondly, 1)]
    [InlineData(429, "X-HubSpot-RateLimit-Interval-Milliseconds: 10000\r\nRetry-After: 3", TenSecondly, 3)]
    [InlineData(429, "X-HubSpot-RateLimit-Interval-Milliseconds: many", TenSecondly, 1)]
    public async Task What_HubSpot_asks_for_is_the_least_that_is_waited(int status, string headers, string? body, int seconds)
    {
        var fault = new SandboxFault
        {
            On = RequestKind.List,
            Do = FaultAction.Answer,
            Status = status,
            Body = body,
            Headers = headers.Split("\r\n").Where(line => line.Length > 0).Select(line => line.Split(": ")).ToDictionary(pair => pair[0], pair => pair[1]),
        };
        await using var sandbox = await ConnectedSandbox.StartAsync(Faulty(fault));

        List(sandbox);

        Assert.Equal([TimeSpan.FromSeconds(seconds)], _clock.Pauses);
    }

    [Theory]
    [InlineData("Mon, 02 Mar 2026 13:00:40 GMT", 40)]
    [InlineData("Mon, 02 Mar 2026 12:00:00 GMT", 1)]
    public async Task A_date_to_wait_for_is_one_of_the_servers_clock(string date, int seconds)
    {
        var calls = 0;
        await using var server = new FakeHubSpot(call => ++calls > 1
            ? call.AnswerAsync(200, """{"id":"47"}""")
            : call.AnswerAsync(503, "", moreHeaders: $"Date: Mon, 02 Mar 2026 13:00:00 GMT\r\nRetry-After: {date}\r\n"));

        await new HubSpotClient(server.Connection(), retries: Settings).GetImportAsync("47", default);

        Assert.Equal([TimeSpan.FromSeconds(seconds)], _clock.Pauses);
    }

    [Theory]
    [InlineData(86_400, "24 h")]
    [InlineData(3_600, "60 min")]
    [InlineData(600, "10 min")]
    public async Task A_wait_beyond_the_limit_is_not_begun_and_the_error_says_how_long_it_would_be(int seconds, string said)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(Faulty(new SandboxFault
        {
            On = RequestKind.List,
            Do = FaultAction.Answer,
            Status = 477,
            Headers = new Dictionary<string, string> { ["Retry-After"] = seconds.ToString(CultureInfo.InvariantCulture) },
        }));

        var error = Assert.Throws<HsException>(() => List(sandbox));

        Assert.Equal("HsServiceBusy", error.Id);
        Assert.EndsWith($"HubSpot asks to wait {said}.", error.Message, StringComparison.Ordinal);
        Assert.Equal($"Run the same command again in {said}.", error.RecommendedAction);
        Assert.Empty(_clock.Pauses);
        Assert.Single(sandbox.Requests);
    }

    [Fact]
    public async Task All_repetitions_of_a_call_together_stay_within_the_limit()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(Faulty(new SandboxFault { On = RequestKind.List, Do = FaultAction.Answer, Times = 0 }));

        var error = Assert.Throws<HsException>(() => List(sandbox, Settings with { MaximumRetryCount = 100, TotalLimit = TimeSpan.FromSeconds(200) }));

        Assert.Equal("HsServiceUnavailable", error.Id);
        Assert.Equal(1 + 2 + 4 + 8 + 16 + 32 + 60 + 60, _clock.Pauses.Sum(pause => pause.TotalSeconds));
    }

    [Fact]
    public async Task A_read_is_broken_off_at_the_limit_also_in_the_middle_of_an_attempt()
    {
        await using var server = new FakeHubSpot(call => call.BeSilentAsync());
        var client = new HubSpotClient(server.Connection(), retries: Settings with { TotalLimit = TimeSpan.FromMilliseconds(200) });

        var error = await Assert.ThrowsAsync<HsException>(() => client.GetImportAsync("47", default));

        Assert.Equal("HsServerSilent", error.Id);
        Assert.Empty(_clock.Pauses);
    }

    [Fact]
    public async Task A_stop_ends_a_pause()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(Faulty(new SandboxFault { On = RequestKind.List, Do = FaultAction.Answer, Times = 0 }));
        using var stop = new CancellationTokenSource();
        var client = sandbox.Client.With(new RetrySettings { Interval = TimeSpan.FromMinutes(1) });

        var listing = Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ListImportsAsync(1, stop.Token).GetAsyncEnumerator(stop.Token).MoveNextAsync().AsTask());
        while (sandbox.Requests.Count == 0) await Task.Delay(10);
        await stop.CancelAsync();

        await listing;
        Assert.Single(sandbox.Requests);
    }

    [Fact]
    public async Task Any_call_can_be_repeated_by_what_its_caller_knows()
    {
        await using var server = new FakeHubSpot(200, "{}");
        var client = new HubSpotClient(server.Connection(), retries: Settings);
        var attempts = 0;

        var made = await client.RetryAsync(
            "POST a start",
            _ =>
            {
                // Hours of upload before the first fault do not count.
                if (attempts == 0) _clock.Advance(TimeSpan.FromHours(2));
                return ++attempts < 3 ? throw HsError.FileEmpty("not taken") : Task.FromResult("taken");
            },
            fault => fault.Id == "HsFileEmpty",
            default);

        Assert.Equal(("taken", 3), (made, attempts));
        Assert.Equal("HsFileNotFound", (await Assert.ThrowsAsync<HsException>(() => client.RetryAsync<string>("x", _ => throw HsError.FileNotFound("x"), fault => fault.Id == "HsFileEmpty", default))).Id);
    }

    [Fact]
    public async Task The_servers_clock_is_known_to_all_clients_of_a_connection_from_its_first_answer_on()
    {
        await using var server = new FakeHubSpot(call => call.AnswerAsync(404, "", moreHeaders: $"Date: {DateTimeOffset.UtcNow.AddHours(3):R}\r\n"));
        var client = server.Client();
        var other = client.With(RetrySettings.Default);
        var local = DateTimeOffset.UtcNow;
        Assert.Null(client.ServerTime(local));

        await Assert.ThrowsAsync<HsException>(() => other.GetImportAsync("47", default));

        Assert.InRange(client.ServerTime(local)!.Value - local, TimeSpan.FromMinutes(170), TimeSpan.FromMinutes(190));
    }

    private RetrySettings Settings => new() { TimeProvider = _clock, Random = () => 0.5 };

    private static SandboxOptions Faulty(SandboxFault fault) => SandboxOptions.FullSpeed with { Faults = [fault] };

    private RecordingSink List(ConnectedSandbox sandbox, RetrySettings? settings = null) =>
        new RecordingSink().Run((pipe, stop) => new GetImport(sandbox.Client.With(settings ?? Settings).In(pipe)).RunAsync(new GetImportRequest(), pipe, stop));
}
