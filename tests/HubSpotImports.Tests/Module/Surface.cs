using HubSpotImports.HelpBuilder.Metadata;

namespace HubSpotImports.Tests.Module;

/// <summary>All that scripts can name of the cmdlets, as text.</summary>
internal static class Surface
{
    private static readonly ParameterUse Plain = new(ParameterUse.AllSets, null, false, false, false);

    /// <summary>The text: a line for each thing, in an order that does not depend on the source's.</summary>
    /// <param name="cmdlets">The cmdlets.</param>
    public static string Text(IEnumerable<CmdletMetadata> cmdlets) => string.Concat(cmdlets.SelectMany(cmdlet => Lines(cmdlet).Append("")).Select(line => $"{line}\n"));

    private static IEnumerable<string> Lines(CmdletMetadata cmdlet)
    {
        yield return cmdlet.Name + List(" (", cmdlet.Aliases, ")") + List(" -> ", cmdlet.OutputTypes, "");
        if (cmdlet.DefaultSet is { } set) yield return $"  default set {set}";
        if (cmdlet.SupportsShouldProcess) yield return $"  should process, impact {cmdlet.ConfirmImpact}";
        foreach (var parameter in cmdlet.Parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
        {
            yield return $"  -{parameter.Name}{List(" (", parameter.Aliases, ")")} <{parameter.Type}>"
                + (parameter.EnumType is null ? "" : List(" {", parameter.Values, "}"))
                + (parameter.TakesWildcards ? " wildcards" : "")
                + List(" [", parameter.Attributes.Order(StringComparer.Ordinal), "]");
            foreach (var use in parameter.Uses.Where(use => use != Plain).OrderBy(use => use.Set, StringComparer.Ordinal)) yield return $"    {Use(use)}";
        }
    }

    private static string Use(ParameterUse use) =>
        (use.Set == ParameterUse.AllSets ? "all sets:" : $"set {use.Set}:")
        + (use.IsMandatory ? " mandatory" : "")
        + (use.Position is { } position ? $" position {position}" : " named")
        + (use.FromPipeline ? " by value" : "")
        + (use.FromPipelineByPropertyName ? " by property name" : "");

    private static string List(string before, IEnumerable<string> items, string after) => string.Join(", ", items) is { Length: > 0 } list ? before + list + after : "";
}
