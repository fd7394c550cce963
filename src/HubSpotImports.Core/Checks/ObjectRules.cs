namespace HubSpotImports.Checks;

/// <summary>What a row needs to become a record of one object type.</summary>
internal sealed class ObjectRules
{
    private readonly HsImportOperation _operation;
    private readonly ColumnRule[] _columns;
    private readonly ColumnRule[] _identifiers;
    private readonly (string Name, ColumnRule[] Columns)[] _required;

    /// <param name="objectTypeId">The object type.</param>
    /// <param name="operation">What the import does with its records.</param>
    /// <param name="columns">The columns with its own properties.</param>
    public ObjectRules(string objectTypeId, HsImportOperation operation, ColumnRule[] columns)
    {
        _operation = operation;
        _columns = columns;
        Name = columns[0].Mapping.ObjectType;
        _identifiers = Array.FindAll(columns, column => Identifier.Is(column.Mapping));
        var required = RequiredProperties.Of(objectTypeId);
        IEnumerable<(string Name, ColumnRule[] Columns)> all = required.All.Select(property => ($"a value of '{property}'", ColumnsOf(property)));
        if (required.OneOf.Count > 0) all = all.Prepend(($"one of: {string.Join(", ", required.OneOf)}", ColumnsOf([.. required.OneOf])));

        // What no row has was said once, of the file.
        var saidOfFile = RecordCheck.CreatesAlways(columns.Select(column => column.Mapping), operation);
        _required = [.. all.Where(entry => entry.Columns.Length > 0 || !saidOfFile)];
    }

    /// <summary>Whether a row was seen that creates a record each time it is sent: it says something of the object, and nothing identifies it.</summary>
    public bool CreatesRecords { get; private set; }

    /// <summary>How many such rows there are in an import that finds others by <see cref="FirstIdentifier"/>.</summary>
    public long Unidentified { get; private set; }

    /// <summary>The first column that the import finds records by; <see langword="null"/> where it has none, or creates all.</summary>
    public ColumnRule? FirstIdentifier => _operation == HsImportOperation.Create ? null : _identifiers.FirstOrDefault();

    /// <summary>The object type, as the mapping calls it.</summary>
    public string Name { get; }

    /// <summary>Takes what the same rules learned in another thread, where the count begins anew.</summary>
    /// <param name="other">The same rules.</param>
    public void Take(ObjectRules other)
    {
        CreatesRecords |= other.CreatesRecords;
        Unidentified += other.Unidentified;
        other.Unidentified = 0;
    }

    /// <summary>What a row lacks, or <see langword="null"/>.</summary>
    /// <param name="isFilled">Whether the row has a value, for each column of the file.</param>
    public (string Code, string Message)? Missing(bool[] isFilled)
    {
        // A row that says nothing of this object makes no record of it.
        if (!HasValue(isFilled, _columns))
        {
            return _columns.Length == isFilled.Length
                ? ("FAILED_TO_PROCESS_OBJECT_WITH_EMPTY_PROPERTY_VALUES", $"The row has no value for the {Name}.")
                : null;
        }

        // An upsert of a row with an identifier may update; only HubSpot knows whether it must create.
        var identified = _operation != HsImportOperation.Create && HasValue(isFilled, _identifiers);
        if (identified) return null;
        if (_operation == HsImportOperation.Update) return ("UPDATE_ONLY_IMPORT", $"The row has no identifier, so no {Name} can be found to update.");

        CreatesRecords = true;
        foreach (var (name, columns) in _required)
        {
            if (!HasValue(isFilled, columns)) return ("MISSING_REQUIRED_PROPERTY", $"A new {Name} needs {name}.");
        }

        if (FirstIdentifier is not null) Unidentified++;
        return null;
    }

    /// <summary>Whether a row has a value in one of the columns.</summary>
    public static bool HasValue(bool[] isFilled, ColumnRule[] columns)
    {
        foreach (var column in columns)
        {
            if (isFilled[column.Column]) return true;
        }

        return false;
    }

    private ColumnRule[] ColumnsOf(params string[] properties) => Array.FindAll(_columns, column => properties.Contains(column.Mapping.PropertyName));
}
