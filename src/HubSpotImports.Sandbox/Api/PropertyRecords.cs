namespace HubSpotImports.Sandbox.Api;

/// <summary>A property as HubSpot's properties API answers it (<c>Property</c> of the specification).</summary>
internal sealed record Property(
    string Name,
    string Label,
    string Type,
    string FieldType,
    string Description,
    string GroupName,
    IReadOnlyList<PropertyOption> Options,
    int DisplayOrder,
    bool Calculated,
    bool ExternalOptions,
    bool HasUniqueValue,
    bool Hidden,
    bool HubspotDefined,
    bool FormField,
    bool Archived,
    string? ReferencedObjectType,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    PropertyModification ModificationMetadata);

/// <summary>One option of an enumeration (<c>Option</c>).</summary>
internal sealed record PropertyOption(string Label, string Value, int DisplayOrder, bool Hidden, string Description = "");

/// <summary>What may be changed about a property (<c>PropertyModificationMetadata</c>).</summary>
internal sealed record PropertyModification(bool Archivable, bool ReadOnlyDefinition, bool ReadOnlyOptions, bool ReadOnlyValue);

/// <summary>All properties of a type; never paged.</summary>
internal sealed record PropertyCollection(IReadOnlyList<Property> Results);

/// <summary>A wish for a property of one's own (<c>PropertyCreate</c>).</summary>
internal sealed record PropertyCreate(
    string? Name,
    string? Label,
    string? Type,
    string? FieldType,
    string? GroupName,
    string? Description = null,
    bool HasUniqueValue = false,
    bool Hidden = false,
    bool FormField = false,
    bool ExternalOptions = false,
    int DisplayOrder = -1,
    string? ReferencedObjectType = null,
    IReadOnlyList<PropertyOptionInput>? Options = null);

/// <summary>A wish for an option (<c>OptionInput</c>).</summary>
internal sealed record PropertyOptionInput(string? Label, string? Value, bool Hidden = false, int DisplayOrder = -1, string? Description = null);
