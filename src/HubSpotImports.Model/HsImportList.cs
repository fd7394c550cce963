namespace HubSpotImports;

/// <summary>A list that HubSpot made for an import (<c>PublicObjectListRecord</c> of HubSpot's specification).</summary>
public sealed class HsImportList
{
    internal HsImportList()
    {
    }

    /// <summary>The id of the list.</summary>
    public string ListId { get; internal init; } = "";

    /// <summary>The object type as HubSpot writes it here, such as <c>contacts</c>.</summary>
    public string ObjectType { get; internal init; } = "";

    /// <summary>The object type and the id of the list.</summary>
    public override string ToString() => $"{ObjectType} list {ListId}";
}
