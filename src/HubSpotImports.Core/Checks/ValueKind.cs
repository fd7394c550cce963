namespace HubSpotImports.Checks;

/// <summary>Which rule the values of a column follow.</summary>
internal enum ValueKind
{
    Text,
    RecordId,
    Email,
    Domain,
    Number,
    Date,
    DateTime,
    Boolean,
    Option,
    SeveralOptions,
}
