namespace HubSpotImports.HelpBuilder.Metadata;

/// <summary>A cmdlet as its attributes have it.</summary>
internal sealed record CmdletMetadata
{
    /// <summary>The full name of its class.</summary>
    public required string ClassName { get; init; }

    /// <summary>The verb.</summary>
    public required string Verb { get; init; }

    /// <summary>The noun.</summary>
    public required string Noun { get; init; }

    /// <summary>What is typed.</summary>
    public string Name => $"{Verb}-{Noun}";

    /// <summary>The set that is taken where what is given does not tell, or <see langword="null"/> where none is named.</summary>
    public required string? DefaultSet { get; init; }

    /// <summary>Whether it has <c>-WhatIf</c> and <c>-Confirm</c>.</summary>
    public required bool SupportsShouldProcess { get; init; }

    /// <summary>From which <c>$ConfirmPreference</c> on it asks: 1 low, 2 medium, 3 high.</summary>
    public required int ConfirmImpact { get; init; }

    /// <summary>Other names.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The full names of the types that it writes.</summary>
    public required IReadOnlyList<string> OutputTypes { get; init; }

    /// <summary>Its parameters, those of the class itself first, in the order of the source.</summary>
    public required IReadOnlyList<ParameterMetadata> Parameters { get; init; }

    /// <summary>The names of its sets, the default one first.</summary>
    public IReadOnlyList<string> Sets
    {
        get
        {
            var named = Parameters.SelectMany(parameter => parameter.Uses).Select(use => use.Set).Where(set => set != ParameterUse.AllSets).Distinct().ToList();
            return named.Count == 0 ? [DefaultSet ?? ParameterUse.AllSets] : [.. named.OrderBy(set => set == DefaultSet ? 0 : 1)];
        }
    }

    /// <summary>The parameters of a set in the order in which syntax is shown: by position, then those that must be given, then the others.</summary>
    /// <param name="set">The set.</param>
    public IEnumerable<ParameterMetadata> ParametersOf(string set) => Parameters
        .Where(parameter => parameter.In(set) is not null)
        .OrderBy(parameter => parameter.In(set) switch
        {
            { Position: { } position } => position,
            { IsMandatory: true } => int.MaxValue - 1,
            _ => int.MaxValue,
        });
}
