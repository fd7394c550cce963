namespace HubSpotImports.Sandbox.Api;

/// <summary>A custom object as HubSpot's schemas API answers it (<c>ObjectSchema</c>).</summary>
internal sealed record ObjectSchema(
    string Id,
    string ObjectTypeId,
    string FullyQualifiedName,
    string Name,
    SchemaLabels Labels,
    string? PrimaryDisplayProperty,
    IReadOnlyList<string> SecondaryDisplayProperties,
    IReadOnlyList<string> RequiredProperties,
    IReadOnlyList<string> SearchableProperties,
    IReadOnlyList<Property> Properties,
    IReadOnlyList<AssociationDefinition> Associations,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    bool Archived);

/// <summary>What people call a custom object.</summary>
internal sealed record SchemaLabels(string? Singular, string? Plural);

/// <summary>An association type of a custom object.</summary>
internal sealed record AssociationDefinition(string Id, string FromObjectTypeId, string ToObjectTypeId, string? Name);

/// <summary>All custom objects of the account.</summary>
internal sealed record SchemaCollection(IReadOnlyList<ObjectSchema> Results);

/// <summary>A wish for a custom object (<c>ObjectSchemaEgg</c>).</summary>
internal sealed record ObjectSchemaCreate(
    string? Name,
    SchemaLabels? Labels,
    string? PrimaryDisplayProperty = null,
    IReadOnlyList<string>? SecondaryDisplayProperties = null,
    IReadOnlyList<string>? RequiredProperties = null,
    IReadOnlyList<string>? SearchableProperties = null,
    IReadOnlyList<PropertyCreate>? Properties = null,
    IReadOnlyList<string>? AssociatedObjects = null);
