using HubSpotImports.Operations;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;

namespace HubSpotImports.Tests.Operations;

public sealed class NewColumnMappingTests
{
    [Fact]
    public async Task A_files_header_is_paired_in_its_order_and_one_column_identifies()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();
        using var file = new TempFile("Tel.;Vorname;E-MAIL;Internal note;Company Name\r\n1;2;3;4;5\r\n");

        var sink = Map(sandbox, new NewColumnMappingRequest
        {
            ObjectType = "contact",
            Path = file.Path,
            Map = new Dictionary<string, string> { [" vorname"] = "First Name", ["Company Name"] = "COMPANY" },
            Ignore = ["internal NOTE"],
        });

        Assert.Empty(sink.Errors);
        Assert.Equal(
            ["Tel. → contact.phone", "Vorname → contact.firstname", "E-MAIL → contact.email", "Internal note (ignored)", "Company Name → contact.company"],
            sink.Objects.Select(mapping => mapping.ToString()));
        Assert.All(sink.Objects.Cast<HsColumnMapping>(), mapping => Assert.Equal((file.Path, mapping.PropertyName == "email" ? HsColumnType.AlternateId : HsColumnType.Standard), (mapping.SourcePath, mapping.ColumnType)));
    }

    [Fact]
    public async Task Every_header_that_pairs_with_nothing_is_an_error_and_the_others_come_out()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();

        var sink = Map(sandbox, new NewColumnMappingRequest { ObjectType = "contact", Headers = ["Email", "Emial", "Lieblingsfarbe"] });

        Assert.Equal(["HsHeaderNotPaired", "HsHeaderNotPaired"], sink.ErrorIds);
        Assert.Contains("'email'", sink.Errors[0].Message, StringComparison.Ordinal);
        Assert.EndsWith("-Map @{ 'Emial' = 'email' }", sink.Errors[0].RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("Nearest", sink.Errors[1].Message, StringComparison.Ordinal);
        Assert.Equal("Email", Assert.IsType<HsColumnMapping>(Assert.Single(sink.Objects)).ColumnName);
    }

    [Fact]
    public async Task Names_in_map_and_ignore_that_are_no_headers_are_errors()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();

        var sink = Map(sandbox, new NewColumnMappingRequest { ObjectType = "contact", Headers = ["Email"], Map = new Dictionary<string, string> { ["Emial"] = "email" }, Ignore = ["Fax"] });

        Assert.Equal(["HsNotAHeader", "HsNotAHeader"], sink.ErrorIds);
        Assert.Contains("Nearest: 'Email'", sink.Errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_entries_of_map_for_one_header_are_an_error_of_theirs()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();

        var sink = Map(sandbox, new NewColumnMappingRequest { ObjectType = "contact", Headers = ["Tel"], Map = new Dictionary<string, string> { ["Tel"] = "phone", ["tel "] = "mobilephone" } });

        Assert.Equal(["HsColumnMappedTwice"], sink.ErrorIds);
    }

    [Fact]
    public async Task Two_headers_for_one_property_are_an_error()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();

        var sink = Map(sandbox, new NewColumnMappingRequest { ObjectType = "contact", Headers = ["Phone", "Telephone", "Email"] });

        var error = Assert.Single(sink.Errors);
        Assert.Equal("HsPropertyMappedTwice", error.Id);
        Assert.Contains("'Phone', 'Telephone'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_property_that_somebody_typed_wrong_is_named_with_its_neighbours()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();

        var sink = Map(sandbox, new NewColumnMappingRequest { ObjectType = "contact", Headers = ["Given"], Map = new Dictionary<string, string> { ["Given"] = "fristname" } });

        Assert.Equal(["HsUnknownProperty"], sink.ErrorIds);
        Assert.Contains("'firstname'", sink.Errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_object_type_or_file_is_an_error_of_this_one()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync();

        var error = Assert.Single(Map(sandbox, new NewColumnMappingRequest { ObjectType = "contcat", Headers = ["Email"] }).Errors);
        Assert.Equal("HsUnknownObjectType", error.Id);
        Assert.Contains("'contact'", error.Message, StringComparison.Ordinal);

        Assert.Equal(["HsFileNotFound"], Map(sandbox, new NewColumnMappingRequest { ObjectType = "contact", Path = "absent.csv" }).ErrorIds);
    }

    [Fact]
    public async Task A_token_that_is_no_good_ends_the_command()
    {
        await using var sandbox = await ConnectedSandbox.StartAsync(ConnectedSandbox.Refusing(_ => 401));

        Assert.Equal("HsUnauthorized", Assert.Throws<HsException>(() => Map(sandbox, new NewColumnMappingRequest { ObjectType = "contact", Headers = ["Email"] })).Id);
    }

    [Theory]
    [InlineData("contact", "email", HsColumnType.AlternateId)]
    [InlineData("company", "domain", HsColumnType.AlternateId)]
    [InlineData("company", "email", HsColumnType.Standard)]
    [InlineData("deal", "hs_object_id", HsColumnType.ObjectId)]
    [InlineData("2-123", "serial", HsColumnType.Standard)]
    public void A_column_said_in_full_gets_the_type_that_its_property_suggests(string objectType, string property, HsColumnType expected) =>
        Assert.Equal(expected, NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "C", PropertyName = property, ObjectType = objectType }).ColumnType);

    public static TheoryData<string, ExplicitColumnMapping> Incomplete => new()
    {
        { "no column name", new ExplicitColumnMapping { ColumnName = "", PropertyName = "email", ObjectType = "contact" } },
        { "no object type", new ExplicitColumnMapping { ColumnName = "C", PropertyName = "email" } },
        { "no property", new ExplicitColumnMapping { ColumnName = "C", ObjectType = "contact" } },
        { "-ToObjectType", new ExplicitColumnMapping { ColumnName = "C", ObjectType = "contact", ColumnType = HsColumnType.AssociationLabel } },
        { "-MarketingEventSubmissionType", new ExplicitColumnMapping { ColumnName = "C", ObjectType = "marketing_event", ColumnType = HsColumnType.EventTimestamp } },
    };

    [Theory]
    [MemberData(nameof(Incomplete))]
    public void A_column_said_in_part_is_told_what_it_lacks(string what, ExplicitColumnMapping mapping)
    {
        var error = Assert.Throws<HsException>(() => NewColumnMapping.Make(mapping));

        Assert.Equal("HsMappingIncomplete", error.Id);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Column_type_and_the_older_word_for_it_must_agree()
    {
        ExplicitColumnMapping mapping = new() { ColumnName = "C", PropertyName = "email", ObjectType = "contact", ColumnType = HsColumnType.ObjectId, IdColumnType = HsIdColumnType.AlternateId };

        Assert.Equal("HsColumnTypeConflict", Assert.Throws<HsException>(() => NewColumnMapping.Make(mapping)).Id);
        Assert.Equal(HsColumnType.AlternateId, NewColumnMapping.Make(mapping with { ColumnType = HsColumnType.AlternateId }).ColumnType);
        Assert.Equal(HsColumnType.AlternateId, NewColumnMapping.Make(mapping with { ColumnType = null }).ColumnType);
    }

    private static RecordingSink Map(ConnectedSandbox sandbox, NewColumnMappingRequest request) =>
        new RecordingSink().Run((pipe, stop) => NewColumnMapping.RunAsync(request, sandbox.Definitions, pipe, stop));
}
