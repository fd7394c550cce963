using System.Text.RegularExpressions;
using HubSpotImports.Commands;
using HubSpotImports.HelpBuilder.Help;
using HubSpotImports.HelpBuilder.Metadata;
using HubSpotImports.Tests.Module;

namespace HubSpotImports.Tests.Help;

/// <summary>What the help and the topics tell people to type exists and binds. The Pester suite runs it.</summary>
public sealed partial class ExampleTests
{
    // The commands of others, with what is used of them.
    private static readonly Dictionary<string, string[]> Others = new()
    {
        ["ConvertTo-Json"] = ["Depth"],
        ["exit"] = [],
        ["Export-Csv"] = ["Force"],
        ["ForEach-Object"] = ["Parallel"],
        ["Format-List"] = [],
        ["Format-Table"] = ["Property"],
        ["Get-ChildItem"] = ["Filter"],
        ["Get-Content"] = [],
        ["Get-Date"] = [],
        ["Get-Secret"] = [],
        ["Group-Object"] = ["Property", "NoElement"],
        ["Import-Csv"] = [],
        ["Read-Host"] = ["AsSecureString"],
        ["Select-Object"] = ["First", "Last"],
        ["Set-Content"] = [],
        ["Sort-Object"] = ["Property", "Descending"],
        ["Where-Object"] = ["eq", "lt", "ne"],
    };

    private static readonly Dictionary<string, CmdletMetadata> Ours = Cmdlets.All.ToDictionary(cmdlet => cmdlet.Name);

    public static TheoryData<string, string> Scripts
    {
        get
        {
            var scripts = new TheoryData<string, string>();
            foreach (var help in HelpReader.Read(typeof(StartHsImportCommand).Assembly))
            {
                foreach (var example in help.Examples) scripts.Add($"{help.Cmdlet.Name}: {example.Title}", example.Code);
            }

            foreach (var page in Directory.GetFiles(RepositoryRoot.Combine("docs", "en-US"), "about_*.md").Prepend(RepositoryRoot.Combine("README.md")))
            {
                foreach (var (index, fence) in Fences().Matches(File.ReadAllText(page).ReplaceLineEndings("\n")).Index())
                {
                    // How README has the module built is no work with it.
                    if (!fence.Groups[1].Value.StartsWith("dotnet ", StringComparison.Ordinal)) scripts.Add($"{Path.GetFileNameWithoutExtension(page)} {index + 1}", fence.Groups[1].Value);
                }
            }

            return scripts;
        }
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Every_command_exists_and_binds(string where, string script)
    {
        var commands = ScriptReader.Read(script);

        Assert.NotEmpty(commands);
        foreach (var command in commands)
        {
            var fault = Ours.TryGetValue(command.Name, out var cmdlet) ? FaultOf(command, cmdlet)
                : !Others.TryGetValue(command.Name, out var known) ? "there is no such command"
                : command.Arguments.FirstOrDefault(argument => argument.Parameter is not null && !known.Contains(argument.Parameter)) is { } other ? $"-{other.Parameter} is not in the list of this test"
                : null;
            Assert.True(fault is null, $"{where}: {command.Name}: {fault}");
        }
    }

    [Theory]
    [InlineData("Start-HsImprt contacts.csv", "there is no such command")]
    [InlineData("Start-HsImport contacts.csv -Colour red", "there is no -Colour")]
    [InlineData("Start-HsImport contacts.csv -Wait -Wait", "-Wait is there twice")]
    [InlineData("Start-HsImport contacts.csv companies.csv", "no parameter set")]
    [InlineData("Start-HsImport contacts.csv -LiteralPath contacts.csv", "no parameter set")]
    [InlineData("New-HsImportFile -NoHeader", "no parameter set")]
    [InlineData("Start-HsImport contacts.csv -IfOpen Perhaps", "Perhaps is none of")]
    [InlineData("Start-HsImport contacts.csv -Name", "-Name has no value")]
    [InlineData("Resume-HsImport k7f2q9m4xw -AdoptImportId 1 -Resend", "no parameter set")]
    [InlineData("if ($true) { @(Get-HsImport -Idd 1) | Stop-HsImport }", "there is no -Idd")]
    [InlineData("Get-HsImport) | Stop-HsImport", "no '")]
    [InlineData("try { Get-HsImport", "no '}'")]
    [InlineData("catch [HubSpotImports.HsException { Get-HsImport }", "a sign")]
    [InlineData("Start-HsImport @arguments", "a sign that examples do without")]
    public void What_does_not_is_found(string script, string fault)
    {
        var found = Assert.ThrowsAny<Exception>(() => Every_command_exists_and_binds("here", script));
        Assert.Contains(fault, found.Message, StringComparison.Ordinal);
    }

    // Why a command would not bind, or nothing.
    private static string? FaultOf(TypedCommand command, CmdletMetadata cmdlet)
    {
        var named = new List<ParameterMetadata>();
        var positional = 0;
        ParameterMetadata? waiting = null;
        foreach (var argument in command.Arguments)
        {
            if (argument.Parameter is { } name)
            {
                if (waiting is not null) return $"-{waiting.Name} has no value";
                if (cmdlet.Parameters.FirstOrDefault(parameter => parameter.Aliases.Prepend(parameter.Name).Contains(name)) is not { } parameter) return $"there is no -{name}";
                if (named.Contains(parameter)) return $"-{name} is there twice";
                named.Add(parameter);
                waiting = parameter.IsSwitch || argument.IsBound ? null : parameter;
            }
            else if (waiting is null) positional++;
            else
            {
                if (waiting.Values.Count > 0 && argument.Words.FirstOrDefault(word => !waiting.Values.Contains(word)) is { } other) return $"{other} is none of {string.Join(", ", waiting.Values)}";
                waiting = null;
            }
        }

        if (waiting is not null) return $"-{waiting.Name} has no value";
        return cmdlet.Sets.Any(set => Binds(cmdlet, set, named, positional, command.IsPiped)) ? null : "no parameter set has all that is given, and is given all that it needs";
    }

    private static bool Binds(CmdletMetadata cmdlet, string set, List<ParameterMetadata> named, int positional, bool isPiped)
    {
        var parameters = cmdlet.ParametersOf(set).ToList();
        var places = parameters.Where(parameter => parameter.In(set)!.Position is not null && !named.Contains(parameter)).ToList();
        return named.TrueForAll(parameters.Contains)
            && positional <= places.Count
            && parameters.Where(parameter => parameter.In(set)!.IsMandatory).Except(named).Except(places.Take(positional))
                .All(missing => isPiped && (missing.In(set)!.FromPipeline || missing.In(set)!.FromPipelineByPropertyName));
    }

    [GeneratedRegex("^```powershell\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fences();
}
