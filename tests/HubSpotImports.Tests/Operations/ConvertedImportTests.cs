using System.Text;
using System.Text.Json;
using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using HubSpotImports.Tests.Files;

namespace HubSpotImports.Tests.Operations;

/// <summary>A file in another form than HubSpot's arrives as the right records, and nothing of it goes out that was to stay.</summary>
public sealed class ConvertedImportTests
{
    private const string Text = "Kunde;Email;Gehalt;First Name;Last Name;Notiz\r\nK1;ada@example.com;geheim-4711;Adä;\"Müller; geb. Groß\";geheim, auch\r\nK2;ben@example.com;geheim-0815;Bén;Okoro;\"geheim\r\nzweite Zeile\"\r\n";

    [Fact]
    public async Task A_semicolon_file_in_a_code_page_with_three_columns_left_out()
    {
        byte[] body = [];
        await using var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with
        {
            Intercept = async context =>
            {
                if (context.Request.Method != "POST") return false;
                using var copy = new MemoryStream();
                await context.Request.Body.CopyToAsync(copy);
                body = copy.ToArray();
                context.Request.Body = new MemoryStream(body);
                return false;
            },
        });
        using var file = new TempFile(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Text));
        var request = new StartImportRequest { Files = [NewImportFile.Make(file.Path, sandbox.MappingOf(file, ignore: ["Kunde", "Gehalt", "Notiz"]))], Wait = true };

        var import = Assert.IsType<HsImport>(Assert.Single(sandbox.Start(request).Objects));

        Assert.Equal((HsImportOutcome.AllIn, 2L), (import.Outcome, import.CreatedObjects!.Value));
        using var http = new HttpClient { BaseAddress = sandbox.Server.BaseAddress };
        http.DefaultRequestHeaders.Add("Authorization", "Bearer test-token");
        using var ada = JsonDocument.Parse(await http.GetStringAsync(new Uri("crm/v3/objects/contacts/ada@example.com?idProperty=email&properties=firstname,lastname", UriKind.Relative)));
        Assert.Equal("Adä", ada.RootElement.GetProperty("properties").GetProperty("firstname").GetString());
        Assert.Equal("Müller; geb. Groß", ada.RootElement.GetProperty("properties").GetProperty("lastname").GetString());

        var sent = Encoding.UTF8.GetString(body);
        Assert.Contains("Email,First Name,Last Name\r\nada@example.com,Adä,Müller; geb. Groß\r\n", sent, StringComparison.Ordinal);
        Assert.All(["geheim", "Kunde", "Gehalt", "Notiz", "zweite Zeile", "K1"], secret => Assert.DoesNotContain(secret, sent, StringComparison.Ordinal));
    }
}
