namespace HubSpotImports.Sandbox.Api;

/// <summary>What the sandbox's page asks for again and again: the latest imports, and the requests that have come in since it last asked.</summary>
internal sealed record Overview(DateTime StartedAt, IReadOnlyList<ImportOverview> Imports, IReadOnlyList<SeenRequest> Requests);

/// <summary>An import, without its request.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, if it has one.</param>
/// <param name="State">Its state.</param>
/// <param name="App">The app that started it.</param>
/// <param name="Rows">About how many data rows its files have.</param>
/// <param name="Counters">What it has done so far.</param>
/// <param name="Files">The names of its files.</param>
/// <param name="CreatedAt">When it was taken.</param>
/// <param name="UpdatedAt">When it last changed.</param>
internal sealed record ImportOverview(
    long Id,
    string? Name,
    string State,
    string App,
    long Rows,
    IReadOnlyDictionary<string, long> Counters,
    IReadOnlyList<string> Files,
    DateTime CreatedAt,
    DateTime UpdatedAt);

/// <summary>A request that was answered; 499 means that the connection broke off.</summary>
internal sealed record SeenRequest(long Number, DateTime At, string Method, string Path, int Status, long Milliseconds, bool HasToken);

/// <summary>An error of an import, with what became of its row.</summary>
/// <param name="Id">Its id, behind which the next page begins.</param>
/// <param name="File">The file's name.</param>
/// <param name="Page">The sheet, of a workbook.</param>
/// <param name="Line">The line, as errors number it; 0 for the whole file.</param>
/// <param name="Column">The header of the column, if one is to blame.</param>
/// <param name="Value">The cell, if one is to blame.</param>
/// <param name="Code">HubSpot's error type.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="IsRefused">Whether no record took anything from the row.</param>
internal sealed record ImportProblem(
    long Id, string File, string? Page, long Line, string? Column, string? Value, string Code, string Message, bool IsRefused);

/// <summary>A record that a row became, as it is now; without properties if it has been removed since.</summary>
internal sealed record ArrivedRecord(
    int Part, long Line, string ObjectType, LedgerAction Action, long RecordId, IReadOnlyDictionary<string, string>? Properties);
