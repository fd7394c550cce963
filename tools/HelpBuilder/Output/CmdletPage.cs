using System.Globalization;
using System.Text;
using HubSpotImports.HelpBuilder.Comments;
using HubSpotImports.HelpBuilder.Help;
using HubSpotImports.HelpBuilder.Metadata;

namespace HubSpotImports.HelpBuilder.Output;

/// <summary>The help of a cmdlet as a page of Markdown, with the headings that platyPS has.</summary>
internal static class CmdletPage
{
    /// <summary>The page.</summary>
    /// <param name="help">What it says.</param>
    public static string Text(CmdletHelp help)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# {help.Cmdlet.Name}\n\n{help.Synopsis.Markdown}\n\n## Syntax\n\n```\n");
        page.AppendJoin("\n\n", help.Cmdlet.Sets.Select(set => Syntax.Text(help.Cmdlet, set))).Append("\n```\n\n## Description\n\n");
        Add(page, help.Description);
        page.Append("## Examples\n\n");
        foreach (var (index, example) in help.Examples.Index())
        {
            page.Append(CultureInfo.InvariantCulture, $"### Example {index + 1}: {example.Title}\n\n```powershell\n{example.Code}\n```\n\n");
            if (example.Output is { } output) page.Append(CultureInfo.InvariantCulture, $"```output\n{output}\n```\n\n");
            Add(page, example.Text);
        }

        page.Append("## Parameters\n\n");
        foreach (var parameter in help.Parameters) Add(page, parameter, help.Cmdlet);
        page.Append("### CommonParameters\n\n-Verbose, -ErrorAction, -ErrorVariable and the others: see `help about_CommonParameters`.\n\n");
        Add(page, "Inputs", help.Inputs);
        Add(page, "Outputs", help.Outputs);
        page.Append("## Related links\n\n");
        foreach (var link in help.Links) page.Append(CultureInfo.InvariantCulture, $"- [{link.Text}]({link.Address ?? $"{link.Text}.md"})\n");
        return page.ToString();
    }

    private static void Add(StringBuilder page, ParameterHelp help, CmdletMetadata cmdlet)
    {
        var parameter = help.Parameter;
        page.Append(CultureInfo.InvariantCulture, $"### -{parameter.Name}\n\n");
        Add(page, help.Text);
        page.Append("| | |\n| --- | --- |\n");
        Row("Type", $"`{parameter.Type}`");
        if (parameter.Aliases.Count > 0) Row("Aliases", string.Join(", ", parameter.Aliases));
        if (parameter.DefaultValue is { } value && !parameter.IsSwitch) Row("Default", $"`{value}`");
        if (parameter.TakesWildcards) Row("Wildcards", "permitted");
        foreach (var use in parameter.Uses)
        {
            var said = new List<string> { use.IsMandatory ? "required" : "optional", use.Position is { } position ? $"position {position}" : "named" };
            if (use.FromPipeline) said.Add("from the pipeline");
            if (use.FromPipelineByPropertyName) said.Add("from the pipeline by property name");
            Row(use.Set == ParameterUse.AllSets || cmdlet.Sets.Count == 1 ? "Use" : $"In the set {use.Set}", string.Join(", ", said));
        }

        page.Append('\n');

        void Row(string name, string text) => page.Append(CultureInfo.InvariantCulture, $"| {name} | {text} |\n");
    }

    private static void Add(StringBuilder page, string title, IReadOnlyList<TypeHelp> types)
    {
        page.Append(CultureInfo.InvariantCulture, $"## {title}\n\n");
        if (types.Count == 0) page.Append("None.\n\n");
        foreach (var type in types)
        {
            page.Append(CultureInfo.InvariantCulture, $"### {type.Name}\n\n");
            Add(page, type.Text);
        }
    }

    // Items follow one another without a blank line between them.
    private static void Add(StringBuilder page, IReadOnlyList<HelpBlock> blocks)
    {
        foreach (var (index, block) in blocks.Index())
        {
            page.Append(block.Markdown).Append(block.IsItem && index + 1 < blocks.Count && blocks[index + 1].IsItem ? "\n" : "\n\n");
        }
    }
}
