using HubSpotImports.Operations;
using HubSpotImports.Tests.Pipeline;

namespace HubSpotImports.Tests.Operations;

public sealed class GetPropertyTests
{
    [Theory]
    [InlineData("contact")]
    [InlineData("Contacts")]
    [InlineData("0-1")]
    public async Task An_object_type_may_be_named_or_numbered(string objectType)
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();

        var sink = new RecordingSink().Run((pipe, stop) => new GetProperty(sandbox.Client).RunAsync(new GetPropertyRequest { ObjectTypes = [objectType] }, pipe, stop));

        Assert.Contains(sink.Objects.Cast<HsProperty>(), property => property is { Name: "firstname", Label: "First Name", ObjectTypeId: "0-1" });
        Assert.Empty(sink.Errors);
    }

    [Fact]
    public async Task Name_and_label_are_both_looked_at()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();

        Assert.Equal(["firstname"], Names("firstname"));
        Assert.Equal(["firstname"], Names("First Name"));

        IEnumerable<string> Names(string wanted) => new RecordingSink()
            .Run((pipe, stop) => new GetProperty(sandbox.Client).RunAsync(new GetPropertyRequest { ObjectTypes = ["contact"], NameMatches = name => name == wanted }, pipe, stop))
            .Objects.Cast<HsProperty>().Select(property => property.Name);
    }

    [Fact]
    public async Task An_unknown_object_type_is_an_error_with_its_neighbours_and_the_others_come_out()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();

        var sink = new RecordingSink().Run((pipe, stop) => new GetProperty(sandbox.Client).RunAsync(new GetPropertyRequest { ObjectTypes = ["contcat", "company"] }, pipe, stop));

        var error = Assert.Single(sink.Errors);
        Assert.Equal("HsUnknownObjectType", error.Id);
        Assert.Contains("'contact'", error.Message, StringComparison.Ordinal);
        Assert.All(sink.Objects.Cast<HsProperty>(), property => Assert.Equal("0-2", property.ObjectTypeId));
        Assert.NotEmpty(sink.Objects);
    }
}
