using System.Text.Json;
using HubSpotImports.Checks;
using HubSpotImports.Tests.Files;
using HubSpotImports.Tests.Pipeline;

namespace HubSpotImports.Tests.Checks;

public sealed class SavedPropertiesTests
{
    private const string Email = """{"name":"email","label":"Email","type":"string","fieldType":"text","hasUniqueValue":true,"options":[]}""";

    [Theory]
    [InlineData("[" + Email + "]")]
    [InlineData("{\"results\":[" + Email + "]}")]
    [InlineData(Email)]
    [InlineData("\uFEFF[" + Email + "]")]
    public void An_answer_of_HubSpots_or_a_list_or_one_will_do(string json)
    {
        using var file = new TempFile(json, "properties.json");

        var property = Assert.Single(SavedProperties.Read(file.Path, "0-1"));

        Assert.Equal(("email", "Email", "0-1", true), (property.Name, property.Label, property.ObjectTypeId, property.HasUniqueValue));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("latin1")]
    public void Any_encoding_that_Windows_PowerShell_writes_will_do(string name)
    {
        var encoding = System.Text.Encoding.GetEncoding(name);
        using var file = new TempFile([.. encoding.GetPreamble(), .. encoding.GetBytes("""[{"name":"size","label":"Größe"}]""")], "properties.json");

        Assert.Equal("Größe", Assert.Single(SavedProperties.Read(file.Path, "0-1")).Label);
    }

    [Fact]
    public void What_Get_HsProperty_gave_is_read_back()
    {
        var properties = PropertyList.Of("""{"name":"a","label":"A","type":"enumeration","options":[{"label":"X","value":"x","hidden":true}],"modificationMetadata":{"readOnlyValue":true},"calculated":true,"numberDisplayHint":"currency","hubspotDefined":true}""");
        using var file = new TempFile(JsonSerializer.Serialize(properties), "properties.json");

        Assert.Equal(JsonSerializer.Serialize(properties), JsonSerializer.Serialize(SavedProperties.Read(file.Path, "0-1")));
    }

    [Fact]
    public void Definitions_of_other_object_types_are_passed_over()
    {
        using var file = new TempFile("""[{"name":"a","objectTypeId":"0-1"},{"name":"b","objectTypeId":"0-2"},{"name":"c"}]""", "properties.json");

        Assert.Equal(["a", "c"], SavedProperties.Read(file.Path, "0-1").Select(property => property.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("[null]")]
    [InlineData("{}")]
    [InlineData("{\"results\":null}")]
    [InlineData("[{\"label\":\"no name\"}]")]
    [InlineData("[{\"name\":\"b\",\"objectTypeId\":\"0-2\"}]")]
    public void A_file_that_holds_none_says_how_to_make_one(string json)
    {
        using var file = new TempFile(json, "properties.json");

        var error = Assert.Throws<HsException>(() => SavedProperties.Read(file.Path, "0-1"));

        Assert.Equal("HsPropertyFileInvalid", error.Id);
        Assert.StartsWith("Make it with: Get-HsProperty", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void They_stand_for_the_accounts_own_and_are_read_for_each_object_type()
    {
        using var file = new TempFile("""[{"name":"a","objectTypeId":"0-1"},{"name":"b","objectTypeId":"0-2"}]""", "properties.json");
        var definitions = PropertyDefinitions.SavedIn(file.Path);

        new RecordingSink().Run(async (pipe, stop) =>
        {
            Assert.Equal("a", Assert.Single(await definitions.OfAsync(ObjectTypeName.Resolve("contact"), pipe, stop)).Name);
            Assert.Equal("b", Assert.Single(await definitions.OfAsync(ObjectTypeName.Resolve("company"), pipe, stop)).Name);
        });
    }
}
