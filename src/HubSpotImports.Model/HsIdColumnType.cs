namespace HubSpotImports;

/// <summary>
/// The older <c>idColumnType</c> of HubSpot's legacy imports guide. New mappings use <see cref="HsColumnType"/>; no public text
/// says which wins when a request holds both, so they must agree.
/// </summary>
public enum HsIdColumnType
{
    /// <summary>Record ids (<c>HUBSPOT_OBJECT_ID</c>).</summary>
    ObjectId,

    /// <summary>Values of a unique property (<c>HUBSPOT_ALTERNATE_ID</c>).</summary>
    AlternateId,
}
