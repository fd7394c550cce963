namespace HubSpotImports;

/// <summary>
/// A row or value that HubSpot did not take (<c>PublicImportError</c> of HubSpot's specification). Scalars only, so that
/// <c>Export-Csv</c> writes one clean line each.
/// </summary>
public sealed record HsImportError
{
    internal HsImportError()
    {
    }

    /// <summary>The id of the import.</summary>
    public string ImportId { get; internal init; } = "";

    /// <summary>HubSpot's id of the error.</summary>
    public string ErrorId { get; internal init; } = "";

    /// <summary>HubSpot's code, such as <c>INVALID_EMAIL</c>. An open vocabulary.</summary>
    public string ErrorType { get; internal init; } = "";

    /// <summary>HubSpot's sentence, or the meaning of the code where HubSpot gave none.</summary>
    public string Message { get; internal init; } = "";

    /// <summary>
    /// The line where the row begins in the source file, from 1, the header counted, when the error was joined to it (<see cref="Row"/>); else the
    /// line that HubSpot says, which counts the file as it was sent. 0 means the whole file.
    /// </summary>
    public long? Line { get; internal init; }

    /// <summary>The data row (record) of the source file, from 1, the header not counted; set only where it is sure which row is meant.</summary>
    public long? Row { get; internal init; }

    /// <summary>How sure <see cref="Line"/> is.</summary>
    public HsLineConfidence LineConfidence { get; internal init; }

    /// <summary>The header of the column, when the error is about one.</summary>
    public string? Column { get; internal init; }

    /// <summary>The number of the column from 1: in the source file where <see cref="Row"/> is set, else in the file as it was sent, without the columns that were left out.</summary>
    public int? ColumnNumber { get; internal init; }

    /// <summary>The value that was refused.</summary>
    public string? Value { get; internal init; }

    /// <summary>The object type, such as <c>contact</c>.</summary>
    public string? ObjectType { get; internal init; }

    /// <summary>What became of the row.</summary>
    public HsRowOutcome Outcome { get; internal init; }

    /// <summary>Which part of the submission the row was sent in, from 1.</summary>
    public int? Part { get; internal init; }

    /// <summary>When HubSpot found the error.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>The cells of the row as one line of CSV.</summary>
    public string? RowText { get; internal init; }

    /// <summary>The source file that the error was joined to.</summary>
    public string? SourcePath { get; internal init; }

    /// <summary>The content of the row that HubSpot gave, as one number (<c>RowContent</c> of Core); <see langword="null"/> where it gave none.</summary>
    internal ulong? RowHash { get; init; }

    /// <summary>The same of the refused cell.</summary>
    internal ulong? ValueHash { get; init; }

    /// <summary>The file of the import that the row is in, from 0; <see langword="null"/> where it cannot be told.</summary>
    internal int? FileNumber { get; init; }

    /// <summary>Line, column and code, such as <c>line 17, Email: INVALID_EMAIL</c>.</summary>
    public override string ToString() => $"{(Line is null or 0 ? "file" : $"line {Line}")}{(Column is null ? "" : $", {Column}")}: {ErrorType}";
}
