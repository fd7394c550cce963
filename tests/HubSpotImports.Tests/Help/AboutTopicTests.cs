using HubSpotImports.HelpBuilder.Output;
using HubSpotImports.Tests.Module;

namespace HubSpotImports.Tests.Help;

/// <summary>Topics are written as Markdown, and read in the shell as PowerShell wants them.</summary>
public sealed class AboutTopicTests
{
    private static readonly string[] Written = [.. Directory.GetFiles(RepositoryRoot.Combine("docs", "en-US"), "about_*.md").Order(StringComparer.Ordinal)];

    [Fact]
    public void The_topics_are_there() => Assert.Subset(
        Written.Select(Path.GetFileNameWithoutExtension).ToHashSet(),
        new HashSet<string?> { "about_HubSpotImports", "about_HsAuthentication", "about_HsColumnMapping", "about_HsReliability" });

    [Fact]
    public void Each_is_staged_as_PowerShell_reads_it() => Assert.All(Written, path =>
    {
        var topic = AboutTopic.Read(path);
        var bytes = File.ReadAllBytes(Path.Combine(StagedModule.Folder, "en-US", $"{topic.Name}.help.txt"));
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);

        var lines = File.ReadAllLines(Path.Combine(StagedModule.Folder, "en-US", $"{topic.Name}.help.txt"));
        Assert.Equal(["TOPIC", $"    {topic.Name}", "", "SYNOPSIS", $"    {topic.Synopsis}", ""], lines[..6]);
        Assert.All(lines, line => Assert.True(line.Length <= 80, $"Longer than 80 columns in the shell: {line}"));
        Assert.All(lines, line => Assert.True(line.Length == 0 || line.StartsWith("    ", StringComparison.Ordinal) || !line.Any(char.IsLower), line));
    });

    [Fact]
    public void Markdown_becomes_text() => Assert.Equal(
        """
        TOPIC
            about_Something

        SYNOPSIS
            What it is about.

        DESCRIPTION
            A paragraph with code, a link, stress and strong stress, which is so long
            that it is wrapped behind a word.

            - an item
            - another one, which is so long that its second line begins where its words
              began
              1. one below it

        A HEADING
              $map = 'code as it *is*'

              | and no table

            parameter  meaning
            -Wait      waits
            -Force     replaces a file, and says nothing of it; snake_case_stays, and
                       long cells are wrapped

        """.ReplaceLineEndings("\n"),
        Text(
        """
        # about_Something

        What it is about.

        A paragraph with `code`, a [link](page.md), *stress* and **strong stress**,
        which is so long that it is wrapped behind a word.

        - an item
        - another one, which is so long that its second line begins where its
          words began
          1. one below it

        ## A heading

        ```powershell
        $map = 'code as it *is*'

        | and no table
        ```

        | parameter | meaning |
        | --- | --- |
        | `-Wait` | waits |
        | `-Force` | replaces a file, and says nothing of it; snake_case_stays, and long cells are wrapped |
        """));

    [Theory]
    [InlineData("# about_Other\n\nS.\n\nText.")]
    [InlineData("# about_Something\n\nTwo\nlines.\n\nText.")]
    [InlineData("# about_Something\n")]
    public void A_page_without_name_and_synopsis_is_told(string page) => Assert.Throws<InvalidDataException>(() => Text(page));

    private static string Text(string page)
    {
        var folder = Directory.CreateTempSubdirectory("hubspot-help-");
        try
        {
            var path = Path.Combine(folder.FullName, "about_Something.md");
            File.WriteAllText(path, page);
            return AboutTopic.Read(path).HelpText();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
