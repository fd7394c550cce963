using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using HubSpotImports.Checks;

namespace HubSpotImports.Tests.Checks;

public sealed class RecordIdValueTests
{
    [Fact]
    public void Every_id_is_read_back() => Prop.ForAll<long>(id =>
    {
        var fault = RecordIdValue.Read(id.ToString(CultureInfo.InvariantCulture).Utf8(), out var read);
        return id > 0 ? fault == ValueFault.None && read == id : fault == ValueFault.InvalidRecordId;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_are_read_without_a_fault_of_ours() =>
        Prop.ForAll<byte[]>(cell => RecordIdValue.Read(cell, out _) is ValueFault.None or ValueFault.InvalidRecordId).QuickCheckThrowOnFailure();
}
