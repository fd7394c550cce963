using HubSpotImports.Checks;

namespace HubSpotImports.Tests.Checks;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("0-1", "firstname,unique,email,hs_object_id", "hs_object_id")]
    [InlineData("0-1", "firstname,unique,email", "email")]
    [InlineData("0-2", "name,unique,domain", "domain")]
    [InlineData("0-2", "name,email,unique", "unique")]
    [InlineData("0-3", "domain,email", null)]
    [InlineData("2-7", "serial,hs_object_id", "hs_object_id")]
    public void One_column_identifies_the_best_there_is(string objectType, string names, string? expected)
    {
        var properties = PropertyList.Of([.. names.Split(',').Select(name => $$"""{"name":"{{name}}","hasUniqueValue":{{(name == "unique" ? "true" : "false")}}}""")]);

        Assert.Equal(expected, Identifier.Choose(objectType, properties)?.Name);
    }
}
