using System.Net.Http.Json;
using System.Text.Json;
using HubSpotImports.Sandbox;

namespace HubSpotImports.Tests.Sandbox;

public sealed class PropertyTests
{
    [Theory]
    [InlineData("contacts", "0-1", 100)]
    [InlineData("company", "0-2", 80)]
    [InlineData("deals", "0-3", 50)]
    [InlineData("tickets", "0-5", 50)]
    [InlineData("notes", "0-46", 20)]
    public async Task The_standard_properties_of_a_type_are_served_by_name_and_id(string name, string id, int atLeast)
    {
        await using var account = await SandboxAccount.StartAsync();
        var byName = (await account.GetAsync($"/crm/v3/properties/{name}")).GetProperty("results");
        var byId = (await account.GetAsync($"/crm/properties/2026-03/{id}")).GetProperty("results");
        Assert.Equal(byName.GetRawText(), byId.GetRawText());
        Assert.True(byName.GetArrayLength() >= atLeast, $"only {byName.GetArrayLength()}");
        Assert.Empty((await account.GetAsync($"/crm/v3/properties/{name}?archived=true")).GetProperty("results").EnumerateArray());
    }

    [Fact]
    public async Task Every_type_has_what_its_records_need()
    {
        await using var account = await SandboxAccount.StartAsync();
        foreach (var type in HsObjectType.All)
        {
            var names = (await account.GetAsync($"/crm/v3/properties/{type.Id}")).GetProperty("results").EnumerateArray().Select(property => property.Text("name")).ToList();
            Assert.Contains("hs_object_id", names);
            Assert.Contains("hubspot_owner_id", names);
            Assert.All(type.RequiredProperties, name => Assert.Contains(name, names));
            Assert.Equal(names.Count, names.Distinct().Count());
        }
    }

    [Theory]
    [InlineData("contacts/createdate", "modificationMetadata.readOnlyValue", "true")]
    [InlineData("contacts/num_associated_deals", "calculated", "true")]
    [InlineData("contacts/hubspot_owner_id", "externalOptions", "true")]
    [InlineData("contacts/hs_buying_role", "fieldType", "\"checkbox\"")]
    [InlineData("contacts/email", "hasUniqueValue", "true")]
    [InlineData("contacts/lifecyclestage", "options.0.value", "\"subscriber\"")]
    [InlineData("contacts/lifecyclestage", "options.2.label", "\"Marketing Qualified Lead\"")]
    [InlineData("companies/industry", "options.0.value", "\"ACCOUNTING\"")]
    [InlineData("deals/closedate", "type", "\"datetime\"")]
    public async Task Properties_say_what_HubSpot_says(string path, string field, string expected)
    {
        await using var account = await SandboxAccount.StartAsync();
        var element = await account.GetAsync("/crm/v3/properties/" + path);
        foreach (var step in field.Split('.'))
            element = int.TryParse(step, out var index) ? element[index] : element.GetProperty(step);
        Assert.Equal(expected, element.GetRawText());
    }

    [Fact]
    public async Task A_property_of_ones_own_is_kept_with_the_database_and_identifies_records()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var options = SandboxOptions.FullSpeed with { Database = Path.Combine(folder.FullName, "sandbox.db") };
            await using (var first = await SandboxAccount.StartAsync(options))
            {
                using var content = JsonContent.Create(JsonSerializer.Deserialize<JsonElement>(
                    """{"name":"customer_no","label":"No","type":"string","fieldType":"text","groupName":"contactinformation","hasUniqueValue":true}"""));
                Assert.Equal(201, (await first.SendAsync(HttpMethod.Post, "/crm/v3/properties/contacts", content)).Status);
            }

            await using var second = await SandboxAccount.StartAsync(options);
            var import = await second.ImportAsync(ImportForm.Csv("0-1", "7,Ann\n7,Anna\n", "No=customer_no:HUBSPOT_ALTERNATE_ID", "Name=firstname"));
            Assert.Equal((1L, 1L), (import.Counter("CREATED_OBJECTS"), import.Counter("UPDATED_OBJECTS")));
            Assert.Equal("Anna", (await second.ObjectAsync("contacts/7?idProperty=customer_no")).Text("firstname"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
