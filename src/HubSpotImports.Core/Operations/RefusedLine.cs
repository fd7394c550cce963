using CsvHelper;
using HubSpotImports.Files;

namespace HubSpotImports.Operations;

/// <summary>Rows of a file with the same content.</summary>
internal sealed class SameRows
{
    /// <summary>The rows, in the file's order.</summary>
    public List<RowPlace> Places { get; } = [];

    /// <summary>The lines of the import that have this content.</summary>
    public List<RefusedLine> Lines { get; } = [];

    /// <summary>Whether there are more rows than are remembered, so that none of them can be chosen.</summary>
    public bool HasMore { get; set; }
}

/// <summary>A line that errors of an import name: one row of what was sent.</summary>
/// <param name="line">The line as HubSpot says it.</param>
/// <param name="errors">The errors.</param>
internal sealed class RefusedLine(long line, IReadOnlyList<HsImportError> errors)
{
    private readonly RowPlace?[] _standing = new RowPlace?[Enum.GetValues(typeof(HsLineNumbering)).Length];

    /// <summary>The line as HubSpot says it.</summary>
    public long Line { get; } = line;

    /// <summary>The content of the row; <see langword="null"/> where HubSpot gave none.</summary>
    public ulong? Content { get; } = errors.FirstOrDefault(error => error.RowHash is not null)?.RowHash;

    /// <summary>The rows of the source with this content; <see langword="null"/> where there is none.</summary>
    public SameRows? Rows { get; set; }

    /// <summary>The row that is meant, once it is sure.</summary>
    public RowPlace? Place { get; set; }

    /// <summary>Whether its errors contradict one another about the row.</summary>
    public bool IsContradictory => errors.Any(error => error.RowHash is not null && error.RowHash != Content);

    /// <summary>How sure <see cref="Place"/> is.</summary>
    public HsLineConfidence Confidence => Place is null ? HsLineConfidence.Ambiguous : Rows is null ? HsLineConfidence.Reported : HsLineConfidence.Matched;

    /// <summary>Remembers the row that stands on the line, by one way of counting, unless it has other values than the errors tell of.</summary>
    /// <param name="numbering">How lines are counted.</param>
    /// <param name="place">The row.</param>
    /// <param name="record">The reader, on the row.</param>
    /// <param name="columns">What was sent of it.</param>
    public void Stand(HsLineNumbering numbering, RowPlace place, CsvReader record, SentColumns columns)
    {
        if (errors.All(error => error is not { ValueHash: { } value, ColumnNumber: { } column } || columns.CellHash(record, column) == value))
        {
            _standing[(int)numbering] = place;
        }
    }

    /// <summary>The row that stands on the line, by one way of counting.</summary>
    /// <param name="numbering">How lines are counted.</param>
    public RowPlace? StandingBy(HsLineNumbering numbering) => _standing[(int)numbering];
}
