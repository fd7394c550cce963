namespace HubSpotImports.Checks;

/// <summary>What to do about a fault, by its code.</summary>
internal static class FindingAdvice
{
    public static string For(string code, string path) => code switch
    {
        "COULD_NOT_PARSE_DATE" => "Write the date in the order of the import's -DateFormat.",
        "COULD_NOT_PARSE_NUMBER" or "INVALID_NUMBER_SIZE" => "Write the number with digits and a decimal point alone.",
        "INVALID_ENUMERATION_OPTION" or "AMBIGUOUS_ENUMERATION_OPTION" => "Use an option of the property: (Get-HsProperty contact -Name NAME).Options",
        "INVALID_EMAIL" or "INVALID_DOMAIN" => "Mend the value, or leave the cell empty.",
        "INVALID_RECORD_ID" => "Use HubSpot's record id, a whole number.",
        "INCORRECT_NUMBER_OF_COLUMNS" => "Mend the row: every row has as many cells as the header; text with commas is quoted.",
        "MISSING_REQUIRED_PROPERTY" => "Fill in the required property.",
        "COLUMN_TOO_LARGE" => "Shorten the value to 65,536 characters.",
        "DUPLICATE_ALTERNATE_ID" or "DUPLICATE_OBJECT_ID" => "Keep one row for each record.",
        _ => $"Mend the row in '{path}', or send it and let HubSpot decide.",
    };
}
