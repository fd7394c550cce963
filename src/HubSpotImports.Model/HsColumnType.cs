namespace HubSpotImports;

/// <summary>What the values of a column are to HubSpot: the six values of <c>columnType</c> (HubSpot imports guide).</summary>
public enum HsColumnType
{
    /// <summary>Values of a property (<c>STANDARD</c>).</summary>
    Standard,

    /// <summary>Record ids by which HubSpot finds the record to update (<c>HUBSPOT_OBJECT_ID</c>).</summary>
    ObjectId,

    /// <summary>Values of a unique property, such as e-mail or domain, by which HubSpot finds the record (<c>HUBSPOT_ALTERNATE_ID</c>).</summary>
    AlternateId,

    /// <summary>Association labels between two objects of the same row (<c>FLEXIBLE_ASSOCIATION_LABEL</c>).</summary>
    AssociationLabel,

    /// <summary>Keys of records of the same object type to associate with (<c>ASSOCIATION_KEYS</c>).</summary>
    AssociationKeys,

    /// <summary>Times at which somebody took part in a marketing event (<c>EVENT_TIMESTAMP</c>).</summary>
    EventTimestamp,
}
