namespace HubSpotImports;

/// <summary>Something in a file that HubSpot would not take, found before the send. Scalars only, so that <c>Export-Csv</c> writes one clean line.</summary>
public sealed record HsFinding
{
    internal HsFinding()
    {
    }

    /// <summary>HubSpot's code for the same fault, such as <c>INVALID_EMAIL</c>; for what HubSpot has no code for, the id of this module's error.</summary>
    public string Code { get; internal init; } = "";

    /// <summary>How sure it is.</summary>
    public HsFindingSeverity Severity { get; internal init; }

    /// <summary>The line of the file where the record begins, from 1, the header counted; <see langword="null"/> for the whole file.</summary>
    public long? Line { get; internal init; }

    /// <summary>The data row (record), from 1, the header not counted.</summary>
    public long? Row { get; internal init; }

    /// <summary>The header of the column.</summary>
    public string? Column { get; internal init; }

    /// <summary>The number of the column, from 1.</summary>
    public int? ColumnNumber { get; internal init; }

    /// <summary>The value, cut after 200 characters.</summary>
    public string? Value { get; internal init; }

    /// <summary>What is wrong.</summary>
    public string Message { get; internal init; } = "";

    /// <summary>What to do.</summary>
    public string RecommendedAction { get; internal init; } = "";

    /// <summary>The file.</summary>
    public string SourcePath { get; internal init; } = "";

    /// <summary>Line, column and code, such as <c>line 17, Email: INVALID_EMAIL</c>.</summary>
    public override string ToString() => string.Join(", ", new[] { Line is null ? null : $"line {Line}", Column }.Where(part => part is not null).DefaultIfEmpty("file")) + $": {Code}";
}
