using System.ComponentModel;

namespace HubSpotImports;

/// <summary>
/// Says what one column of a file means to HubSpot. A mapping names a header, or the number of a column in a file that
/// has none. Made by <c>New-HsColumnMapping</c>. Field meanings: HubSpot imports guide, <c>columnMappings[]</c>.
/// </summary>
// By name: the models need nothing of PowerShell. Type data would do as well, but the module that registers them takes longer to load than this one.
[TypeConverter("HubSpotImports.Binding.HsColumnMappingConverter, HubSpotImports")]
public sealed record HsColumnMapping
{
    internal HsColumnMapping()
    {
    }

    /// <summary>The header of the column, as the file has it; of a file without a header, the number of the column, from 1.</summary>
    public string ColumnName { get; internal init; } = "";

    /// <summary>The internal name of the property that takes the values; <see langword="null"/> for columns that only associate.</summary>
    public string? PropertyName { get; internal init; }

    /// <summary>The object type id that the values belong to, such as <c>0-1</c>; empty for an ignored column.</summary>
    public string ObjectTypeId { get; internal init; } = "";

    /// <summary>The name of the object type, such as <c>contact</c>; the id where HubSpot's own list has no name.</summary>
    public string ObjectType { get; internal init; } = "";

    /// <summary>What the values are.</summary>
    public HsColumnType ColumnType { get; internal init; }

    /// <summary>The older <c>idColumnType</c>, sent only when it was asked for.</summary>
    public HsIdColumnType? IdColumnType { get; internal init; }

    /// <summary>The <em>other</em> object type id: the target of a label, or the owner of a common column's property.</summary>
    public string? ToObjectTypeId { get; internal init; }

    /// <summary>The association type id of <c>foreignKeyType</c>, for a common column of a multi-file import.</summary>
    public int? AssociationTypeId { get; internal init; }

    /// <summary>The association category of <c>foreignKeyType</c>: <c>HUBSPOT_DEFINED</c>, <c>USER_DEFINED</c> or <c>INTEGRATOR_DEFINED</c>.</summary>
    public string? AssociationCategory { get; internal init; }

    /// <summary>Whether the values of this column tie the files of a multi-file import together.</summary>
    public bool AssociationIdentifierColumn { get; internal init; }

    /// <summary>What an event-time column says.</summary>
    public HsMarketingEventSubmissionType? MarketingEventSubmissionType { get; internal init; }

    /// <summary>Whether the column is left out of what is sent.</summary>
    public bool Ignored { get; internal init; }

    /// <summary>The label of the property in the account, when the mapping was made from property definitions.</summary>
    public string? PropertyLabel { get; internal init; }

    /// <summary>The path of the file whose header the mapping was made from, if it was made from a file.</summary>
    public string? SourcePath { get; internal init; }

    /// <summary>
    /// Whether the column only ties records of its type to those of another, or holds the other's property (a common column of the
    /// imports guide), instead of values of its own type.
    /// </summary>
    internal bool IsCommon =>
        (ToObjectTypeId is not null || AssociationTypeId is not null)
        && ColumnType is HsColumnType.Standard or HsColumnType.ObjectId or HsColumnType.AlternateId;

    /// <summary>Whether the column holds values of a property of its own object type.</summary>
    internal bool IsOwn => PropertyName is not null && !IsCommon;

    /// <summary>The object type that the property belongs to.</summary>
    internal string PropertyObjectTypeId => IsCommon && ToObjectTypeId is not null ? ToObjectTypeId : ObjectTypeId;

    /// <summary>The header and where its values go, such as <c>Email → contact.email</c>.</summary>
    public override string ToString() => Ignored
        ? $"{ColumnName} (ignored)"
        : $"{ColumnName} → {ObjectType}.{PropertyName ?? ColumnType.ToString()}";
}
