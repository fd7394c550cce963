using System.Text;
using System.Text.Json;
using HubSpotImports.Api;
using HubSpotImports.Operations;
using HubSpotImports.Tests.Files;

namespace HubSpotImports.Tests.Api;

/// <summary>The importRequest, in all the shapes of HubSpot's guide.</summary>
public sealed class ImportRequestJsonTests
{
    [Fact]
    public void The_least_request_has_the_least_fields() => Assert.Equal(
        """{"name":"N","files":[{"fileName":"up.csv","fileFormat":"CSV","fileImportPage":{"hasHeader":true,"columnMappings":[{"columnObjectTypeId":"0-1","columnName":"E-mail","propertyName":"email","columnType":"HUBSPOT_ALTERNATE_ID"}]}}]}""",
        JsonOf(request => request, new ExplicitColumnMapping { ColumnName = "E-mail", PropertyName = "email", ObjectType = "contact" }));

    [Fact]
    public void Every_field_of_the_guide_is_written_in_its_words() => Assert.Equal(
        """{"name":"N","importOperations":{"0-1":"UPSERT","0-2":"CREATE","2-123":"UPDATE"},"dateFormat":"DAY_MONTH_YEAR","timeZone":"America/New_York","marketableContactImport":true,"createContactListFromImport":false,"marketingEventObjectId":9007199254740993""",
        (JsonOf(
            request => request with
            {
                Operations = new Dictionary<string, HsImportOperation> { ["0-1"] = HsImportOperation.Upsert, ["0-2"] = HsImportOperation.Create, ["2-123"] = HsImportOperation.Update },
                DateFormat = HsDateFormat.DayMonthYear,
                TimeZone = "America/New_York",
                MarketableContactImport = true,
                CreateContactListFromImport = false,
                MarketingEventObjectId = 9_007_199_254_740_993,
            },
            new ExplicitColumnMapping { ColumnName = "E-mail", PropertyName = "email", ObjectType = "contact" })).Split(",\"files\"")[0]);

    [Theory]
    [InlineData(HsDateFormat.MonthDayYear, "MONTH_DAY_YEAR")]
    [InlineData(HsDateFormat.DayMonthYear, "DAY_MONTH_YEAR")]
    [InlineData(HsDateFormat.YearMonthDay, "YEAR_MONTH_DAY")]
    public void Date_formats_have_HubSpots_words(HsDateFormat format, string word) => Assert.Contains(
        $"\"dateFormat\":\"{word}\"",
        JsonOf(request => request with { DateFormat = format }, new ExplicitColumnMapping { ColumnName = "E", PropertyName = "email", ObjectType = "contact" }),
        StringComparison.Ordinal);

    public static TheoryData<string, string> Shapes => new()
    {
        { "record id", """{"columnObjectTypeId":"0-1","columnName":"C","propertyName":"hs_object_id","columnType":"HUBSPOT_OBJECT_ID"}""" },
        { "standard", """{"columnObjectTypeId":"0-3","columnName":"C","propertyName":"dealname","columnType":"STANDARD"}""" },
        { "custom object", """{"columnObjectTypeId":"2-123","columnName":"C","propertyName":"serial","columnType":"HUBSPOT_ALTERNATE_ID"}""" },
        { "label", """{"columnObjectTypeId":"0-1","columnName":"C","columnType":"FLEXIBLE_ASSOCIATION_LABEL","toColumnObjectTypeId":"0-2"}""" },
        { "common, owner", """{"columnObjectTypeId":"0-1","columnName":"C","propertyName":"email","columnType":"HUBSPOT_ALTERNATE_ID","associationIdentifierColumn":true}""" },
        { "common, other", """{"columnObjectTypeId":"0-2","columnName":"C","propertyName":null,"columnType":"STANDARD","toColumnObjectTypeId":"0-1","foreignKeyType":{"associationTypeId":280,"associationCategory":"HUBSPOT_DEFINED"}}""" },
        { "existing records", """{"columnObjectTypeId":"0-1","columnName":"C","propertyName":null,"idColumnType":"HUBSPOT_OBJECT_ID","foreignKeyType":{"associationTypeId":1,"associationCategory":"USER_DEFINED"}}""" },
        { "keys", """{"columnObjectTypeId":"0-1","columnName":"C","columnType":"ASSOCIATION_KEYS"}""" },
        { "event", """{"columnObjectTypeId":"0-54","columnName":"C","columnType":"EVENT_TIMESTAMP","marketingEventSubmissionType":"CANCELLED"}""" },
        { "older", """{"columnObjectTypeId":"0-1","columnName":"C","propertyName":"email","idColumnType":"HUBSPOT_ALTERNATE_ID"}""" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Columns_have_the_fields_of_their_shape_and_no_others(string shape, string expected)
    {
        ExplicitColumnMapping column = new() { ColumnName = "C", ObjectType = "contact" };
        column = shape switch
        {
            "record id" => column with { PropertyName = "hs_object_id" },
            "standard" => column with { ObjectType = "deal", PropertyName = "dealname" },
            "custom object" => column with { ObjectType = "2-123", PropertyName = "serial", ColumnType = HsColumnType.AlternateId },
            "label" => column with { ColumnType = HsColumnType.AssociationLabel, ToObjectType = "company" },
            "common, owner" => column with { PropertyName = "email", AssociationIdentifierColumn = true },
            "common, other" => column with { ObjectType = "company", ToObjectType = "contact", AssociationTypeId = 280 },
            "existing records" => column with { IdColumnType = HsIdColumnType.ObjectId, AssociationTypeId = 1, AssociationCategory = "USER_DEFINED" },
            "keys" => column with { ColumnType = HsColumnType.AssociationKeys },
            "event" => column with { ObjectType = "marketing_event", ColumnType = HsColumnType.EventTimestamp, MarketingEventSubmissionType = HsMarketingEventSubmissionType.Cancelled },
            _ => column with { PropertyName = "email", IdColumnType = HsIdColumnType.AlternateId },
        };

        var json = JsonDocument.Parse(JsonOf(request => request, column)).RootElement;

        Assert.Equal(expected, json.GetProperty("files")[0].GetProperty("fileImportPage").GetProperty("columnMappings")[0].GetRawText());
    }

    [Fact]
    public async Task A_workbook_is_a_spreadsheet_and_its_name_is_that_of_the_upload()
    {
        using var file = new TempFile(new XlsxFile().Bytes, "contacts.xlsx");
        var request = await file.ToUploadAsync();

        var described = JsonDocument.Parse(request.ToJson()).RootElement.GetProperty("files")[0];

        Assert.Equal("SPREADSHEET", described.GetProperty("fileFormat").GetString());
        Assert.Equal(request.Files[0].UploadName, described.GetProperty("fileName").GetString());
    }

    [Fact]
    public void Names_of_any_language_arrive_as_they_are()
    {
        var json = JsonDocument.Parse(JsonOf(
            request => request with { Name = "Überfällige \"Kontakte\" 漢字 😀" },
            new ExplicitColumnMapping { ColumnName = "Größe\r\n(cm)", PropertyName = "height", ObjectType = "contact" })).RootElement;

        Assert.Equal("Überfällige \"Kontakte\" 漢字 😀", json.GetProperty("name").GetString());
        Assert.Equal("Größe\r\n(cm)", json.GetProperty("files")[0].GetProperty("fileImportPage").GetProperty("columnMappings")[0].GetProperty("columnName").GetString());
    }

    private static string JsonOf(Func<ImportRequest, ImportRequest> change, ExplicitColumnMapping column)
    {
        var request = new ImportRequest { Name = "N", Files = [new MappedFile("up.csv", HsFileFormat.Csv, [NewColumnMapping.Make(column)])] };
        var json = new ImportUpload(change(request).ToBody(), []).ToJson();

        // As a journal keeps it.
        var kept = JsonSerializer.Deserialize(json, WireJson.Default.ImportRequestBody)!;
        Assert.Equal(json, new ImportUpload(kept, []).ToJson());
        return Encoding.UTF8.GetString(json);
    }
}
