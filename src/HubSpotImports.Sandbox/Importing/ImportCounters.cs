namespace HubSpotImports.Sandbox.Importing;

/// <summary>
/// What an import has done so far. The names are those of HubSpot's own samples and of clients; the map is open, so more may come.
/// For one object type, total rows are created plus updated plus those not taken.
/// </summary>
internal sealed class ImportCounters
{
    public long TotalRows { get; set; }

    public long Created { get; set; }

    public long Updated { get; set; }

    /// <summary>Records written at least once by this import.</summary>
    public long UniqueObjects { get; set; }

    public long PropertyValues { get; set; }

    /// <summary>Entries in the list of errors, of which a row can have several.</summary>
    public long Errors { get; set; }

    /// <summary>Associations that were not there before. Only counted where an import associates.</summary>
    public long Associations { get; set; }

    public static ImportCounters FromMap(IReadOnlyDictionary<string, long> map) => new()
    {
        TotalRows = map.GetValueOrDefault("TOTAL_ROWS"),
        Created = map.GetValueOrDefault("CREATED_OBJECTS"),
        Updated = map.GetValueOrDefault("UPDATED_OBJECTS"),
        UniqueObjects = map.GetValueOrDefault("UNIQUE_OBJECTS_WRITTEN"),
        PropertyValues = map.GetValueOrDefault("PROPERTY_VALUES_EMITTED"),
        Errors = map.GetValueOrDefault("ERRORS"),
        Associations = map.GetValueOrDefault("ASSOCIATIONS_CREATED"),
    };

    public IReadOnlyDictionary<string, long> ToMap()
    {
        var map = new Dictionary<string, long>
        {
            ["TOTAL_ROWS"] = TotalRows,
            ["CREATED_OBJECTS"] = Created,
            ["UPDATED_OBJECTS"] = Updated,
            ["UNIQUE_OBJECTS_WRITTEN"] = UniqueObjects,
            ["PROPERTY_VALUES_EMITTED"] = PropertyValues,
            ["ERRORS"] = Errors,
        };
        if (Associations > 0) map["ASSOCIATIONS_CREATED"] = Associations;
        return map;
    }
}
