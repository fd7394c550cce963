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
    public async Task A_port_that_is_taken_is_told()
    {
        await using var account = await SandboxAccount.StartAsync();
        using var errors = new StringWriter();
        Assert.Equal(1, await CommandLine.RunAsync(["--urls", account.Server.BaseAddress.ToString()], TextWriter.Null, errors));
        Assert.Contains("could not start", errors.ToString(), StringComparison.Ordinal);
    }
}
