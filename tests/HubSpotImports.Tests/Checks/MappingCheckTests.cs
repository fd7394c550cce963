using HubSpotImports.Checks;
using HubSpotImports.Files;
using HubSpotImports.Operations;

namespace HubSpotImports.Tests.Checks;

public sealed class MappingCheckTests
{
    private static readonly SourceFile File = new("contacts.csv", HsFileFormat.Csv, 1, ["Email", " First Name ", "Note"]);

    [Fact]
    public void Order_does_not_matter_and_the_files_own_header_is_sent()
    {
        var fitted = MappingCheck.Fit(File, [Map("Note", "message"), Ignore("Email"), Map("First Name", "firstname")], out var errors);

        Assert.Empty(errors);
        Assert.Equal([1, 2], fitted!.Kept);
        Assert.Equal([" First Name → contact.firstname", "Note → contact.message"], fitted.Columns.Select(column => column.ToString().Replace("Name  →", "Name →", StringComparison.Ordinal)));
        Assert.Equal(" First Name ", fitted.Columns[0].ColumnName);
    }

    [Fact]
    public void An_exact_header_goes_before_one_that_is_trimmed()
    {
        var file = File with { Header = ["Name ", "Name"] };

        var fitted = MappingCheck.Fit(file, [Map("Name", "lastname"), Map("Name ", "firstname")], out _);

        Assert.Equal(["firstname", "lastname"], fitted!.Columns.Select(column => column.PropertyName));
    }

    [Fact]
    public void A_column_without_a_mapping_is_an_error() => AssertOnly("HsColumnNotMapped", "'Note'", Map("Email", "email"), Map("First Name", "firstname"));

    [Fact]
    public void Mappings_without_a_column_are_one_error_with_the_neighbours_that_have_none()
    {
        Assert.Null(MappingCheck.Fit(File, [Map("Email", "email"), Map("First Name", "firstname"), Map("Notes", "message"), Map("Fax", "fax")], out var errors));

        Assert.Equal(["HsColumnNotInFile", "HsColumnNotMapped"], errors.Select(error => error.Id));
        Assert.Contains("2 columns that 'contacts.csv' does not have: 'Notes', 'Fax'. Nearest: 'Note'", errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Case_tells_columns_apart() =>
        AssertOnly("HsColumnNotInFile", "'note'", Map("Email", "email"), Map("First Name", "firstname"), Map("Note", "message"), Map("note", "other"));

    [Fact]
    public void A_column_with_two_mappings_is_an_error() =>
        AssertOnly("HsColumnMappedTwice", "' First Name '", Map("Email", "email"), Map("First Name", "firstname"), Map(" First Name ", "lastname"), Map("Note", "message"));

    [Fact]
    public void A_property_of_two_columns_is_an_error() =>
        AssertOnly("HsPropertyMappedTwice", "'Email', 'Note'", Map("Email", "email"), Map("First Name", "firstname"), Map("Note", "email"));

    [Fact]
    public void The_same_property_of_two_object_types_is_none()
    {
        var company = NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Note", PropertyName = "email", ObjectType = "company" });

        Assert.NotNull(MappingCheck.Fit(File, [Map("Email", "email"), Ignore("First Name"), company], out _));
    }

    [Fact]
    public void Something_must_be_sent() => AssertOnly("HsAllColumnsIgnored", "every column", Ignore("Email"), Ignore("First Name"), Ignore("Note"));

    [Fact]
    public void All_that_stands_against_a_mapping_is_told()
    {
        Assert.Null(MappingCheck.Fit(File, [Map("Email", "email"), Map("Email", "email"), Map("Fax", "fax"), Map("Note", "email")], out var errors));

        Assert.Equal(["HsColumnMappedTwice", "HsColumnNotInFile", "HsColumnNotMapped", "HsPropertyMappedTwice"], errors.Select(error => error.Id).Order());
    }

    [Fact]
    public void Properties_are_looked_up_for_the_object_type_that_has_them()
    {
        var properties = PropertyList.Of("""{"name":"email"}""", """{"name":"createdate","calculated":true}""", """{"name":"gone","archived":true}""");
        var common = NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Common", ObjectType = "contact", PropertyName = "of_the_other", ToObjectType = "company", AssociationTypeId = 279 });
        var deal = NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Deal", ObjectType = "deal", PropertyName = "dealname" });

        var errors = MappingCheck.CheckProperties([Map("A", "email"), Map("B", "emial"), Map("C", "createdate"), Map("D", "gone"), common, deal], ObjectTypeName.Resolve("contact"), properties).ToList();

        Assert.Equal(["HsUnknownProperty", "HsPropertyReadOnly", "HsPropertyArchived"], errors.Select(error => error.Id));
        Assert.Contains("Nearest: 'email'", errors[0].Message, StringComparison.Ordinal);
    }

    private static void AssertOnly(string id, string said, params HsColumnMapping[] mappings)
    {
        Assert.Null(MappingCheck.Fit(File, mappings, out var errors));
        var error = Assert.Single(errors);
        Assert.Equal(id, error.Id);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    private static HsColumnMapping Map(string header, string property) =>
        NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = header, PropertyName = property, ObjectType = "contact", ColumnType = HsColumnType.Standard });

    private static HsColumnMapping Ignore(string header) => NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = header, Ignored = true });
}
