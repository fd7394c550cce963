namespace HubSpotImports.Tests.Module;

/// <summary>What every cmdlet looks like, read from the staged assemblies of both editions.</summary>
public sealed class CmdletShapeTests
{
    // Of PowerShell's approved verbs, those that fit this module; a new one is a decision.
    private static readonly string[] Verbs = ["Connect", "Disconnect", "Export", "Get", "New", "Remove", "Resume", "Start", "Stop", "Test", "Wait"];

    private static readonly IReadOnlyList<CmdletMetadata> Cmdlets = CmdletMetadata.ReadAll(Path.Combine(StagedModule.Core, "HubSpotImports.dll"));

    [Fact]
    public void The_manifest_exports_the_cmdlets_that_there_are() =>
        Assert.Equal(Cmdlets.Select(cmdlet => $"{cmdlet.Verb}-{cmdlet.Noun}").Order(StringComparer.Ordinal), StagedModule.List("CmdletsToExport").Order(StringComparer.Ordinal));

    [Fact]
    public void The_manifest_exports_nothing_else()
    {
        Assert.Empty(StagedModule.List("FunctionsToExport"));
        Assert.Empty(StagedModule.List("VariablesToExport"));
        Assert.Empty(StagedModule.List("AliasesToExport"));
    }

    [Fact]
    public void Both_editions_have_the_same_cmdlets_with_the_same_parameters() =>
        Assert.Equal(Cmdlets.Select(Surface).Order(StringComparer.Ordinal), CmdletMetadata.ReadAll(Path.Combine(StagedModule.Desktop, "HubSpotImports.dll")).Select(Surface).Order(StringComparer.Ordinal));

    [Fact]
    public void A_class_is_called_after_its_verb_and_noun() => Assert.All(Cmdlets, cmdlet =>
    {
        Assert.Equal($"{cmdlet.Verb}{cmdlet.Noun}Command", cmdlet.ClassName);
        Assert.StartsWith("Hs", cmdlet.Noun, StringComparison.Ordinal);
        Assert.Contains(cmdlet.Verb, Verbs);
    });

    [Fact]
    public void Each_says_what_comes_out_of_it() => Assert.All(Cmdlets, cmdlet => Assert.True((cmdlet.OutputTypes.Count > 0) == (cmdlet.Verb is not ("Disconnect" or "Remove")), cmdlet.ClassName));

    [Fact]
    public void What_comes_out_is_a_model() => Assert.All(
        Cmdlets.SelectMany(cmdlet => cmdlet.OutputTypes),
        type => Assert.True(type is "System.Boolean" or "System.IO.FileInfo" || typeof(HsImport).Assembly.GetType(type) is not null, type));

    [Fact]
    public void No_parameter_is_a_bool_or_named_against_the_rules() => Assert.All(Cmdlets, cmdlet => Assert.All(cmdlet.Parameters, parameter =>
    {
        Assert.DoesNotContain("Boolean", parameter.Type, StringComparison.Ordinal);
        Assert.Matches("^[A-Z][A-Za-z]+$", parameter.Name);
        Assert.False(parameter.Name.EndsWith('s') && parameter.Name is not "Address" && !parameter.Name.EndsWith("Credentials", StringComparison.Ordinal), $"{cmdlet.ClassName} -{parameter.Name} is a plural.");
    }));

    [Fact]
    public void All_that_call_HubSpot_take_a_connection() => Assert.All(
        Cmdlets.Where(cmdlet => cmdlet.ClassName is not ("ConnectHsAccountCommand" or "DisconnectHsAccountCommand" or "NewHsImportFileCommand") && cmdlet.Noun != "HsSubmission"),
        cmdlet => Assert.Contains(("Connection", "HsConnection"), cmdlet.Parameters));

    private static string Surface(CmdletMetadata cmdlet) =>
        $"{cmdlet.ClassName}: {string.Join(" ", cmdlet.Parameters.Select(parameter => $"{parameter.Name}={parameter.Type}").Order(StringComparer.Ordinal))} -> {string.Join(",", cmdlet.OutputTypes)}";
}
