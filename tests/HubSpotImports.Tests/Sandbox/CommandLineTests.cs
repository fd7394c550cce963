using HubSpotImports.Sandbox;

namespace HubSpotImports.Tests.Sandbox;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_names_the_options_and_the_owners()
    {
        using var output = new StringWriter();
        Assert.Equal(0, await CommandLine.RunAsync(["--help"], output, TextWriter.Null));
        Assert.Contains("--database", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Sam Lee", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--urls http://192.0.2.1:80")]
    [InlineData("--urls nonsense")]
    [InlineData("--line-numbering middle")]
    [InlineData("--row-data some")]
    [InlineData("--token")]
    [InlineData("--what")]
    [InlineData("--oauth id,secret")]
    [InlineData("--oauth id,,refresh")]
    [InlineData("--token-lifetime 0")]
    [InlineData("--delay -1")]
    [InlineData("--tier golden")]
    [InlineData("--fault {}")]
    [InlineData("""--fault {"on":"list","do":"drop","nth":-1}""")]
    [InlineData("--batch-rows 0")]
    public async Task A_wrong_option_is_told_and_nothing_starts(string arguments)
    {
        using var errors = new StringWriter();
        Assert.Equal(2, await CommandLine.RunAsync(arguments.Split(' '), TextWriter.Null, errors));
        Assert.Contains("--help", errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("as-sent", RowDataForm.AsSent)]
    [InlineData("trimmed", RowDataForm.Trimmed)]
    [InlineData("none", RowDataForm.None)]
    public void The_form_of_row_data_can_be_chosen(string word, RowDataForm expected)
    {
        Assert.True(CommandLine.TryRead(["--row-data", word], out var options, out _));
        Assert.Equal(expected, options.RowData);
    }

    [Fact]
    public void Every_setting_is_on_the_command_line()
    {
        string[] arguments =
        [
            "--fast", "--tier", "free", "--urls", "http://0.0.0.0:0", "--token", "one", "--token", "two==", "--token", "three=app", "--token-without-scope", "weak",
            "--oauth", "id,secret,refresh", "--oauth", "other,secret,refresh,app", "--token-lifetime", "60",
            "--fault", """{"on":"list","do":"hide"}""", "--delay", "1", "--batch-rows", "2", "--batch-pause", "3", "--paced-rows", "4", "--concurrent", "5", "--large-rows", "6",
            "--max-rows", "7", "--max-bytes", "8", "--imports-per-day", "9", "--rows-per-day", "10", "--calls-per-interval", "11", "--calls-per-day", "12", "--clock-speed", "300",
        ];

        Assert.True(CommandLine.TryRead(arguments, out var options, out _));

        Assert.Equal(new Dictionary<string, string> { ["one"] = "default", ["two=="] = "default", ["three"] = "app" }, options.Tokens);
        Assert.Equal(["weak"], options.TokensWithoutScope);
        Assert.Equal([new SandboxOAuthClient("id", "secret", "refresh"), new SandboxOAuthClient("other", "secret", "refresh", "app")], options.OAuthClients);
        Assert.Equal(60, options.AccessTokenLifetime.TotalSeconds);
        Assert.Equal(FaultAction.Hide, Assert.Single(options.Faults).Do);
        Assert.Equal((1d, 2, 3d, 4), (options.ProcessingDelay.TotalMilliseconds, options.RowsPerBatch, options.BatchPause.TotalMilliseconds, options.PacedRows));
        Assert.Equal((5, 6, 7, 8L), (options.ConcurrentImports, options.LargeImportRows, options.MaxRows, options.MaxFileBytes));
        Assert.Equal((9, 10L, 11, 12), (options.ImportsPerDay, options.RowsPerDay, options.CallsPerInterval, options.CallsPerDay));
        Assert.IsType<ScaledClock>(options.Clock);
    }

    [Fact]
    public async Task A_file_of_custom_objects_that_is_wrong_is_told()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "[{}]");
            using var errors = new StringWriter();
            Assert.Equal(1, await CommandLine.RunAsync(["--urls", "http://127.0.0.1:0", "--schemas", file], TextWriter.Null, errors));
            Assert.Contains("custom objects", errors.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        await using var account = await SandboxAccount.StartAsync();
        using var errors = new StringWriter();
        Assert.Equal(1, await CommandLine.RunAsync(["--urls", account.Server.BaseAddress.ToString()], TextWriter.Null, errors));
        Assert.Contains("could not start", errors.ToString(), StringComparison.Ordinal);
    }
}
