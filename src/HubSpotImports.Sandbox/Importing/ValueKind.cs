namespace HubSpotImports.Sandbox.Importing;

/// <summary>By which rule the cells of a column are read.</summary>
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
    Owner,
}
