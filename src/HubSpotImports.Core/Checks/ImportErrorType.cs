namespace HubSpotImports.Checks;

/// <summary>
/// A code of HubSpot's import errors (<c>errorType</c> of HubSpot's specification) with its meaning and what becomes of the row.
/// HubSpot publishes the codes; the meaning and the reach of most are deduced from their names and its knowledge base.
/// </summary>
public sealed record ImportErrorType
{
    private ImportErrorType(string code, HsRowOutcome rowOutcome, string meaning)
    {
        Code = code;
        RowOutcome = rowOutcome;
        Meaning = meaning;
    }

    /// <summary>The code, such as <c>INVALID_EMAIL</c>.</summary>
    public string Code { get; }

    /// <summary>
    /// What becomes of the row: out for faults of a row or file, in without the value for faults of a cell. Of a fault of an association nobody knows
    /// whether the records were written without it.
    /// </summary>
    public HsRowOutcome RowOutcome { get; }

    /// <summary>The meaning, for answers that hold no message.</summary>
    public string Meaning { get; }

    /// <summary>Whether HubSpot's guide, knowledge base or changelog names the fault; of the others only the code is published.</summary>
    public bool IsDocumented => Documented.Contains(Code);

    private static readonly HashSet<string> Documented =
    [
        "ASSOCIATION_LABEL_NOT_FOUND",
        "COULD_NOT_FIND_OWNER",
        "COULD_NOT_PARSE_DATE",
        "COULD_NOT_PARSE_NUMBER",
        "FAILED_VALIDATION",
        "INCORRECT_NUMBER_OF_COLUMNS",
        "INVALID_DOMAIN",
        "INVALID_EMAIL",
        "INVALID_ENUMERATION_OPTION",
        "INVALID_RECORD_ID",
        "INVALID_SHEET_COUNT",
        "MISSING_REQUIRED_PROPERTY",
    ];

    private static readonly Dictionary<string, ImportErrorType> Known = new[]
    {
        Cell("AMBIGUOUS_ENUMERATION_OPTION", "The value fits more than one option of the property."),
        Cell("ASSOCIATION_LABEL_NOT_FOUND", "There is no such association label between the two objects."),
        Unknown("ASSOCIATION_LIMIT_EXCEEDED", "The record has all the associations it may have."),
        Unknown("ASSOCIATION_RECORD_NOT_FOUND", "The record to associate with is not in the account."),
        Cell("COLUMN_TOO_LARGE", "The cell is longer than HubSpot allows."),
        Cell("COULD_NOT_FIND_BUSINESS_UNIT", "There is no such brand (business unit)."),
        Cell("COULD_NOT_FIND_OWNER", "The owner is not a user of the account."),
        Cell("COULD_NOT_PARSE_DATE", "The value is not a date in the import's date format."),
        Cell("COULD_NOT_PARSE_NUMBER", "The value is not a number."),
        Row("COULD_NOT_PARSE_ROW", "The row is malformed."),
        Cell("COULD_NOT_PARSE_TERM", "The term is not an ISO 8601 period."),
        Row("CREATE_ONLY_IMPORT", "The record exists, and this import only creates."),
        Row("DUPLICATE_ALTERNATE_ID", "The identifier occurs in an earlier row of the file."),
        Unknown("DUPLICATE_ASSOCIATION_ID", "The association identifier occurs in an earlier row of the file."),
        Row("DUPLICATE_EVENT", "The participation occurs in an earlier row of the file."),
        Row("DUPLICATE_OBJECT_ID", "The record id occurs in an earlier row of the file."),
        Row("DUPLICATE_RECORD_ID", "The record id occurs in an earlier row of the file."),
        Row("DUPLICATE_ROW_CONTENT", "The row is the same as an earlier one."),
        Row("DUPLICATE_UNIQUE_CREATION_KEY", "Two rows would create the same key."),
        Row("DUPLICATE_UNIQUE_PROPERTY_VALUE", "Another record has this value of a unique property."),
        Unknown("FAILED_TO_CREATE_ASSOCIATION", "The records were written, the association was refused."),
        Unknown("FAILED_TO_FIND_RECORD_FOR_ASSOCIATIONS", "The record to associate with is neither in the file nor in the account."),
        Row("FAILED_TO_OPT_OUT_CONTACT", "The opt-out failed."),
        Row("FAILED_TO_PROCESS_OBJECT_WITH_EMPTY_PROPERTY_VALUES", "The row holds no value for the record."),
        Row("FAILED_VALIDATION", "A value breaks a rule of the property or the object."),
        Row("FILE_NOT_FOUND", "No uploaded file has the name that the request gives."),
        Row("GDPR_BLACKLISTED_EMAIL", "The e-mail was erased under a privacy request and may not come back."),
        Row("INCORRECT_NUMBER_OF_COLUMNS", "The number of cells is not the number of mapped columns."),
        Row("INVALID_ALTERNATE_ID", "The identifier is malformed, or its property is not unique."),
        Unknown("INVALID_ASSOCIATION_IDENTIFIER", "The association identifier cannot be used."),
        Unknown("INVALID_ASSOCIATION_KEY", "The association key cannot be used."),
        Row("INVALID_COLUMN_CONFIGURATION", "The column mappings contradict one another."),
        Cell("INVALID_CUSTOM_PROPERTY_VALIDATION", "The value breaks a rule that an admin put on the property."),
        Cell("INVALID_DOMAIN", "The value is not a domain."),
        Row("INVALID_EMAIL", "The value is not an e-mail address."),
        Cell("INVALID_ENUMERATION_OPTION", "The value is not an option of the property."),
        Cell("INVALID_ENUM_FILE_ID_OR_URL", "The value is neither a file id nor an address."),
        Row("INVALID_EVENT", "The event row is not valid."),
        Row("INVALID_EVENT_TIMESTAMP", "The event time cannot be read."),
        Row("INVALID_FILE_TYPE", "The file is not of the format that the request gives."),
        Cell("INVALID_NUMBER_SIZE", "The number is too large or too small."),
        Row("INVALID_OBJECT_ID", "There is no record with this id."),
        Cell("INVALID_PROPERTY_VALUE_FORMAT", "The value breaks the format of the property."),
        Row("INVALID_RECORD_ID", "The record id is unknown or not a whole number."),
        Row("INVALID_REQUIRED_PROPERTY", "A required property has a value that is not valid."),
        Row("INVALID_SHEET_COUNT", "The workbook must have exactly one sheet."),
        Row("INVALID_SPREADSHEET", "The workbook cannot be opened."),
        Row("LIMIT_EXCEEDED", "A limit of the record or the account is reached."),
        Unknown("LINE_ITEM_MULTIPLE_PARENTS_IN_ROW", "The line item is tied to more than one parent in one row."),
        Row("MANY_ERRORS_IN_ROW", "The row has too many faults to list."),
        Row("MISSING_EVENT_DEFINITION", "There is no such event definition."),
        Row("MISSING_EVENT_TIMESTAMP", "The participation has no time."),
        Row("MISSING_OBJECT_DEFINITION", "The account has no such object type."),
        Row("MISSING_REQUIRED_PROPERTY", "A property that a new record must have is empty."),
        Row("MULTIPLE_COMPANIES_WITH_THIS_DOMAIN", "The domain fits more than one company."),
        Cell("MULTIPLE_OWNERS_FOUND", "The owner's name fits several users."),
        Unknown("NO_OBJECT_ID_FROM_ASSOCIATION_IDENTIFIER", "The identifier leads to no record."),
        Cell("OUTSIDE_VALID_TERM_RANGE", "The term is out of range."),
        Cell("OUTSIDE_VALID_TIME_RANGE", "The date is out of range."),
        Row("PORTAL_WIDE_CUSTOM_OBJECT_LIMIT_EXCEEDED", "The account has all the custom object records it may have."),
        Row("PROPERTY_DEFINITION_NOT_FOUND", "The object has no such property."),
        Cell("PROPERTY_VALUE_NOT_FOUND", "The value that is referred to does not exist."),
        Row("ROW_DATA_TOO_LARGE", "The row is too large."),
        Cell("SECONDARY_EMAIL_WRITE_FAILURE", "The additional e-mail could not be stored."),
        Unknown("UNKNOWN_ASSOCIATION_RECORD_ID", "The record id in the association column is unknown."),
        Unknown("UNKNOWN_BAD_REQUEST", "HubSpot refused the row without saying why."),
        Unknown("UNKNOWN_ERROR", "HubSpot failed at the row without saying why."),
        Row("UPDATE_ONLY_IMPORT", "There is no such record, and this import only updates."),
    }.ToDictionary(type => type.Code);

    /// <summary>The entry of a code. A code that HubSpot adds one day has no meaning here, and its outcome is unknown.</summary>
    /// <param name="code">The code.</param>
    public static ImportErrorType Find(string code) =>
        Known.TryGetValue(code, out var known) ? known : Unknown(code, "HubSpot gives no message for this code.");

    /// <summary>All codes of HubSpot's specifications up to 2026-09.</summary>
    public static IReadOnlyCollection<ImportErrorType> All => Known.Values;

    private static ImportErrorType Cell(string code, string meaning) => new(code, HsRowOutcome.InWithoutValue, meaning);

    private static ImportErrorType Row(string code, string meaning) => new(code, HsRowOutcome.NotIn, meaning);

    private static ImportErrorType Unknown(string code, string meaning) => new(code, HsRowOutcome.Unknown, meaning);
}
