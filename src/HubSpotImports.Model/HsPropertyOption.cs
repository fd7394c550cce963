namespace HubSpotImports;

/// <summary>One option of an enumeration property.</summary>
public sealed class HsPropertyOption
{
    internal HsPropertyOption()
    {
    }

    /// <summary>The label that people see.</summary>
    public string Label { get; internal init; } = "";

    /// <summary>The internal value.</summary>
    public string Value { get; internal init; } = "";

    /// <summary>Whether the option is hidden in the account.</summary>
    public bool Hidden { get; internal init; }

    /// <summary>The value and the label.</summary>
    public override string ToString() => $"{Value} '{Label}'";
}
