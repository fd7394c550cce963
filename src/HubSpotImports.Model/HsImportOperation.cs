namespace HubSpotImports;

/// <summary>What an import may do with the records of one object type (<c>importOperations</c> of the HubSpot imports guide).</summary>
public enum HsImportOperation
{
    /// <summary>Update the records that are found, create the others (<c>UPSERT</c>): HubSpot's default.</summary>
    Upsert,

    /// <summary>Create records only (<c>CREATE</c>).</summary>
    Create,

    /// <summary>Update records only (<c>UPDATE</c>).</summary>
    Update,
}
