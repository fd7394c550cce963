using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using HubSpotImports.Commands;
using HubSpotImports.HelpBuilder.Metadata;
using HubSpotImports.Operations;

namespace HubSpotImports.Tests.Module;

/// <summary>PowerShell's guidelines for cmdlets (required, strongly encouraged, advisory), as far as metadata shows them. The codes are theirs.</summary>
public sealed class CmdletShapeTests
{
    // Of PowerShell's approved verbs, those that fit this module; a new one is a decision. (RD01)
    private static readonly string[] Verbs = ["Connect", "Disconnect", "Export", "Get", "New", "Remove", "Resume", "Start", "Stop", "Test", "Wait"];

    // What these do stays in the session.
    private static readonly string[] ChangeNothing = ["Connect-HsAccount", "Disconnect-HsAccount", "New-HsColumnMapping", "New-HsImportFile", "Test-HsImport"];

    // The names of the common parameters and their aliases, which no cmdlet may have for itself. (RD03)
    private static readonly string[] Reserved =
    [
        "Debug", "db", "ErrorAction", "ea", "ErrorVariable", "ev", "InformationAction", "infa", "InformationVariable", "iv", "OutBuffer", "ob", "OutVariable", "ov",
        "PipelineVariable", "pv", "ProgressAction", "proga", "Verbose", "vb", "WarningAction", "wa", "WarningVariable", "wv", "UseTransaction", "usetx", "SelectProperty", "SelectObject",
    ];

    // Other names for what PowerShell has a standard name for. (SD03)
    private static readonly Dictionary<string, string> Standard = new()
    {
        ["File"] = "Path", ["FileName"] = "Path", ["FilePath"] = "Path", ["Timeout"] = "TimeoutSec", ["TimeoutSeconds"] = "TimeoutSec", ["Count"] = "First", ["Limit"] = "First", ["Overwrite"] = "Force",
        ["Token"] = "AccessToken", ["ApiKey"] = "AccessToken", ["Filter"] = "Name", ["Parallel"] = "ThrottleLimit", ["MaxRetryCount"] = "MaximumRetryCount", ["RetryCount"] = "MaximumRetryCount", ["Delimiter"] = "Separator",
    };

    private static IEnumerable<(CmdletMetadata Cmdlet, ParameterMetadata Parameter)> Parameters => Cmdlets.All.SelectMany(cmdlet => cmdlet.Parameters.Select(parameter => (cmdlet, parameter)));

    [Fact]
    public void The_manifest_exports_the_cmdlets_that_there_are() =>
        Assert.Equal(Cmdlets.All.Select(cmdlet => cmdlet.Name), StagedModule.List("CmdletsToExport").Order(StringComparer.Ordinal));

    [Fact]
    public void The_manifest_exports_nothing_else()
    {
        Assert.Empty(StagedModule.List("FunctionsToExport"));
        Assert.Empty(StagedModule.List("VariablesToExport"));
        Assert.Equal(Cmdlets.All.SelectMany(cmdlet => cmdlet.Aliases).Order(StringComparer.Ordinal), StagedModule.List("AliasesToExport").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_class_is_called_after_its_approved_verb_and_its_singular_noun() => Assert.All(Cmdlets.All, cmdlet => // RD01, SD01, SD02, AC01
    {
        Assert.Equal($"HubSpotImports.Commands.{cmdlet.Verb}{cmdlet.Noun}Command", cmdlet.ClassName);
        Assert.Contains(cmdlet.Verb, Verbs);
        Assert.Matches("^Hs([A-Z][a-z]+)+$", cmdlet.Noun);
        Assert.False(cmdlet.Noun.EndsWith('s'), $"{cmdlet.Noun} is a plural.");
    });

    [Fact]
    public void Parameters_are_singular_and_in_Pascal_case() => Assert.All(Parameters, one => // SD02
    {
        Assert.Matches("^([A-Z][a-z]+)+$", one.Parameter.Name);
        Assert.False(one.Parameter.Name.EndsWith('s') && !one.Parameter.Name.EndsWith("Credentials", StringComparison.Ordinal), $"{one.Cmdlet.Name} -{one.Parameter.Name} is a plural.");
    });

    [Fact]
    public void No_parameter_has_a_reserved_name() => Assert.All(Parameters, one =>
        Assert.Empty(one.Parameter.Aliases.Prepend(one.Parameter.Name).Intersect(Reserved, StringComparer.OrdinalIgnoreCase)));

    [Fact]
    public void What_has_a_standard_name_is_called_so() => Assert.All(Parameters, one =>
        Assert.False(Standard.TryGetValue(one.Parameter.Name, out var standard), $"{one.Cmdlet.Name} -{one.Parameter.Name}: PowerShell's name for it is -{standard}."));

    [Fact]
    public void Yes_or_no_is_a_switch() => Assert.All(Parameters, one => Assert.DoesNotContain("bool", one.Parameter.Type, StringComparison.Ordinal));

    [Fact]
    public void Secrets_are_secure_strings() => Assert.All( // AC06
        Parameters.Where(one => one.Parameter.Name.EndsWith("Token", StringComparison.Ordinal) || one.Parameter.Name.EndsWith("Secret", StringComparison.Ordinal)),
        one => Assert.Equal("securestring", one.Parameter.Type));

    [Fact]
    public void The_default_set_is_named_where_there_are_several_and_is_one_of_them() => Assert.All(Cmdlets.All, cmdlet =>
    {
        var sets = cmdlet.Parameters.SelectMany(parameter => parameter.Uses).Select(use => use.Set).Where(set => set != ParameterUse.AllSets).Distinct().ToList();
        Assert.True(sets.Count == 0 ? cmdlet.DefaultSet is null : sets.Contains(cmdlet.DefaultSet!), $"{cmdlet.Name}: {cmdlet.DefaultSet}");
    });

    [Fact]
    public void At_most_one_parameter_of_a_set_takes_pipeline_objects() => Assert.All(
        Cmdlets.All.SelectMany(cmdlet => cmdlet.Sets.Select(set => (cmdlet, set))),
        one => Assert.True(one.cmdlet.ParametersOf(one.set).Count(parameter => parameter.In(one.set)!.FromPipeline) <= 1, $"{one.cmdlet.Name}, set {one.set}"));

    [Fact]
    public void Positions_of_a_set_are_0_1_2() => Assert.All(
        Cmdlets.All.SelectMany(cmdlet => cmdlet.Sets.Select(set => (cmdlet, set))),
        one =>
        {
            var positions = one.cmdlet.ParametersOf(one.set).Select(parameter => parameter.In(one.set)!.Position).OfType<int>().ToList();
            Assert.Equal(Enumerable.Range(0, positions.Count), positions);
        });

    [Fact]
    public void What_works_on_something_takes_it_from_the_pipeline() => Assert.All( // SC02; the path of a reject file never comes down the pipeline
        Cmdlets.All.Where(cmdlet => cmdlet.Parameters.Any(parameter => parameter.Name is "Id" or "SubmissionId" or "InputObject" or "LiteralPath" or "ObjectType")),
        cmdlet => Assert.Contains(cmdlet.Parameters.SelectMany(parameter => parameter.Uses), use => use.FromPipeline || use.FromPipelineByPropertyName));

    [Fact]
    public void Ids_of_imports_bind_from_everything_that_has_them() => Assert.All(
        Parameters.Where(one => one.Parameter.Name == "Id"),
        one =>
        {
            Assert.Equal(["ImportId"], one.Parameter.Aliases);
            Assert.Equal("string[]", one.Parameter.Type);
            Assert.All(one.Parameter.Uses, use => Assert.True(use.FromPipelineByPropertyName));
        });

    [Fact]
    public void What_changes_something_can_be_asked_what_it_would_do() => Assert.All( // RD04
        Cmdlets.All, cmdlet => Assert.Equal(cmdlet.Verb != "Get" && cmdlet.Verb != "Wait" && !ChangeNothing.Contains(cmdlet.Name), cmdlet.SupportsShouldProcess));

    [Fact]
    public void It_asks_by_itself_only_where_an_import_stays_that_nobody_asked_for() => Assert.All(
        Cmdlets.All.Where(cmdlet => cmdlet.SupportsShouldProcess),
        cmdlet => Assert.Equal(cmdlet.Name switch { "Test-HsAccount" => 3, "Export-HsImportReject" => 1, _ => 2 }, cmdlet.ConfirmImpact));

    [Fact]
    public void Each_says_what_comes_out_of_it() => Assert.All(Cmdlets.All, cmdlet => // RC04
        Assert.Equal(cmdlet.Verb is not ("Disconnect" or "Remove"), cmdlet.OutputTypes.Count > 0));

    [Fact]
    public void What_comes_out_is_a_model() => Assert.All(
        Cmdlets.All.SelectMany(cmdlet => cmdlet.OutputTypes),
        type => Assert.True(type is "System.Boolean" or "System.IO.FileInfo" || typeof(HsImport).Assembly.GetType(type) is not null, type));

    [Fact]
    public void What_changes_and_has_an_output_only_on_request_has_PassThru() => Assert.All(
        Cmdlets.All.Where(cmdlet => cmdlet.Verb is "Stop" or "Connect" or "Export"), cmdlet => Assert.Contains(cmdlet.Parameters, parameter => parameter is { Name: "PassThru", IsSwitch: true }));

    [Fact]
    public void All_that_call_HubSpot_take_a_connection() => Assert.All(
        Cmdlets.All.Where(cmdlet => cmdlet.Noun != "HsSubmission" && cmdlet.Name is not ("Connect-HsAccount" or "Disconnect-HsAccount" or "New-HsImportFile")),
        cmdlet => Assert.Contains(cmdlet.Parameters, parameter => parameter is { Name: "Connection", Type: "HsConnection" }));

    [Fact]
    public void Nothing_writes_to_the_console() => Assert.All([typeof(StartHsImportCommand), typeof(StartImport)], type => // SD04
    {
        using var file = new PEReader(File.OpenRead(type.Assembly.Location));
        var metadata = file.GetMetadataReader();
        Assert.DoesNotContain("Console", metadata.TypeReferences.Select(handle => metadata.GetString(metadata.GetTypeReference(handle).Name)));
    });
}
