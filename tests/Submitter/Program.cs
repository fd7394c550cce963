using System.Diagnostics;
using System.Globalization;
using HubSpotImports.Api;
using HubSpotImports.Checks;
using HubSpotImports.Files;
using HubSpotImports.Journal;
using HubSpotImports.Operations;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Submitter;

/// <summary>
/// A nightly script as a process, for tests that kill it: sends a file in small parts and waits, or goes on with what was begun. It kills
/// itself at a place of the journal, where one is named.
/// </summary>
public static class Program
{
    private static readonly PollingPauses Quick = new() { First = TimeSpan.FromMilliseconds(10), Growth = 1, Longest = TimeSpan.FromMilliseconds(10) };

    /// <summary>Runs it: ADDRESS JOURNALS FILE[;FILE] create|upsert|together ROWS-OF-A-PART SETTLING-MILLISECONDS [PLACE[@TIME]].</summary>
    /// <param name="args">The arguments.</param>
    /// <returns>0 without an error; 1 with one, which is on the standard output.</returns>
    public static int Main(string[] args)
    {
        if (args.Length > 6) DieAt(args[6]);
        var client = new HubSpotClient(
            ConnectAccount.Make(new ConnectAccountRequest { AccessToken = "test-token", BaseUri = new Uri(args[0]) }),
            retries: new RetrySettings { MaximumRetryCount = 2, Interval = TimeSpan.FromMilliseconds(5) });
        var start = new StartImport(client, PropertyDefinitions.Of(client), DataFolder.At(args[1]), new ImportLimits { Rows = long.Parse(args[4], CultureInfo.InvariantCulture) }, Quick);
        var request = (args[3] == "together" ? TogetherRequest(args[2].Split(';')) : NightlyRequest(args[2], args[3] == "create")) with { SettlingTime = TimeSpan.FromMilliseconds(long.Parse(args[5], CultureInfo.InvariantCulture)) };
        var sink = new ConsoleSink();
        try
        {
            CmdletPump.Run(sink, (pipe, stop) => start.RunAsync(request, pipe, stop), CancellationToken.None);
        }
        catch (HsException fatal)
        {
            sink.WriteError(fatal); // It would end the script.
        }

        return sink.HasErrors ? 1 : 0;
    }

    /// <summary>The start of a file with names or e-mails and streets, as a nightly script has it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="creates">Whether the rows create records, as companies that have only a name; otherwise they are contacts with e-mails.</param>
    public static StartImportRequest NightlyRequest(string path, bool creates)
    {
        var type = creates ? "company" : "contact";
        return new StartImportRequest
        {
            Files = [NewImportFile.Make(path,
            [
                NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = creates ? "Name" : "Email", PropertyName = creates ? "name" : "email", ObjectType = type }),
                NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Street", PropertyName = "address", ObjectType = type }),
            ])],
            Operations = creates ? new Dictionary<string, HsImportOperation> { [StartImportRequest.AllObjectTypes] = HsImportOperation.Create } : new Dictionary<string, HsImportOperation>(),
            IfOpen = HsIfOpen.Resume,
            Wait = true,
        };
    }

    /// <summary>The start of companies and of the contacts that they name by e-mail, as one import.</summary>
    /// <param name="paths">The files.</param>
    public static StartImportRequest TogetherRequest(IReadOnlyList<string> paths) => new()
    {
        Files =
        [
            NewImportFile.Make(paths[0],
            [
                NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Domain", PropertyName = "domain", ObjectType = "company" }),
                NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Email", ObjectType = "company", ToObjectType = "contact", AssociationTypeId = 280 }),
            ]),
            NewImportFile.Make(paths[1],
            [
                NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Email", PropertyName = "email", ObjectType = "contact", AssociationIdentifierColumn = true }),
            ]),
        ],
        IfOpen = HsIfOpen.Resume,
        Wait = true,
    };

    private static void DieAt(string place)
    {
        var (name, time) = place.Split('@') is [var before, var count] ? (before, int.Parse(count, CultureInfo.InvariantCulture)) : (place, 1);
        var reached = 0;
        Failpoint.Reached = at =>
        {
            if (at == name && ++reached == time) Process.GetCurrentProcess().Kill();
        };
    }

    private sealed class ConsoleSink : ICmdletSink
    {
        public bool HasErrors { get; private set; }

        public void WriteObject(object value) => Console.WriteLine($"object {value}");

        public void WriteError(HsException error)
        {
            HasErrors = true;
            Console.WriteLine($"error {error.Id} {error.Message} | {error.RecommendedAction}");
        }

        public void WriteWarning(string text) => Console.WriteLine($"warning {text}");

        public void WriteVerbose(string text)
        {
        }

        public void WriteProgress(HsProgress progress)
        {
        }

        public bool ShouldProcess(string target, string action) => true;
    }
}
