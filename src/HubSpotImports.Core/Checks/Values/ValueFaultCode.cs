namespace HubSpotImports.Checks;

/// <summary>HubSpot's own spelling of a fault.</summary>
public static class ValueFaultCode
{
    /// <summary>The <c>errorType</c> of HubSpot's specification, such as <c>INVALID_EMAIL</c>; empty for <see cref="ValueFault.None"/>.</summary>
    /// <param name="fault">The fault.</param>
    public static string Of(ValueFault fault) => fault switch
    {
        ValueFault.InvalidEmail => "INVALID_EMAIL",
        ValueFault.InvalidDomain => "INVALID_DOMAIN",
        ValueFault.CouldNotParseNumber => "COULD_NOT_PARSE_NUMBER",
        ValueFault.InvalidNumberSize => "INVALID_NUMBER_SIZE",
        ValueFault.CouldNotParseDate => "COULD_NOT_PARSE_DATE",
        ValueFault.OutsideValidTimeRange => "OUTSIDE_VALID_TIME_RANGE",
        ValueFault.InvalidEnumerationOption => "INVALID_ENUMERATION_OPTION",
        ValueFault.AmbiguousEnumerationOption => "AMBIGUOUS_ENUMERATION_OPTION",
        ValueFault.InvalidRecordId => "INVALID_RECORD_ID",
        ValueFault.CouldNotParseTerm => "COULD_NOT_PARSE_TERM",
        ValueFault.OutsideValidTermRange => "OUTSIDE_VALID_TERM_RANGE",
        ValueFault.CouldNotFindOwner => "COULD_NOT_FIND_OWNER",
        ValueFault.InvalidFileIdOrUrl => "INVALID_ENUM_FILE_ID_OR_URL",
        ValueFault.InvalidPropertyValueFormat => "INVALID_PROPERTY_VALUE_FORMAT",
        ValueFault.SecondaryEmailWriteFailure => "SECONDARY_EMAIL_WRITE_FAILURE",
        ValueFault.InvalidAssociationKey => "INVALID_ASSOCIATION_KEY",
        _ => "",
    };
}
