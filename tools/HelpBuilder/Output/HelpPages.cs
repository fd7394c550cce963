using System.Text;
using HubSpotImports.HelpBuilder.Help;

namespace HubSpotImports.HelpBuilder.Output;

/// <summary>The files that are made of the help: the pages of the repository, and what is staged beside the module.</summary>
/// <param name="docs">The folder of the pages, in which the topics are written by hand.</param>
/// <param name="cmdlets">The help of the cmdlets.</param>
/// <param name="repository">Where the project is published; <see langword="null"/> where it is not.</param>
internal sealed class HelpPages(string docs, IReadOnlyList<CmdletHelp> cmdlets, string? repository = null)
{
    private readonly IReadOnlyList<AboutTopic> _topics =
        [.. Directory.GetFiles(docs, "about_*.md").Order(StringComparer.Ordinal).Select(AboutTopic.Read)];

    /// <summary>Writes the pages, and removes those of cmdlets that are gone.</summary>
    public void Write()
    {
        foreach (var gone in Strangers()) File.Delete(Path.Combine(docs, gone));
        foreach (var (name, text) in Pages()) File.WriteAllText(Path.Combine(docs, name), text);
    }

    /// <summary>The pages that do not say what the source says, by file name.</summary>
    public IReadOnlyList<string> Stale() =>
        [.. Strangers(), .. Pages().Where(page => !File.Exists(Path.Combine(docs, page.Name)) || Read(page.Name) != page.Text).Select(page => page.Name)];

    /// <summary>Writes what PowerShell reads.</summary>
    /// <param name="folder">The folder of the module's help, such as <c>en-US</c>.</param>
    public void Stage(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "HubSpotImports.dll-Help.xml"), MamlFile.Text(cmdlets, repository));
        // Windows PowerShell reads texts without the mark in the system's code page.
        foreach (var topic in _topics) File.WriteAllText(Path.Combine(folder, $"{topic.Name}.help.txt"), topic.HelpText(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }

    private IEnumerable<(string Name, string Text)> Pages() =>
        cmdlets.Select(help => ($"{help.Cmdlet.Name}.md", CmdletPage.Text(help))).Append(("HubSpotImports.md", ListPage.Text(cmdlets, _topics)));

    private IEnumerable<string> Strangers() => Directory.GetFiles(docs, "*-*.md").Select(path => Path.GetFileName(path))
        .Where(name => !cmdlets.Any(help => $"{help.Cmdlet.Name}.md" == name)).Order(StringComparer.Ordinal);

    // A checkout may have other ends of lines.
    private string Read(string name) => File.ReadAllText(Path.Combine(docs, name)).Replace("\r\n", "\n", StringComparison.Ordinal);
}
