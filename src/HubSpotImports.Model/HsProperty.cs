namespace HubSpotImports;

/// <summary>A property of an object type (<c>Property</c> of HubSpot's specification). All vocabularies are open.</summary>
public sealed class HsProperty
{
    internal HsProperty()
    {
    }

    /// <summary>The object type as it was asked for: an id, or a name where no id is known.</summary>
    public string ObjectTypeId { get; internal init; } = "";

    /// <summary>The internal name, such as <c>firstname</c>.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The label that people see, such as <c>First Name</c>.</summary>
    public string Label { get; internal init; } = "";

    /// <summary><c>string</c>, <c>number</c>, <c>date</c>, <c>datetime</c>, <c>enumeration</c>, <c>bool</c>, <c>phone_number</c>, …</summary>
    public string Type { get; internal init; } = "";

    /// <summary><c>text</c>, <c>select</c>, <c>checkbox</c> (several values), …</summary>
    public string FieldType { get; internal init; } = "";

    /// <summary>The group that the property belongs to.</summary>
    public string? GroupName { get; internal init; }

    /// <summary>What the account says of the property.</summary>
    public string? Description { get; internal init; }

    /// <summary>The options of an enumeration.</summary>
    public IReadOnlyList<HsPropertyOption> Options { get; internal init => field = Array.AsReadOnly([.. value]); } = [];

    /// <summary>Whether a value may occur in one record only, so that the column can identify records.</summary>
    public bool HasUniqueValue { get; internal init; }

    /// <summary>Whether HubSpot computes the value.</summary>
    public bool Calculated { get; internal init; }

    /// <summary>Whether the property is archived.</summary>
    public bool Archived { get; internal init; }

    /// <summary>Whether the property is hidden in the account.</summary>
    public bool Hidden { get; internal init; }

    /// <summary>Whether the options come from elsewhere, as with owners, and are not listed in <see cref="Options"/>.</summary>
    public bool ExternalOptions { get; internal init; }

    /// <summary>Whether HubSpot, not the account, defined the property.</summary>
    public bool HubSpotDefined { get; internal init; }

    /// <summary>Whether values cannot be set (<c>modificationMetadata.readOnlyValue</c>); that an import cannot set them is deduced.</summary>
    public bool ReadOnlyValue { get; internal init; }

    /// <summary>How a number is shown: <c>currency</c>, <c>percentage</c>, <c>duration</c>, …; from API version 2026-03 on.</summary>
    public string? NumberDisplayHint { get; internal init; }

    /// <summary>The object type whose records the property names, such as <c>OWNER</c>.</summary>
    public string? ReferencedObjectType { get; internal init; }

    /// <summary>The name, the label and the type, such as <c>firstname 'First Name' (string)</c>.</summary>
    public override string ToString() => $"{Name} '{Label}' ({Type})";
}
