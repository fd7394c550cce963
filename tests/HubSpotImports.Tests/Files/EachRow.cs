using CsvHelper;
using HubSpotImports.Files;

namespace HubSpotImports.Tests.Files;

/// <summary>A check that judges rows by their numbers, which are those of the file where it is one block.</summary>
internal sealed class EachRow(Func<int, bool> isGood) : IFileCheck, IRowCheck
{
    public IRowCheck ForThread() => this;

    public void Begin()
    {
    }

    public bool Check(CsvReader record, int row) => isGood(row);

    public void End(RecordBlock block)
    {
    }
}
