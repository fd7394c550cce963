namespace HubSpotImports.Checks;

/// <summary>What is wrong with a value, in the terms of HubSpot's import errors (<c>errorType</c> of HubSpot's specification).</summary>
public enum ValueFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary><c>INVALID_EMAIL</c>: HubSpot does not take the record.</summary>
    InvalidEmail,

    /// <summary><c>INVALID_DOMAIN</c>: HubSpot takes the record without the value (deduced).</summary>
    InvalidDomain,

    /// <summary><c>COULD_NOT_PARSE_NUMBER</c>: HubSpot takes the record without the value.</summary>
    CouldNotParseNumber,

    /// <summary><c>INVALID_NUMBER_SIZE</c>: HubSpot takes the record without the value (deduced).</summary>
    InvalidNumberSize,

    /// <summary><c>COULD_NOT_PARSE_DATE</c>: HubSpot takes the record without the value.</summary>
    CouldNotParseDate,

    /// <summary><c>OUTSIDE_VALID_TIME_RANGE</c>: HubSpot takes the record without the value (deduced).</summary>
    OutsideValidTimeRange,

    /// <summary><c>INVALID_ENUMERATION_OPTION</c>: HubSpot takes the record without the value.</summary>
    InvalidEnumerationOption,

    /// <summary><c>AMBIGUOUS_ENUMERATION_OPTION</c>: HubSpot takes the record without the value.</summary>
    AmbiguousEnumerationOption,

    /// <summary><c>INVALID_RECORD_ID</c>: HubSpot does not take the record.</summary>
    InvalidRecordId,

    /// <summary><c>COULD_NOT_PARSE_TERM</c>: HubSpot takes the record without the value (deduced).</summary>
    CouldNotParseTerm,

    /// <summary><c>OUTSIDE_VALID_TERM_RANGE</c>: HubSpot takes the record without the value (deduced).</summary>
    OutsideValidTermRange,

    /// <summary><c>COULD_NOT_FIND_OWNER</c>: HubSpot takes the record without the owner.</summary>
    CouldNotFindOwner,

    /// <summary><c>INVALID_ENUM_FILE_ID_OR_URL</c>: HubSpot takes the record without the value (deduced).</summary>
    InvalidFileIdOrUrl,

    /// <summary><c>INVALID_PROPERTY_VALUE_FORMAT</c>: HubSpot takes the record without the value (deduced).</summary>
    InvalidPropertyValueFormat,

    /// <summary><c>SECONDARY_EMAIL_WRITE_FAILURE</c>: HubSpot takes the record without the value (deduced).</summary>
    SecondaryEmailWriteFailure,

    /// <summary><c>INVALID_ASSOCIATION_KEY</c>: HubSpot does not take the row (deduced).</summary>
    InvalidAssociationKey,
}
