using HubSpotImports.HelpBuilder.Metadata;

namespace HubSpotImports.HelpBuilder.Output;

/// <summary>The syntax of a parameter set as PowerShell writes it, in lines that a page has room for.</summary>
internal static class Syntax
{
    private const int Columns = 100;

    /// <summary>The lines.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="set">The set.</param>
    public static string Text(CmdletMetadata cmdlet, string set)
    {
        var lines = new List<string> { cmdlet.Name };
        foreach (var part in cmdlet.ParametersOf(set).Select(parameter => Part(parameter, parameter.In(set)!)).Append("[<CommonParameters>]"))
        {
            if (lines[^1].Length + 1 + part.Length <= Columns) lines[^1] += $" {part}";
            else lines.Add($"    {part}");
        }

        return string.Join('\n', lines);
    }

    private static string Part(ParameterMetadata parameter, ParameterUse use)
    {
        var name = use.Position is null ? $"-{parameter.Name}" : $"[-{parameter.Name}]";
        var part = parameter.IsSwitch ? name : $"{name} <{parameter.Type}>";
        return use.IsMandatory ? part : $"[{part}]";
    }
}
