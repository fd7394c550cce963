using System.Text.RegularExpressions;
using HubSpotImports.Operations;

namespace HubSpotImports.Tests.Reliability;

/// <summary>What an error recommends to do about a part of which nobody knows whether HubSpot took it, read from its text alone.</summary>
/// <param name="UploadName">The file to look for.</param>
/// <param name="SubmissionId">The submission that the commands name.</param>
/// <param name="Resends">Whether a command is named that sends it again.</param>
/// <param name="Again">Whether that says that records may double.</param>
internal sealed partial record Advice(string UploadName, string SubmissionId, bool Resends, bool Again)
{
    public static Advice? Read(string text) => Form().Match(text) is { Success: true } found
        ? new Advice(found.Groups["file"].Value, found.Groups["id"].Value, found.Groups["resend"].Success, found.Groups["again"].Success)
        : null;

    /// <summary>The command that somebody types who has looked.</summary>
    /// <param name="imports">What there is.</param>
    public ResumeImportRequest Follow(IReadOnlyList<HsImport> imports)
    {
        var wish = new ResumeImportRequest { SubmissionId = SubmissionId, Wait = true, SettlingTime = TimeSpan.FromSeconds(1) };
        return imports.FirstOrDefault(import => import.Files.Any(sent => sent.SourcePath == UploadName)) is { } found
            ? wish with { AdoptImportId = found.Id }
            : wish with { Resend = Resends, Again = Again };
    }

    [GeneratedRegex(@"import of the file (?<file>\S+?\.csv).*?Resume-HsImport (?<id>\w+)( -JournalPath '[^']+')? -AdoptImportId <its id>(.*?Resume-HsImport \k<id>( -JournalPath '[^']+')? (?<resend>-Resend)(?<again> -Again)?)?", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
