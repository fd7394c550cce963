using System.Xml.Linq;
using HubSpotImports.Commands;
using HubSpotImports.HelpBuilder.Help;
using HubSpotImports.HelpBuilder.Output;
using HubSpotImports.Tests.Module;

namespace HubSpotImports.Tests.Help;

/// <summary>Every cmdlet and parameter is explained, in the shell and in docs/en-US.</summary>
public sealed class HelpTests
{
    // What fits beside the indent of Get-Help in 80 columns.
    private const int Columns = 76;

    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";

    private static readonly IReadOnlyList<CmdletHelp> Cmdlets = HelpReader.Read(typeof(StartHsImportCommand).Assembly);

    [Fact]
    public void The_pages_say_what_the_source_says()
    {
        var stale = new HelpPages(RepositoryRoot.Combine("docs", "en-US"), Cmdlets).Stale();
        Assert.True(stale.Count == 0, $"Stale in docs/en-US: {string.Join(", ", stale)}. Run: dotnet run --project tools/HelpBuilder");
    }

    [Fact]
    public void Every_cmdlet_has_a_synopsis_in_a_line_and_a_description() => Assert.All(Cmdlets, help =>
    {
        Assert.EndsWith(".", help.Synopsis.Plain, StringComparison.Ordinal);
        Assert.InRange(help.Synopsis.Plain.Length, 20, 100);
        Assert.NotEmpty(help.Description);
        Assert.All(help.Description, block => Assert.EndsWith(".", block.Plain, StringComparison.Ordinal));
    });

    [Fact]
    public void Every_cmdlet_has_two_examples_with_a_title_and_what_they_show() => Assert.All(Cmdlets, help =>
    {
        Assert.True(help.Examples.Count >= 2, help.Cmdlet.Name);
        Assert.All(help.Examples, example =>
        {
            Assert.InRange(example.Title.Length, 3, 60);
            Assert.NotEmpty(example.Text);
            Assert.Contains(help.Cmdlet.Name, example.Code, StringComparison.Ordinal);
            Assert.All($"{example.Code}\n{example.Output}".Split('\n'), line => Assert.True(line.Length <= Columns, $"{help.Cmdlet.Name}: longer than {Columns} characters: {line}"));
        });
    });

    [Fact]
    public void Every_parameter_and_each_of_its_values_has_a_text() => Assert.All(Cmdlets.SelectMany(help => help.Parameters.Select(parameter => (help.Cmdlet.Name, parameter))), one =>
    {
        Assert.True(one.parameter.Text.Count > 0, $"{one.Name} -{one.parameter.Parameter.Name}");
        Assert.All(one.parameter.Text, block => Assert.EndsWith(".", block.Plain, StringComparison.Ordinal));
        if (one.parameter.Parameter.EnumType is not null) Assert.Equal(one.parameter.Parameter.Values.Count, one.parameter.Text.Count(block => block.IsItem));
    });

    [Fact]
    public void Everything_that_comes_out_has_a_text() => Assert.All(Cmdlets.SelectMany(help => help.Outputs.Select(output => (help.Cmdlet.Name, output))), one =>
        Assert.True(one.output.Text.Count > 0, $"{one.Name}: <returns> for {one.output.Name}"));

    [Fact]
    public void Links_lead_to_cmdlets_and_topics_that_there_are()
    {
        Assert.All(Cmdlets, help => Assert.NotEmpty(help.Links));
        Assert.All(Cmdlets.SelectMany(help => help.Links).Where(link => link.Address is null), link =>
            Assert.True(File.Exists(RepositoryRoot.Combine("docs", "en-US", $"{link.Text}.md")), link.Text));
    }

    [Fact]
    public void The_first_link_is_the_page_online_where_the_project_is_published()
    {
        var link = XDocument.Parse(MamlFile.Text(Cmdlets, "https://example.com/project")).Descendants(Maml + "navigationLink").First();

        Assert.Equal("Online Version", link.Element(Maml + "linkText")!.Value);
        Assert.Equal("https://example.com/project/blob/main/docs/en-US/Connect-HsAccount.md", link.Element(Maml + "uri")!.Value);
        Assert.DoesNotContain("Online Version", MamlFile.Text(Cmdlets, null), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_staged_has_all_cmdlets_with_all_parameters_in_all_sets()
    {
        var staged = XDocument.Load(Path.Combine(StagedModule.Folder, "en-US", "HubSpotImports.dll-Help.xml")).Root!.Elements(Command + "command").ToList();

        Assert.Equal(Cmdlets.Select(help => help.Cmdlet.Name), staged.Select(command => command.Element(Command + "details")!.Element(Command + "name")!.Value));
        foreach (var (help, command) in Cmdlets.Zip(staged))
        {
            Assert.Equal(
                help.Cmdlet.Sets.Select(set => help.Cmdlet.ParametersOf(set).Select(parameter => parameter.Name)),
                command.Element(Command + "syntax")!.Elements(Command + "syntaxItem").Select(item => item.Elements(Command + "parameter").Select(parameter => parameter.Element(Maml + "name")!.Value)));
            Assert.Equal(
                help.Parameters.Select(parameter => string.Join('\n', parameter.Text.Select(block => block.Plain))),
                command.Element(Command + "parameters")!.Elements(Command + "parameter").Select(parameter => string.Join('\n', parameter.Element(Maml + "description")!.Elements(Maml + "para").Select(text => text.Value))));
            Assert.Equal(help.Examples.Count, command.Element(Command + "examples")!.Elements(Command + "example").Count());
        }
    }
}
