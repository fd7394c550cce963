namespace HubSpotImports.Checks;

/// <summary>What to do about a fault, by its code.</summary>
internal static class FindingAdvice
{
    /// <summary>One thing to do; where a command helps, a whole one.</summary>
    /// <param name="code">HubSpot's code.</param>
    /// <param name="path">The file.</param>
    /// <param name="column">The column; <see langword="null"/> for faults of a row.</param>
    public static string For(string code, string path, HsColumnMapping? column) => code switch
    {
        "COULD_NOT_PARSE_DATE" or "INVALID_EVENT_TIMESTAMP" => "Write the date in the order of the import's -DateFormat.",
        "OUTSIDE_VALID_TIME_RANGE" => "Write a date between the years 1000 and 9999.",
        "COULD_NOT_PARSE_NUMBER" => "Write the number with digits and a decimal point alone, a percentage as 25%, a duration in milliseconds.",
        "INVALID_NUMBER_SIZE" => "Write the number with at most 18 digits before the point.",
        "INVALID_ENUMERATION_OPTION" or "AMBIGUOUS_ENUMERATION_OPTION" when column is not null =>
            $"Use the internal value of an option: (Get-HsProperty -ObjectType {column.ObjectType} -Name {column.PropertyName}).Options",
        "COULD_NOT_FIND_OWNER" => "Write the e-mail of a user of the account, or leave the cell empty.",
        "COULD_NOT_PARSE_TERM" or "OUTSIDE_VALID_TERM_RANGE" => "Write the term as P6M for six months or P1Y for a year.",
        "INVALID_ENUM_FILE_ID_OR_URL" => "Upload the file to HubSpot, and write its id or its https address.",
        "INVALID_PROPERTY_VALUE_FORMAT" => "Write the phone number with its country code and digits, such as +1 555 123 4567.",
        "INVALID_EMAIL" or "INVALID_DOMAIN" or "SECONDARY_EMAIL_WRITE_FAILURE" => "Mend the value, or leave the cell empty.",
        "INVALID_RECORD_ID" => "Use HubSpot's record id, a whole number.",
        "INVALID_ASSOCIATION_KEY" or "INVALID_ASSOCIATION_IDENTIFIER" => "Write the record id of the record to associate with, or leave the cell empty.",
        "INCORRECT_NUMBER_OF_COLUMNS" => "Mend the row: every row has as many cells as the header; text with commas is quoted.",
        "MISSING_REQUIRED_PROPERTY" => "Fill in the required property.",
        "MISSING_EVENT_TIMESTAMP" => "Fill in one of the event times, or delete the row.",
        "UPDATE_ONLY_IMPORT" => "Fill in the identifier, or delete the row.",
        "FAILED_TO_PROCESS_OBJECT_WITH_EMPTY_PROPERTY_VALUES" => "Delete the row.",
        "COLUMN_TOO_LARGE" => "Shorten the value to 65,536 characters.",
        "DUPLICATE_ALTERNATE_ID" or "DUPLICATE_OBJECT_ID" => "Keep one row for each record.",
        SpreadsheetError.Code => "Mend the formula in the spreadsheet, or empty the cell.",
        _ => $"Mend the row in '{path}', or send it and let HubSpot decide.",
    };
}
