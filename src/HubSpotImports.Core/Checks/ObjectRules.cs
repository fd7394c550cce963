using CsvHelper;

namespace HubSpotImports.Checks;

/// <summary>What a row needs to become a record of one object type.</summary>
internal sealed class ObjectRules
{
    private readonly HsImportOperation _operation;
    private readonly string _name;
    private readonly ColumnRule[] _columns;
    private readonly ColumnRule? _identifier;
    private readonly string[] _required;
    private readonly string[] _oneOf;

    public ObjectRules(string objectTypeId, HsImportOperation operation, ColumnRule[] columns)
    {
        _operation = operation;
        _columns = columns;
        _name = columns[0].Mapping.ObjectType;
        _identifier = columns.FirstOrDefault(column => column.Mapping.ColumnType is HsColumnType.ObjectId or HsColumnType.AlternateId);
        _required = HsObjectType.TryFind(objectTypeId, out var type) ? [.. type.RequiredProperties] : [];

        // One of several is enough for these two (message of HubSpot's own 400; knowledge base).
        _oneOf = objectTypeId switch
        {
            "0-1" => ["email", "firstname", "lastname"],
            "0-2" => ["domain", "name"],
            _ => [],
        };
    }

    /// <summary>What the row lacks, or <see langword="null"/>.</summary>
    public (string Code, string Message)? Missing(CsvReader record)
    {
        // A row that says nothing of this object makes no record of it.
        if (Array.TrueForAll(_columns, column => IsBlank(record, column)))
        {
            return _columns.Length == record.FieldCount
                ? ("FAILED_TO_PROCESS_OBJECT_WITH_EMPTY_PROPERTY_VALUES", $"The row has no value for the {_name}.")
                : null;
        }

        var identified = _identifier is not null && !IsBlank(record, _identifier);
        if (_operation == HsImportOperation.Update)
        {
            return identified ? null : ("UPDATE_ONLY_IMPORT", $"The row has no identifier, so no {_name} can be found to update.");
        }

        // An upsert of a row with an identifier may update; only HubSpot knows whether it must create.
        if (_operation == HsImportOperation.Upsert && identified) return null;
        if (_oneOf.Length > 0 && Array.TrueForAll(_oneOf, property => !HasValue(record, property)))
        {
            return ("MISSING_REQUIRED_PROPERTY", $"A new {_name} needs one of: {string.Join(", ", _oneOf)}.");
        }

        var missing = Array.Find(_required, property => !HasValue(record, property));
        return missing is null ? null : ("MISSING_REQUIRED_PROPERTY", $"A new {_name} needs a value of '{missing}'.");
    }

    private bool HasValue(CsvReader record, string property) =>
        Array.Exists(_columns, column => column.Mapping.PropertyName == property && !IsBlank(record, column));

    private static bool IsBlank(CsvReader record, ColumnRule column) => CellText.Trim(record.GetSpan(column.Column)).Length == 0;
}
