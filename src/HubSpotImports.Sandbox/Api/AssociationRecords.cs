namespace HubSpotImports.Sandbox.Api;

/// <summary>The associations of a record with one other (<c>MultiAssociatedObjectWithLabel</c> of HubSpot's associations API, v4).</summary>
internal sealed record AssociatedObject(long ToObjectId, IReadOnlyList<AssociationLabel> AssociationTypes);

/// <summary>A way in which two records are associated; without a label the plain one (<c>AssociationSpecWithLabel</c>).</summary>
internal sealed record AssociationLabel(
    string Category,
    int TypeId,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)] string? Label);

/// <summary>All ways in which records of two types can be associated.</summary>
internal sealed record AssociationLabels(IReadOnlyList<AssociationLabel> Results);

/// <summary>A wish for a label of one's own.</summary>
internal sealed record AssociationLabelCreate(string? Label, string? Name, string? InverseLabel = null);
