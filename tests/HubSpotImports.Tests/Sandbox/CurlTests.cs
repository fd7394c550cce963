using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Xunit.Abstractions;

namespace HubSpotImports.Tests.Sandbox;

/// <summary>The command of HubSpot's imports guide as it stands there, but for address, token and file.</summary>
public sealed class CurlTests(ITestOutputHelper output)
{
    private const string Request = """
        {"name":"November Marketing Event Leads","importOperations":{"0-1":"CREATE"},"dateFormat":"DAY_MONTH_YEAR","files":[{"fileName":"Nov-event-leads.csv",
        "fileFormat":"CSV","fileImportPage":{"hasHeader":true,"columnMappings":[{"columnObjectTypeId":"0-1","columnName":"First Name","propertyName":"firstname"},
        {"columnObjectTypeId":"0-1","columnName":"Email","propertyName":"email","columnType":"HUBSPOT_ALTERNATE_ID"}]}}]}
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_command_of_the_guide_works(bool filesFirst)
    {
        await using var account = await SandboxAccount.StartAsync();
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Nov-event-leads.csv"), "First Name,Email\nAnn,ann@example.org\n");
            string[] files = ["-F", "files=@Nov-event-leads.csv;type=text/csv"];
            string[] request = ["-F", $"importRequest={Request};type=application/json"];
            var start = new ProcessStartInfo("curl")
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
            };
            string[] arguments =
            [
                "-s", "-X", "POST", new Uri(account.Server.BaseAddress, "crm/v3/imports?").ToString(),
                "-H", "authorization: Bearer TOKEN", "-H", "content-type: multipart/form-data",
                .. filesFirst ? files.Concat(request) : request.Concat(files),
            ];
            foreach (var argument in arguments) start.ArgumentList.Add(argument);

            using var curl = Start(start);
            if (curl is null) return;
            var answer = await curl.StandardOutput.ReadToEndAsync();
            await curl.WaitForExitAsync();

            using var import = JsonDocument.Parse(answer);
            var done = await account.WaitAsync(import.RootElement.Text("id") ?? answer);
            Assert.Equal(("DONE", 1L), (done.Text("state"), done.Counter("CREATED_OBJECTS")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            output.WriteLine("curl is not on this machine: not run.");
            return null;
        }
    }
}
