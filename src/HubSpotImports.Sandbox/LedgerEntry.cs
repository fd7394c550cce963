using System.Text.Json.Serialization;

namespace HubSpotImports.Sandbox;

/// <summary>What the sandbox did with a source row, as far as one record goes.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<LedgerAction>))]
public enum LedgerAction
{
    /// <summary>A record was made from the row.</summary>
    Created,

    /// <summary>A record that was there took values of the row.</summary>
    Updated,

    /// <summary>No record took anything from the row; the error code says why.</summary>
    Refused,

    /// <summary>The record was written, but not this value; the error code says why.</summary>
    ValueDropped,
}

/// <summary>
/// One entry of the sandbox's ledger: what one source row did to one record. Counting the entries per row is how exactly-once is
/// proved, also for rows that have no identifier.
/// </summary>
/// <param name="ImportId">The import.</param>
/// <param name="Part">The 0-based place of the file in the import.</param>
/// <param name="Line">The line, as the import's errors number it.</param>
/// <param name="Record">The 1-based number of the data row in its file, whatever lines it spans.</param>
/// <param name="ObjectType">The object type id of the record, such as <c>0-1</c>.</param>
/// <param name="Action">What was done.</param>
/// <param name="ObjectId">The record, if one was written.</param>
/// <param name="ErrorCode">HubSpot's error type, for a refused row or a dropped value.</param>
public sealed record LedgerEntry(
    long ImportId,
    int Part,
    long Line,
    long Record,
    string ObjectType,
    LedgerAction Action,
    long? ObjectId,
    string? ErrorCode);
