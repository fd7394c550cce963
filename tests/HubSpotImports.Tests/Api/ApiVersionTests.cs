using HubSpotImports.Api;

namespace HubSpotImports.Tests.Api;

public sealed class ApiVersionTests
{
    [Theory]
    [InlineData("v3", "crm/v3/imports/", "crm/v3/imports/47", "crm/v3/properties/0-1")]
    [InlineData("2026-03", "crm/imports/2026-03", "crm/imports/2026-03/47", "crm/properties/2026-03/0-1")]
    [InlineData("2031-09", "crm/imports/2031-09", "crm/imports/2031-09/47", "crm/properties/2031-09/0-1")]
    public void Addresses_are_those_of_HubSpots_files_and_only_v3_ends_with_a_slash(string name, string imports, string import, string properties)
    {
        var version = new ApiVersion(name);

        Assert.True(ApiVersion.IsValid(name));
        Assert.Equal((imports, import, properties), (version.Imports, version.Import("47"), version.Properties("0-1")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("v4")]
    [InlineData("V3")]
    [InlineData("2026-3")]
    [InlineData("2026/03")]
    [InlineData("2026-03/../x")]
    [InlineData("٢٠٢٦-٠٣")]
    public void Other_words_are_no_versions(string name) => Assert.False(ApiVersion.IsValid(name));

    [Fact]
    public void Names_of_object_types_are_escaped() => Assert.Equal("crm/v3/properties/a%2Fb%3Fc", new ApiVersion("v3").Properties("a/b?c"));
}
