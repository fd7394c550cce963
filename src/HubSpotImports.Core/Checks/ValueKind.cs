namespace HubSpotImports.Checks;

/// <summary>Which rule the values of a column follow.</summary>
internal enum ValueKind
{
    Text,
    RecordId,
    Email,
    Domain,
    FurtherEmails,
    FurtherDomains,
    Owner,
    File,
    PhoneNumber,
    Term,
    Number,
    Duration,
    Date,
    DateTime,
    Boolean,
    Option,
    SeveralOptions,
    AssociationKeys,
    ContactKey,
}
