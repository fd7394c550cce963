using System.Text;
using FsCheck.Fluent;
using HubSpotImports.Api;

namespace HubSpotImports.Tests.Api;

/// <summary>Reads: what is asked, and what becomes of every kind of answer.</summary>
public sealed class ReadCallsTests
{
    private const string Import = """{"id":"47","state":"DONE"}""";

    [Theory]
    [InlineData("v3", "/crm/v3/imports/47")]
    [InlineData("2026-03", "/crm/imports/2026-03/47")]
    public async Task An_import_is_asked_for_at_the_versions_own_address(string version, string target)
    {
        await using var server = new FakeHubSpot(200, Import);

        var import = await server.Client(version: version).GetImportAsync("47", default);

        var call = Assert.Single(server.Calls);
        Assert.Equal(("GET", target), (call.Method, call.Target));
        Assert.Equal($"Bearer {FakeHubSpot.Token}", call.Headers["Authorization"]);
        Assert.Equal("application/json", call.Headers["Accept"]);
        Assert.StartsWith("HubSpotImports/", call.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal(("47", "DONE"), (import.Id, import.State));
    }

    [Theory]
    [InlineData("v3", "/crm/v3/imports/?limit=2")]
    [InlineData("2026-03", "/crm/imports/2026-03?limit=2")]
    public async Task Pages_are_read_to_the_end_by_after_alone(string version, string first)
    {
        await using var server = new FakeHubSpot(call => call.AnswerAsync(200, call.Target.Contains("after", StringComparison.Ordinal)
            ? """{"results":[{"id":"3"}]}"""
            : """{"results":[{"id":"1"},{"id":"2"}],"paging":{"next":{"after":"a b&c=/é","link":"http://127.0.0.1:1/elsewhere"}}}"""));

        var imports = await ToListAsync(server.Client(version: version).ListImportsAsync(2, default));

        Assert.Equal(["1", "2", "3"], imports.Select(import => import.Id));
        Assert.Equal([first, first + "&after=a%20b%26c%3D%2F%C3%A9"], server.Calls.Select(call => call.Target));
    }

    [Fact]
    public async Task A_page_is_not_asked_for_before_it_is_needed()
    {
        await using var server = new FakeHubSpot(call => call.AnswerAsync(200, call.Target.Contains("after", StringComparison.Ordinal)
            ? """{"results":[{"id":"3"}]}"""
            : """{"results":[{"id":"1"},{"id":"2"}],"paging":{"next":{"after":"2"}}}"""));
        await using var imports = server.Client().ListImportsAsync(2, default).GetAsyncEnumerator();

        Assert.True(await imports.MoveNextAsync());
        Assert.True(await imports.MoveNextAsync());
        Assert.Single(server.Calls);

        Assert.True(await imports.MoveNextAsync());
        Assert.Equal(2, server.Calls.Count);
        Assert.False(await imports.MoveNextAsync());
    }

    [Theory]
    [InlineData("1,1,1")]
    [InlineData("1,2,1,2")]
    [InlineData("1,2,3,1,2,3")]
    public async Task Pages_that_go_round_in_a_circle_are_an_error(string cursors)
    {
        var turns = new Queue<string>(cursors.Split(','));
        await using var server = new FakeHubSpot(call => call.AnswerAsync(200, "{\"results\":[],\"paging\":{\"next\":{\"after\":\"" + (turns.TryDequeue(out var next) ? next : "") + "\"}}}"));

        var error = await Assert.ThrowsAsync<HsException>(() => ToListAsync(server.Client().ListImportsAsync(1, default)));

        Assert.Equal("HsUnexpectedAnswer", error.Id);
        Assert.Contains("again and again", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "/crm/imports/2026-03", true)]
    [InlineData(1000, "/crm/imports/2026-03?limit=1000", false)]
    public async Task The_first_page_of_the_list_tells_whether_more_follows(int? limit, string target, bool hasNext)
    {
        var body = hasNext ? """{"results":[{"id":"1"}],"paging":{"next":{"after":"1"}}}""" : """{"results":[{"id":"1"}]}""";
        await using var server = new FakeHubSpot(200, body);

        var page = await server.Client().GetImportPageAsync(limit, default);

        Assert.Equal(target, Assert.Single(server.Calls).Target);
        Assert.Equal("1", Assert.Single(page.Imports).Id);
        Assert.Equal(hasNext, page.HasNext);
    }

    [Theory]
    [InlineData(200, """{"portalId":9007199254740993}""", "9007199254740993")]
    [InlineData(200, """{"portalId":"123"}""", "123")]
    [InlineData(200, "{}", null)]
    [InlineData(403, """{"category":"MISSING_SCOPES"}""", null)]
    [InlineData(404, "", null)]
    public async Task The_account_is_told_or_it_is_not(int status, string body, string? account)
    {
        await using var server = new FakeHubSpot(status, body);

        Assert.Equal(account, await server.Client().GetAccountAsync(default));
        Assert.Equal("/account-info/v3/details", Assert.Single(server.Calls).Target);
    }

    [Theory]
    [InlineData(401, "HsUnauthorized")]
    [InlineData(500, "HsServiceUnavailable")]
    public async Task A_fault_says_nothing_about_the_account(int status, string id)
    {
        await using var server = new FakeHubSpot(status, "{}");

        Assert.Equal(id, (await Assert.ThrowsAsync<HsException>(() => server.Client().GetAccountAsync(default))).Id);
    }

    [Fact]
    public async Task Errors_are_asked_for_with_message_and_row()
    {
        await using var server = new FakeHubSpot(call => call.AnswerAsync(200, call.Target.Contains("/errors", StringComparison.Ordinal)
            ? """{"results":[{"id":"9","errorType":"INVALID_EMAIL","createdAt":1770000000000,"errorMessage":"no","invalidValue":"x@","knownColumnNumber":1,"objectTypeId":"0-1","sourceData":{"fileId":5000000000,"lineNumber":3000000000,"rowData":["Ada","x@","a,\"b\"",null]}}]}"""
            : """{"id":"47","importRequestJson":{"files":[{"fileImportPage":{"columnMappings":[{"columnName":"Name"},{"columnName":"E-mail"}]}}]}}"""));
        var client = server.Client();
        var import = await client.GetImportAsync("47", default);

        var error = Assert.Single(await ToListAsync(client.ListImportErrorsAsync(import, default)));

        Assert.Equal("/crm/imports/2026-03/47/errors?includeErrorMessage=true&includeRowData=true&limit=100", server.Calls[1].Target);
        Assert.Equal(("47", "9", "INVALID_EMAIL", "no", 3_000_000_000, "E-mail", 2, "x@", "contact"), (error.ImportId, error.ErrorId, error.ErrorType, error.Message, error.Line, error.Column, error.ColumnNumber, error.Value, error.ObjectType));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_770_000_000_000), error.CreatedAt);
        Assert.Equal("Ada,x@,\"a,\"\"b\"\"\",", error.RowText);
        Assert.Equal(HsRowOutcome.NotIn, error.Outcome);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"id":47,"state":"BLESSED_BY_MARKETING","importSource":"PIGEON","importTemplate":{"templateId":9000000000,"templateType":"new"},"surprise":{"a":[1]}}""")]
    [InlineData("""{"id":"47","metadata":{"counters":{"NEW_COUNTER":9000000000,"TOTAL_ROWS":null}},"importRequestJson":"text"}""")]
    [InlineData("""{"id":"47","metadata":null,"mappedObjectTypeIds":null,"createdAt":"not a time","importRequestJson":{"files":[{"fileImportPage":{"columnMappings":[{"columnType":"NEW","idColumnType":"NEW","foreignKeyType":{"associationTypeId":"x"}}]}}]}}""")]
    [InlineData("""{"id":"47","importRequestJson":{"name":5,"files":[null,{"fileFormat":"PDF"}]}}""")]
    public async Task Whatever_HubSpot_leaves_out_or_adds_one_day_is_taken(string body)
    {
        await using var server = new FakeHubSpot(200, body);

        var import = await server.Client().GetImportAsync("47", default);

        Assert.False(import.IsFinished);
        if (body.Contains("BLESSED", StringComparison.Ordinal))
        {
            Assert.Equal(("47", "BLESSED_BY_MARKETING", HsImportOutcome.Unknown, "9000000000"), (import.Id, import.State, import.Outcome, import.TemplateId));
        }

        if (body.Contains("NEW_COUNTER", StringComparison.Ordinal)) Assert.Equal(9_000_000_000, import.Counters["NEW_COUNTER"]);
    }

    [Theory]
    [InlineData("""{"results":[{}]}""")]
    [InlineData("""{"results":[{"id":5,"errorType":"INVENTED_LATER","createdAt":9223372036854775807,"objectTypeId":"2-5","knownColumnNumber":-7,"sourceData":{"lineNumber":0}}]}""")]
    [InlineData("""{"results":[{"id":"5","createdAt":-9223372036854775808,"knownColumnNumber":2147483647,"sourceData":null}]}""")]
    public async Task Import_errors_too(string body)
    {
        await using var server = new FakeHubSpot(call => call.AnswerAsync(200, call.Target.Contains("/errors", StringComparison.Ordinal) ? body : Import));
        var client = server.Client();

        var error = Assert.Single(await ToListAsync(client.ListImportErrorsAsync(await client.GetImportAsync("47", default), default)));

        Assert.Equal(HsRowOutcome.Unknown, error.Outcome);
        Assert.NotEqual("", error.Message);
    }

    [Fact]
    public async Task Times_are_read_with_their_offset_and_as_universal_without()
    {
        await using var server = new FakeHubSpot(200, """{"id":"47","createdAt":"2026-02-01T10:00:00.123Z","updatedAt":"2026-02-01T12:00:00+02:00"}""");

        var import = await server.Client().GetImportAsync("47", default);

        Assert.Equal(new DateTimeOffset(2026, 2, 1, 10, 0, 0, 123, TimeSpan.Zero), import.CreatedAt);
        Assert.Equal(new DateTimeOffset(2026, 2, 1, 10, 0, 0, TimeSpan.Zero), import.UpdatedAt);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("<html>Please log in</html>", "is not the JSON")]
    [InlineData("null", "is empty")]
    [InlineData("[]", "is not the JSON")]
    [InlineData("{\"id\":\"4", "is not the JSON")]
    [InlineData("{\"id\":{}}", "is not the JSON")]
    [InlineData("{\"id\":1.5}", "is not the JSON")]
    public async Task An_answer_that_is_none_of_HubSpots_says_so(string body, string what)
    {
        await using var server = new FakeHubSpot(200, body, "text/html");

        var error = await GetErrorAsync(server);

        Assert.Equal(("HsUnexpectedAnswer", HsErrorCategory.ProtocolError, 200), (error.Id, error.Category, error.StatusCode));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_that_is_nested_without_end_is_refused()
    {
        await using var server = new FakeHubSpot(200, string.Concat(Enumerable.Repeat("{\"importRequestJson\":", 10_000)));

        Assert.Equal("HsUnexpectedAnswer", (await GetErrorAsync(server)).Id);
    }

    [Fact]
    public async Task An_answer_that_is_cut_off_says_so()
    {
        await using var server = new FakeHubSpot(call => call.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"id\":\"47\""));

        var error = await GetErrorAsync(server);

        Assert.Equal(("HsUnexpectedAnswer", 200), (error.Id, error.StatusCode));
        Assert.Contains("was cut off", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compressed_answer_that_is_damaged_says_so()
    {
        await using var server = new FakeHubSpot(call => call.WriteAsync("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 10\r\nConnection: close\r\n\r\nnot gzip!!"));

        Assert.Equal("HsUnexpectedAnswer", (await GetErrorAsync(server)).Id);
    }

    [Fact]
    public async Task A_page_beyond_the_cap_is_not_read_to_its_end()
    {
        await using var server = new FakeHubSpot(async call =>
        {
            await call.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"id\":\"");
            var piece = Encoding.ASCII.GetBytes(new string('1', 1 << 20));
            while (true) await call.WriteAsync(piece); // Ends when the client has enough.
        });

        var error = await GetErrorAsync(server);

        Assert.Equal("HsUnexpectedAnswer", error.Id);
        Assert.Contains("larger than 32 MB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_an_error_and_not_followed()
    {
        await using var elsewhere = new FakeHubSpot(200, Import);
        await using var server = new FakeHubSpot(call => call.AnswerAsync(307, "", moreHeaders: $"Location: {elsewhere.BaseUri}crm/imports/2026-03/47\r\n"));

        var error = await GetErrorAsync(server);

        Assert.Equal(("HsRedirected", 307), (error.Id, error.StatusCode));
        Assert.Empty(elsewhere.Calls);
    }

    public static TheoryData<int, string, string, HsErrorCategory> Refusals => new()
    {
        { 400, """{"status":"error","message":"bad","category":"VALIDATION_ERROR"}""", "HsBadRequest", HsErrorCategory.InvalidArgument },
        { 401, """{"message":"expired","category":"EXPIRED_AUTHENTICATION"}""", "HsUnauthorized", HsErrorCategory.AuthenticationError },
        { 403, """{"message":"scopes","category":"MISSING_SCOPES"}""", "HsMissingScope", HsErrorCategory.PermissionDenied },
        { 404, """{"message":"gone","category":"OBJECT_NOT_FOUND"}""", "HsImportNotFound", HsErrorCategory.ObjectNotFound },
        { 415, "", "HsBadRequest", HsErrorCategory.InvalidArgument },
        { 429, """{"errorType":"RATE_LIMIT","policyName":"TEN_SECONDLY_ROLLING"}""", "HsRateLimited", HsErrorCategory.LimitsExceeded },
        { 429, """{"errorType":"RATE_LIMIT","policyName":"DAILY"}""", "HsDailyLimitReached", HsErrorCategory.LimitsExceeded },
        { 429, "", "HsRateLimited", HsErrorCategory.LimitsExceeded },
        { 477, "", "HsServiceBusy", HsErrorCategory.ResourceBusy },
        { 500, "<html>oops</html>", "HsServiceUnavailable", HsErrorCategory.ResourceUnavailable },
        { 503, "", "HsServiceUnavailable", HsErrorCategory.ResourceUnavailable },
        { 524, "", "HsServiceUnavailable", HsErrorCategory.ResourceUnavailable },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Each_status_has_its_error(int status, string body, string id, HsErrorCategory category)
    {
        await using var server = new FakeHubSpot(status, body);

        var error = await GetErrorAsync(server);

        Assert.Equal((id, category, status), (error.Id, error.Category, error.StatusCode));
        Assert.NotEqual("", error.RecommendedAction);
    }

    [Fact]
    public async Task HubSpots_error_body_is_in_the_error()
    {
        await using var server = new FakeHubSpot(400, """{"status":"error","message":"Invalid input","correlationID":"aeb5f871-7f07","category":"VALIDATION_ERROR","errors":[{"message":"no such column"},{"message":"Invalid input"},{}]}""");

        var error = await GetErrorAsync(server);

        Assert.Equal(("aeb5f871-7f07", "VALIDATION_ERROR"), (error.CorrelationId, error.HubSpotCategory));
        Assert.EndsWith(": Invalid input no such column", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"message":"m","errors":[null]}""")]
    [InlineData("""{"message":"m","errors":null}""")]
    [InlineData("""{"message":"m","errors":[{"message":null}],"category":null}""")]
    public async Task Holes_in_an_error_body_do_no_harm(string body)
    {
        await using var server = new FakeHubSpot(400, body);

        Assert.Equal("HsBadRequest", (await GetErrorAsync(server)).Id);
    }

    [Fact]
    public async Task A_server_that_is_down_is_named()
    {
        var server = new FakeHubSpot(200, Import);
        var client = server.Client();
        await server.DisposeAsync();

        var error = await Assert.ThrowsAsync<HsException>(() => client.GetImportAsync("47", default));

        Assert.Equal(("HsServerUnreachable", HsErrorCategory.ConnectionError), (error.Id, error.Category));
        Assert.Contains(server.BaseUri.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_silent_is_an_error_before_and_within_its_answer()
    {
        var limits = new HttpTimeLimits { Call = TimeSpan.FromMilliseconds(300) };
        await using var silent = new FakeHubSpot(call => call.BeSilentAsync());
        await using var stuck = new FakeHubSpot(async call =>
        {
            await call.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{");
            await call.BeSilentAsync();
        });

        foreach (var server in new[] { silent, stuck })
        {
            var error = await Assert.ThrowsAsync<HsException>(() => server.Client(limits).GetImportAsync("47", default));
            Assert.Equal(("HsServerSilent", HsErrorCategory.OperationTimeout), (error.Id, error.Category));
        }
    }

    [Fact]
    public async Task A_stop_is_a_stop_and_no_error()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new FakeHubSpot(async call =>
        {
            await stop.CancelAsync();
            await call.BeSilentAsync();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Client().GetImportAsync("47", stop.Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../x")]
    [InlineData("47/cancel")]
    [InlineData("4 7")]
    public async Task What_cannot_be_an_id_is_not_asked_for(string id)
    {
        await using var server = new FakeHubSpot(200, Import);

        Assert.Equal("HsImportIdInvalid", (await Assert.ThrowsAsync<HsException>(() => server.Client().GetImportAsync(id, default))).Id);
        Assert.Equal("HsImportIdInvalid", (await Assert.ThrowsAsync<HsException>(() => server.Client().CancelImportAsync(id, default))).Id);
        Assert.Empty(server.Calls);
    }

    [Fact]
    public async Task A_cancel_posts_and_gives_the_status_of_the_action()
    {
        await using var server = new FakeHubSpot(200, """{"status":"PROCESSING","startedAt":"x","completedAt":"y"}""");

        Assert.Equal("PROCESSING", await server.Client().CancelImportAsync("47", default));
        Assert.Equal(("POST", "/crm/imports/2026-03/47/cancel"), (server.Calls[0].Method, server.Calls[0].Target));
    }

    [Theory]
    [InlineData(false, "/crm/properties/2026-03/p_my%20object")]
    [InlineData(true, "/crm/properties/2026-03/p_my%20object?archived=true")]
    public async Task Properties_are_read_with_all_that_matters(bool archived, string target)
    {
        await using var server = new FakeHubSpot(200, """{"results":[{"name":"n","label":"L","type":"enumeration","fieldType":"select","options":[{"label":"A","value":"a","hidden":true}],"hasUniqueValue":true,"modificationMetadata":{"readOnlyValue":true},"numberDisplayHint":"currency"},{}]}""");

        var properties = await server.Client().GetPropertiesAsync("p_my object", archived, default);

        Assert.Equal(target, server.Calls[0].Target);
        Assert.Equal(2, properties.Count);
        Assert.Equal(("n", "L", true, true, "currency"), (properties[0].Name, properties[0].Label, properties[0].HasUniqueValue, properties[0].ReadOnlyValue, properties[0].NumberDisplayHint));
        Assert.Equal("a 'A'", Assert.Single(properties[0].Options).ToString());
    }

    [Fact]
    public async Task Lists_with_holes_are_answers_that_are_not_HubSpots()
    {
        foreach (var body in new[] { """{"results":[null]}""", """{"results":[{"options":[null]}]}""", """{"id":"47","metadata":{"objectLists":[null]}}""" })
        {
            await using var server = new FakeHubSpot(200, body);
            var client = server.Client();
            Func<Task>[] calls = [() => ToListAsync(client.ListImportsAsync(1, default)), () => client.GetPropertiesAsync("0-1", false, default), () => client.GetImportAsync("47", default)];
            foreach (var call in calls) Assert.True(await Record.ExceptionAsync(call) is null or HsException, body);
        }
    }

    [Fact]
    public async Task Damaged_answers_never_end_in_a_fault_of_ours()
    {
        var bodies = new[]
        {
            """{"id":"47","state":"DONE","createdAt":"2026-02-01T10:00:00Z","metadata":{"counters":{"TOTAL_ROWS":2},"fileIds":["1"],"objectLists":[{"listId":"3","objectType":"contacts"}]},"importRequestJson":{"name":"n","files":[{"fileName":"f","fileImportPage":{"columnMappings":[{"columnName":"a","foreignKeyType":{"associationTypeId":1}}]}}]}}""",
            """{"results":[{"id":"9","errorType":"INVALID_EMAIL","createdAt":1770000000000,"knownColumnNumber":1,"sourceData":{"fileId":5,"lineNumber":3,"rowData":["Ada","x@"]}}],"paging":{"next":{"after":""}}}""",
            """{"results":[{"name":"n","label":"L","options":[{"label":"A","value":"a","hidden":true}],"modificationMetadata":{"readOnlyValue":true}}]}""",
        };
        var body = Array.Empty<byte>();
        await using var server = new FakeHubSpot(async call =>
        {
            await call.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n");
            await call.WriteAsync(body);
        });
        var client = server.Client();
        var import = new[] { await ImportOfAsync() };

        Prop.ForAll(Gen.Choose(0, 2).ToArbitrary(), Gen.Choose(0, 400).ToArbitrary(), Gen.Elements("null", "{}", "[]", "1e99", "\"\"", "\\", "}", ",", "\u0000", "é").ToArbitrary(), async (which, at, piece) =>
        {
            var text = bodies[which];
            var start = at % text.Length;
            body = Encoding.UTF8.GetBytes(text[..start] + piece + text[Math.Min(text.Length, start + (at % 7))..]);
            Func<Task>[] calls = [() => client.GetImportAsync("47", default), () => ToListAsync(client.ListImportErrorsAsync(import[0], default)), () => client.GetPropertiesAsync("0-1", false, default)];

            var fault = await Record.ExceptionAsync(calls[which]);

            Assert.True(fault is null or HsException, $"{Encoding.UTF8.GetString(body)}: {fault}");
        }).Holds(cases: 400);
    }

    [Fact]
    public async Task A_token_that_the_server_sends_back_is_in_no_text_of_the_error()
    {
        const string Token = FakeHubSpot.Token;
        Func<FakeCall, Task>[] answers =
        [
            call => call.AnswerAsync(400, $$"""{"message":"you sent {{Token}}","correlationId":"{{Token}}","category":"{{Token}}","errors":[{"message":"Bearer {{Token}}"}]}"""),
            call => call.AnswerAsync(401, $$"""{"message":"{{Token}} is no good"}"""),
            call => call.AnswerAsync(404, $$"""{"message":"{{Token}}"}"""),
            call => call.AnswerAsync(500, Token),
            call => call.AnswerAsync(200, Token),
            call => call.AnswerAsync(200, "{\"metadata\":{\"counters\":{\"" + Token + "\":\"x\"}}}"),
            call => call.AnswerAsync(302, Token, moreHeaders: $"Location: /{Token}\r\n"),
            call => call.WriteAsync($"HTTP/1.1 200 OK\r\n{Token}\r\n\r\n"),
            call => call.WriteAsync($"{Token}\r\n\r\n"),
        ];
        foreach (var answer in answers)
        {
            await using var server = new FakeHubSpot(answer);

            var error = await GetErrorAsync(server);

            Assert.DoesNotContain(Token, $"{error} {error.Message} {error.RecommendedAction} {error.CorrelationId} {error.HubSpotCategory} {error.Target}", StringComparison.Ordinal);
        }
    }

    private static async Task<HsImport> ImportOfAsync()
    {
        await using var server = new FakeHubSpot(200, Import);
        return await server.Client().GetImportAsync("47", default);
    }

    private static Task<HsException> GetErrorAsync(FakeHubSpot server) => Assert.ThrowsAsync<HsException>(() => server.Client().GetImportAsync("47", default));

    private static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items) list.Add(item);
        return list;
    }
}
