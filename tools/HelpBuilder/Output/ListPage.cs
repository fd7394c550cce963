using System.Globalization;
using System.Text;
using HubSpotImports.HelpBuilder.Help;

namespace HubSpotImports.HelpBuilder.Output;

/// <summary>The page that lists the cmdlets and topics of the module.</summary>
internal static class ListPage
{
    /// <summary>The page.</summary>
    /// <param name="cmdlets">The cmdlets.</param>
    /// <param name="topics">The topics.</param>
    public static string Text(IEnumerable<CmdletHelp> cmdlets, IEnumerable<AboutTopic> topics)
    {
        var page = new StringBuilder("# HubSpotImports\n\nThe same is in the shell: `Get-Help Start-HsImport -Full`, `help about_HubSpotImports`.\n\n## Topics\n\n| topic | what it tells |\n| --- | --- |\n");
        foreach (var topic in topics) page.Append(CultureInfo.InvariantCulture, $"| [{topic.Name}]({topic.Name}.md) | {topic.Synopsis} |\n");
        page.Append("\n## Cmdlets\n\n| cmdlet | what it does |\n| --- | --- |\n");
        foreach (var help in cmdlets) page.Append(CultureInfo.InvariantCulture, $"| [{help.Cmdlet.Name}]({help.Cmdlet.Name}.md) | {help.Synopsis.Markdown} |\n");
        return page.ToString();
    }
}
