using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Language;
using HubSpotImports.Operations;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Binding;

/// <summary>Completes a word: what begins with it, else what has it in its text or its label. Quoted where it has to be.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class HsCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        IReadOnlyList<Suggestion> all = [];
        try
        {
            var answer = SuggestAsync(new TypedCommand(commandName, commandAst, fakeBoundParameters)); // Here: no other thread has the session.
            CmdletPump.Run(new SilentSink(), async (_, _) => all = await answer.ConfigureAwait(false), CancellationToken.None);
        }
        catch (HsException)
        {
            // Who only types is not told: the command itself will say it.
        }

        var word = wordToComplete.Trim('\'', '"');
        var quote = wordToComplete.Length > 0 && wordToComplete[0] == '"' ? '"' : '\'';
        var first = all.Where(one => one.Text.StartsWith(word, StringComparison.OrdinalIgnoreCase)).ToList();
        var found = first.Count > 0 ? first : all.Where(one => Has(one.Text, word) || Has(one.Label, word));
        return found.Select(one => new CompletionResult(Quoted(one.Text, quote), one.Text, CompletionResultType.ParameterValue, one.Label.Length > 0 ? one.Label : one.Text));
    }

    /// <summary>What could be meant. Looks at the session before it first waits for anything.</summary>
    /// <param name="typed">The command as far as it is typed.</param>
    private protected abstract Task<IReadOnlyList<Suggestion>> SuggestAsync(TypedCommand typed);

    private static bool Has(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;

    // As PowerShell completes file names.
    private static string Quoted(string text, char quote)
    {
        if (text.Length > 0 && !text.Any(c => char.IsWhiteSpace(c) || "'\"`$,;|&<>(){}@#".IndexOf(c) >= 0) && quote == '\'') return text;
        return quote == '"'
            ? $"\"{text.Replace("`", "``").Replace("$", "`$").Replace("\"", "`\"")}\""
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";
    }

    private sealed class SilentSink : ICmdletSink
    {
        public void WriteObject(object value)
        {
        }

        public void WriteError(HsException error)
        {
        }

        public void WriteWarning(string text)
        {
        }

        public void WriteVerbose(string text)
        {
        }

        public void WriteProgress(HsProgress progress)
        {
        }

        public bool ShouldProcess(string target, string action) => false;
    }
}
