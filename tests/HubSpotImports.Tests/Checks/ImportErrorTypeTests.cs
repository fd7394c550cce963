using System.Text.Json;
using HubSpotImports.Checks;
using HubSpotImports.Tests.Sandbox;
using Xunit.Abstractions;

namespace HubSpotImports.Tests.Checks;

public sealed class ImportErrorTypeTests(ITestOutputHelper output)
{
    [Fact]
    public void The_list_is_HubSpots_own()
    {
        if (OpenApiContract.FindFolder() is not { } folder)
        {
            output.WriteLine("Not compared: no folder above the tests has shared/hubspot-openapi.");
            Assert.Equal(68, ImportErrorType.All.Count);
            return;
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "imports-2026-09.json")));
        var codes = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("PublicImportError").GetProperty("properties").GetProperty("errorType").GetProperty("enum")
            .EnumerateArray().Select(code => code.GetString()!).ToList();

        Assert.Equal(codes.Order(StringComparer.Ordinal), ImportErrorType.All.Select(type => type.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_has_a_sentence() => Assert.All(ImportErrorType.All, type => Assert.EndsWith(".", type.Meaning, StringComparison.Ordinal));

    [Fact]
    public void A_code_of_the_future_has_an_outcome_that_nobody_knows()
    {
        var type = ImportErrorType.Find("INVENTED_LATER");

        Assert.Equal(("INVENTED_LATER", HsRowOutcome.Unknown), (type.Code, type.RowOutcome));
        Assert.DoesNotContain(ImportErrorType.All, known => known.Code == "INVENTED_LATER");
    }
}
