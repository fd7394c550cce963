using System.Collections;
using System.Text.Json;
using FsCheck.Fluent;
using HubSpotImports.Checks;
using HubSpotImports.Operations;
using HubSpotImports.Tests.Files;

namespace HubSpotImports.Tests.Operations;

public sealed class MappingValuesTests
{
    [Fact]
    public void A_hashtable_that_somebody_typed_will_do()
    {
        var mapping = Of(new Hashtable { ["ColumnName"] = "E-mail", ["PropertyName"] = "email", ["ObjectType"] = "contacts" });

        Assert.Equal(("E-mail", "email", "0-1", "contact", HsColumnType.AlternateId), (mapping.ColumnName, mapping.PropertyName, mapping.ObjectTypeId, mapping.ObjectType, mapping.ColumnType));
    }

    [Theory]
    [InlineData("ObjectId")]
    [InlineData("objectid")]
    [InlineData("HUBSPOT_OBJECT_ID")]
    [InlineData("1")]
    [InlineData(1)]
    [InlineData(1L)]
    [InlineData(HsColumnType.ObjectId)]
    public void A_column_type_may_be_a_word_of_ours_or_HubSpots_or_a_number(object type)
    {
        Assert.Equal(HsColumnType.ObjectId, Of(new Hashtable { ["ColumnName"] = "C", ["PropertyName"] = "p", ["ObjectTypeId"] = "0-3", ["ColumnType"] = type }).ColumnType);
    }

    [Fact]
    public void Every_column_type_is_read_back_from_each_of_its_words()
    {
        foreach (var type in Enum.GetValues<HsColumnType>())
        {
            foreach (var word in new object[] { type.ToString(), (int)type, HubSpotImports.Api.Vocabulary.Word(type) })
            {
                var isProperty = type is HsColumnType.Standard or HsColumnType.ObjectId or HsColumnType.AlternateId;
                var mapping = Of(new Hashtable
                {
                    ["ColumnName"] = "C",
                    ["PropertyName"] = isProperty ? "p" : null,
                    ["ObjectType"] = "contact",
                    ["ToObjectType"] = type == HsColumnType.AssociationLabel ? "company" : null,
                    ["MarketingEventSubmissionType"] = type == HsColumnType.EventTimestamp ? "joined" : null,
                    ["ColumnType"] = word,
                });
                Assert.Equal(type, mapping.ColumnType);
            }
        }
    }

    [Theory]
    [InlineData("17")]
    [InlineData("Standrad")]
    [InlineData("-1")]
    public void Another_word_is_told_with_those_that_there_are(string word)
    {
        var error = Assert.Throws<FormatException>(() => Of(new Hashtable { ["ColumnName"] = "C", ["PropertyName"] = "p", ["ObjectType"] = "contact", ["ColumnType"] = word }));

        Assert.Contains("AlternateId", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_that_differ_are_a_conflict()
    {
        var error = Assert.Throws<HsException>(() => Of(new Hashtable { ["ColumnName"] = "C", ["PropertyName"] = "p", ["ObjectType"] = "contact", ["ColumnType"] = "STANDARD", ["IdColumnType"] = "HUBSPOT_OBJECT_ID" }));

        Assert.Equal("HsColumnTypeConflict", error.Id);
    }

    [Fact]
    public void Saved_mappings_are_read_back_as_they_were()
    {
        HsColumnMapping[] mappings =
        [
            NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "E-mail \"x\"", PropertyName = "email", ObjectType = "contact", AssociationIdentifierColumn = true }),
            NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Serial", PropertyName = "serial", ObjectType = "2-123", IdColumnType = HsIdColumnType.AlternateId }),
            NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Common", ObjectType = "company", ToObjectType = "contact", AssociationTypeId = 280, AssociationCategory = "USER_DEFINED" }),
            NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Joined", ObjectType = "marketing_event", ColumnType = HsColumnType.EventTimestamp, MarketingEventSubmissionType = HsMarketingEventSubmissionType.Joined }),
            NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Note", Ignored = true }),
        ];
        using var many = new TempFile(JsonSerializer.Serialize(mappings), "mapping.json");
        using var one = new TempFile("\uFEFF" + JsonSerializer.Serialize(mappings[0]), "mapping.json");

        Assert.Equal(mappings, MappingValues.Read(many.Path));
        Assert.Equal([mappings[0]], MappingValues.Read(one.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("[5]")]
    [InlineData("[{\"ColumnName\":\"C\",\"PropertyName\":\"p\",\"ObjectType\":\"contact\",\"ColumnType\":\"x\"}]")]
    [InlineData("[{\"ColumnName\":\"C\",\"PropertyName\":\"p\",\"ObjectType\":\"contact\",\"AssociationTypeId\":99999999999}]")]
    [InlineData("[{\"ColumnName\":\"C\",\"PropertyName\":\"p\",\"ObjectType\":\"contact\",\"AssociationTypeId\":1.5}]")]
    public void A_file_that_holds_no_mappings_says_how_to_make_one(string json)
    {
        using var file = new TempFile(json, "mapping.json");

        var error = Assert.Throws<HsException>(() => MappingValues.Read(file.Path));

        Assert.Equal("HsMappingFileInvalid", error.Id);
        Assert.Contains(file.Path, error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_missing_or_a_folder_or_locked_says_so()
    {
        using var file = new TempFile("[]", "mapping.json");
        var error = Assert.Throws<HsException>(() => MappingValues.Read(file.Path + "x"));
        Assert.Equal("HsFileNotFound", error.Id);
        Assert.StartsWith("Make it: New-HsColumnMapping ", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("HsFileNotFound", Assert.Throws<HsException>(() => MappingValues.Read(file.Folder)).Id);

        using var held = new FileStream(file.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal("HsFileLocked", Assert.Throws<HsException>(() => MappingValues.Read(file.Path)).Id);
    }

    [Fact]
    public void Damaged_files_never_end_in_a_fault_of_ours()
    {
        const string Mapping = """[{"ColumnName":"C","PropertyName":"p","ObjectTypeId":"0-1","ColumnType":2,"AssociationTypeId":280,"Ignored":false,"MarketingEventSubmissionType":null}]""";
        const string Property = """{"results":[{"name":"n","label":"L","options":[{"label":"A","value":"a"}],"modificationMetadata":{"readOnlyValue":true}}]}""";
        Prop.ForAll(Gen.Elements(Mapping, Property).ToArbitrary(), Gen.Choose(0, 400).ToArbitrary(), Gen.Elements("null", "{}", "[]", "1e99", "-1", "\"\"", "\\", "}", ",", "\u0000", "é").ToArbitrary(), (text, at, piece) =>
        {
            var start = at % text.Length;
            using var file = new TempFile(text[..start] + piece + text[Math.Min(text.Length, start + (at % 7))..], "saved.json");
            foreach (var read in new Action[] { () => MappingValues.Read(file.Path), () => SavedProperties.Read(file.Path, "0-1") })
            {
                var fault = Record.Exception(read);
                Assert.True(fault is null or HsException, $"{File.ReadAllText(file.Path)}: {fault}");
            }
        }).Holds(cases: 1_000);
    }

    private static HsColumnMapping Of(Hashtable values) => MappingValues.ToMapping(name => values[name]);
}
