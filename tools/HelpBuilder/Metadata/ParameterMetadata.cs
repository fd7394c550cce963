namespace HubSpotImports.HelpBuilder.Metadata;

/// <summary>A parameter of a cmdlet as its attributes have it.</summary>
internal sealed record ParameterMetadata
{
    /// <summary>The name, without the dash.</summary>
    public required string Name { get; init; }

    /// <summary>The class that declares it: the cmdlet's or a base class; blank for what the engine adds.</summary>
    public required string DeclaringClass { get; init; }

    /// <summary>The type as PowerShell shows it: <c>string[]</c>, <c>int</c>, <c>switch</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The type with its namespace.</summary>
    public required string FullType { get; init; }

    /// <summary>The enum behind the type, or <see langword="null"/>.</summary>
    public required string? EnumType { get; init; }

    /// <summary>The values that are possible, where they can be listed.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>What it is when it is not given, or <see langword="null"/> where that is nothing, or is not to be seen.</summary>
    public required string? DefaultValue { get; init; }

    /// <summary>Other names.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>Whether it says that wildcards are permitted.</summary>
    public required bool TakesWildcards { get; init; }

    /// <summary>The other attributes, as they are written: validation, transformation, completion.</summary>
    public required IReadOnlyList<string> Attributes { get; init; }

    /// <summary>Its use in each set.</summary>
    public required IReadOnlyList<ParameterUse> Uses { get; init; }

    /// <summary>Whether it takes no value.</summary>
    public bool IsSwitch => Type == "switch";

    /// <summary>How it is used in a set, or <see langword="null"/> where it does not belong to it.</summary>
    /// <param name="set">The set.</param>
    public ParameterUse? In(string set) => Uses.FirstOrDefault(use => use.Set == set || use.Set == ParameterUse.AllSets);
}
