using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using HubSpotImports.Operations;
using HubSpotImports.Sandbox;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace HubSpotImports.Tests.Operations;

/// <summary>
/// Ten files through the module into a sandbox with a database, one after another; then <c>tests/oracle.py</c>, which shares no code with
/// either, says from the sources what each row must have done, and reads in the database what it did.
/// </summary>
public sealed class OracleTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string[] Contact = ["Email=0-1/email", "Name=0-1/firstname"];

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly string _folder = Directory.CreateTempSubdirectory("hubspot-imports-test-").FullName;
    private readonly List<object> _cases = [];

    static OracleTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public async Task Python_finds_each_row_where_it_belongs_and_would_see_one_that_is_not()
    {
        await using (var sandbox = await ConnectedSandbox.StartAsync(SandboxOptions.FullSpeed with { Database = Path.Combine(_folder, "sandbox.db") }))
        {
            Import(sandbox, "many", Many(), Contact);
            Import(sandbox, "semicolons in windows-1252", "Email;Name\r\nzoe@example.com;Zoë\r\njuergen@example.com;\"Jürgen; \"\"Jü\"\"\"\r\n", Contact, "windows-1252", ';');
            Import(sandbox, "line breaks", "\uFEFFName,Email\n\"Ada\nKing, \"\"Countess\"\"\",ada@example.com\n\"two\r\nlines\",two@example.com\n", Contact, "utf-8-sig");
            Import(sandbox, "tabs in utf-16", "\uFEFFEmail\tName\r\ntab@example.com\tTab, Bar\r\n", Contact, "utf-16", '\t');
            Import(
                sandbox,
                "faults",
                "Email,Name,Close,Links,Stage\na(at)example.com,A,,,\nb@example.com,B,13/13/2026,,\nc@example.com,C,1/31/2026,many,Nonsense\nd@example.com,D\n,,,,\ne@example.com,E,2/28/2026,12.5,Lead\n,,1/1/2026,,\n",
                [.. Contact, "Close=0-1/closedate", "Links=0-1/linkedinconnections", "Stage=0-1/lifecyclestage"]);
            Import(
                sandbox,
                "duplicates",
                "Email,Name,Stage\ndup@example.com,First,Lead\n Dup@Example.com ,,Customer\nDUP@example.com,Third,Subscriber\n",
                [.. Contact, "Stage=0-1/lifecyclestage"]);
            Import(sandbox, "updates", "Email,Name\nuser7@example.com,Seven\nnobody@example.com,No\nADA@example.com,\n", Contact, operation: HsImportOperation.Update);
            Import(
                sandbox,
                "several objects",
                "Email,Domain,Company\nann@acme.example,acme.example,Acme\nbob@acme.example,ACME.example,\n,solo.example,Solo\ncy@example.com,,\nbad,good.example,Good\n",
                ["Email=0-1/email", "Domain=0-2/domain", "Company=0-2/name"]);
            Import(sandbox, "blank lines", "Email,Name\n\nblank1@example.com,One\n\n\r\nblank2@example.com,  Two  \n\n , \nblank3@example.com,Three", Contact);
            Import(
                sandbox,
                "unicode without identifiers",
                "sep=,\nName,Email\n山田 太郎,\n山田 太郎,\n👩‍👩‍👧 family,\n\u202Bعربي,\ne\u0301,zwoelf@exämple.de\n",
                Contact,
                operation: HsImportOperation.Create,
                skipped: 1);
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "cases.json"), JsonSerializer.Serialize(_cases, Web));
        if (await RunAsync() is not { } agreement) return;
        Assert.True(agreement.ExitCode == 0, agreement.Text);
        Assert.Contains($"{_cases.Count} files, 332 rows", agreement.Text, StringComparison.Ordinal);

        // A row that came twice, and a value that is another: the oracle is not blind.
        Change("UPDATE ledger SET record = 301 WHERE import_id = 1 AND record = 300; UPDATE objects SET properties = '{}' WHERE id = 5");
        var difference = await RunAsync();
        Assert.Contains("row 300: expected", difference!.Value.Text, StringComparison.Ordinal);
        Assert.Contains("a row 301 that the file has not", difference.Value.Text, StringComparison.Ordinal);
        Assert.Contains("record 5: expected", difference.Value.Text, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Many() =>
        "Email,Name\r\n" + string.Concat(Enumerable.Range(1, 300).Select(row => string.Create(CultureInfo.InvariantCulture, $"user{row % 280}@example.com,\"User, {row}\"\r\n")));

    private void Import(
        ConnectedSandbox sandbox,
        string name,
        string text,
        string[] columns,
        string encoding = "utf-8",
        char delimiter = ',',
        HsImportOperation operation = HsImportOperation.Upsert,
        int skipped = 0)
    {
        var path = Path.Combine(_folder, name + ".csv");
        File.WriteAllBytes(path, Encoding.GetEncoding(encoding.Replace("-sig", "", StringComparison.Ordinal)).GetBytes(text));
        var mapped = columns.Select(column => column.Split('=', '/')).ToList();
        var request = new StartImportRequest
        {
            Files = [NewImportFile.Make(path, [.. mapped.Select(column => Mapping(column[0], column[1], column[2]))])],
            Operations = new Dictionary<string, HsImportOperation> { [StartImportRequest.AllObjectTypes] = operation },
            Wait = true,
        };

        var sink = sandbox.Start(request);

        Assert.Empty(sink.Errors);
        var import = Assert.IsType<HsImport>(Assert.Single(sink.Objects));
        Assert.Equal("DONE", import.State);
        _cases.Add(new
        {
            source = name + ".csv",
            encoding,
            delimiter,
            skipped,
            import = import.Id,
            operation = operation.ToString().ToUpperInvariant(),
            columns = mapped.Select(column => new { header = column[0], objectType = column[1], property = column[2] }),
        });
    }

    private static HsColumnMapping Mapping(string header, string objectType, string property) => NewColumnMapping.Make(new ExplicitColumnMapping
    {
        ColumnName = header,
        ObjectType = objectType,
        PropertyName = property,
        ColumnType = property is "email" or "domain" ? HsColumnType.AlternateId : HsColumnType.Standard,
    });

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "sandbox.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text stands above.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private async Task<(int ExitCode, string Text)?> RunAsync()
    {
        var start = new ProcessStartInfo("python3", [RepositoryRoot.Combine("tests", "oracle.py"), _folder]) { RedirectStandardOutput = true };
        try
        {
            using var python = Process.Start(start)!;
            var text = await python.StandardOutput.ReadToEndAsync();
            await python.WaitForExitAsync();
            output.WriteLine(text);
            return (python.ExitCode, text);
        }
        catch (Win32Exception)
        {
            output.WriteLine("NOT RUN: there is no python3 on this machine.");
            return null;
        }
    }
}
