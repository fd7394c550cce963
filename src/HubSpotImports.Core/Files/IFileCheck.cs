using CsvHelper;

namespace HubSpotImports.Files;

/// <summary>Looks at all rows of a file. Several threads may: each has an <see cref="IRowCheck"/> of its own.</summary>
internal interface IFileCheck
{
    /// <summary>Makes the check of one thread.</summary>
    IRowCheck ForThread();
}

/// <summary>Looks at the rows of one block after another.</summary>
internal interface IRowCheck
{
    /// <summary>Begins a block.</summary>
    void Begin();

    /// <summary>Looks at a row.</summary>
    /// <param name="record">The reader, on the row.</param>
    /// <param name="row">The number of the row within the block, from 1.</param>
    /// <returns>Whether HubSpot should take it.</returns>
    bool Check(CsvReader record, int row);

    /// <summary>Ends the block. Blocks end in the order of the file, one at a time.</summary>
    /// <param name="block">The block, which now knows its place in the file.</param>
    void End(RecordBlock block);
}
