using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using HubSpotImports.Hosting;
using HubSpotImports.Operations;

namespace HubSpotImports.Binding;

/// <summary>A command that is being typed, as far as it is there.</summary>
/// <param name="name">The command's name.</param>
/// <param name="ast">Where it stands.</param>
/// <param name="bound">The arguments that are known by now.</param>
internal sealed class TypedCommand(string name, CommandAst ast, IDictionary bound)
{
    private static readonly string[] FileExtensions = [".csv", ".tsv", ".txt", ".xlsx", ".xls"];

    /// <summary>The command's name.</summary>
    public string Name => name;

    /// <summary>The argument of a parameter, where it is one value.</summary>
    /// <param name="parameter">The parameter.</param>
    public object? Value(string parameter) => bound.Contains(parameter) ? (bound[parameter] is PSObject wrapped ? wrapped.BaseObject : bound[parameter]) : null;

    /// <summary>The argument of a parameter as text; of several the first.</summary>
    /// <inheritdoc cref="Value"/>
    public string? Text(string parameter) => Value(parameter) switch
    {
        IEnumerable several and not string => several.Cast<object>().FirstOrDefault()?.ToString(),
        var one => one?.ToString(),
    };

    /// <summary>What the account offers.</summary>
    /// <exception cref="HsException">There is no account.</exception>
    public AccountSuggestions Account => AccountSuggestions.Of(Value("Connection") as HsConnection ?? ConnectedAccount.Current);

    /// <summary>The file that the command, or another one of its pipeline, is about; <see langword="null"/> where none is named yet.</summary>
    public string? SourceFile()
    {
        var named = new[] { Text("Path"), Text("LiteralPath"), Text("SourcePath") };
        var beside = (ast.Parent as PipelineAst)?.PipelineElements.OfType<CommandAst>()
            .SelectMany(command => command.CommandElements.Skip(1).OfType<StringConstantExpressionAst>())
            .Select(word => word.Value)
            .Where(word => Array.Exists(FileExtensions, extension => word.EndsWith(extension, StringComparison.OrdinalIgnoreCase)));
        return named.Concat(beside ?? []).Where(path => !string.IsNullOrEmpty(path)).Select(path => ProviderPaths.WhileTyping(path!)).FirstOrDefault(File.Exists);
    }
}
