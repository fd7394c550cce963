using HubSpotImports.Operations;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;

namespace HubSpotImports.Tests.Operations;

public sealed class GetImportErrorTests
{
    [Fact]
    public async Task Errors_of_all_pages_come_out_with_line_header_and_row()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        var rows = Enumerable.Range(0, 250).Select(row => row % 2 == 0 ? $"First{row},not an address {row}" : $"First{row},ok{row}@example.com").ToList();
        var import = sandbox.Import("First Name,E-mail\r\n" + string.Join("\r\n", rows));

        var sink = new RecordingSink().Run((pipe, stop) => new GetImportError(sandbox.Client).RunAsync([import.Id], [], pipe, stop));

        var errors = sink.Objects.Cast<HsImportError>().ToList();
        Assert.Equal(125, errors.Count);
        Assert.Equal(125, import.Errors);
        Assert.Equal(Enumerable.Range(0, 125).Select(n => (long?)(n * 2) + 2), errors.Select(error => error.Line));
        Assert.All(errors, error =>
        {
            Assert.Equal((import.Id, "INVALID_EMAIL", "E-mail", 2, "contact", HsRowOutcome.NotIn, HsLineConfidence.Reported), (error.ImportId, error.ErrorType, error.Column, error.ColumnNumber, error.ObjectType, error.Outcome, error.LineConfidence));
            Assert.Equal(rows[(int)error.Line! - 2], error.RowText);
            Assert.StartsWith("not an address", error.Value, StringComparison.Ordinal);
            Assert.NotEqual("", error.Message);
            Assert.NotNull(error.CreatedAt);
        });
        Assert.Equal(2, sandbox.Requests.Count(request => request.EndsWith("/errors", StringComparison.Ordinal)));
        Assert.Equal($"line {errors[0].Line}, E-mail: INVALID_EMAIL", errors[0].ToString());
    }

    [Fact]
    public async Task An_import_without_errors_has_none_and_an_unknown_one_is_an_error()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        var import = sandbox.Import();

        var sink = new RecordingSink().Run((pipe, stop) => new GetImportError(sandbox.Client).RunAsync(["31337", "x y", import.Id], [], pipe, stop));

        Assert.Empty(sink.Objects);
        Assert.Empty(sink.Warnings);
        Assert.Equal(["HsImportNotFound", "HsImportIdInvalid"], sink.ErrorIds);
    }

    [Fact]
    public async Task Of_an_import_that_goes_on_more_errors_may_come()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Held);
        using var file = new TempFile(ConnectedSandbox.Contacts);
        var import = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(sandbox.RequestFor(file, wait: false)).Objects));

        var sink = new RecordingSink().Run((pipe, stop) => new GetImportError(sandbox.Client).RunAsync([import.Id], [], pipe, stop));

        Assert.Contains($"Wait-HsImport -Id {import.Id}", Assert.Single(sink.Warnings), StringComparison.Ordinal);
    }
}
