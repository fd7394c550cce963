using HubSpotImports.Journal;

namespace HubSpotImports.Tests.Reliability;

/// <summary>The checker: what speaks against "each row once, or reported", by the sandbox's ledger and not by what a client says of itself.</summary>
internal static class ExactlyOnce
{
    /// <summary>Says which rows are there more often than once.</summary>
    /// <param name="rows">What the ledger has of each row.</param>
    /// <param name="mayRepeat">Whether a row with an identifier may be in several imports, because the client said that it sends it again.</param>
    public static IEnumerable<string> Doubles(IReadOnlyList<RowCount> rows, bool mayRepeat)
    {
        foreach (var row in rows)
        {
            if (row.Created > 1) yield return $"'{row.Value}' made {row.Created} records.";
            else if (row.Imports > 1 && !mayRepeat) yield return $"'{row.Value}' is in {row.Imports} imports.";
        }
    }

    /// <summary>Says which rows are not there.</summary>
    /// <param name="rows">What the ledger has of each row.</param>
    public static IEnumerable<string> Missing(IReadOnlyList<RowCount> rows) => rows.Where(row => row.Created == 0).Select(row => $"'{row.Value}' is nowhere.");

    /// <summary>Says where what a client reports of an import that did not come to its end is not so.</summary>
    /// <param name="rows">What the ledger has of each row.</param>
    /// <param name="errors">What the client reports.</param>
    /// <param name="submission">What its journal says; nothing where it did not come so far.</param>
    public static IEnumerable<string> Unreported(IReadOnlyList<RowCount> rows, IReadOnlyList<HsException> errors, Submission? submission)
    {
        if (errors.Count == 0)
        {
            foreach (var missing in Missing(rows)) yield return $"Nothing is reported, and {missing}";
            yield break;
        }

        foreach (var part in submission?.Parts ?? [])
        {
            var inPart = rows.Skip((int)part.Planned.FirstRow - 1).Take((int)part.Planned.Rows).Count(row => row.Imports > 0);
            var isRight = part.State switch
            {
                HsSubmissionPartState.Taken or HsSubmissionPartState.Ended => inPart == part.Planned.Rows,
                HsSubmissionPartState.Undecided => inPart == 0 || inPart == part.Planned.Rows,
                _ => inPart == 0,
            };
            if (!isRight) yield return $"Part {part.Number} is {part.State}, and {inPart} of its {part.Planned.Rows} rows are in.";
        }

        if (submission is null && rows.Any(row => row.Imports > 0)) yield return "Nothing is remembered, and rows are in.";

        // What is left out has to be in the words, for whoever has no journal at hand.
        var taken = submission?.Parts.Count(part => part.ImportId is not null) ?? 0;
        if (taken == 0 || taken == submission!.Parts.Count) yield break;
        var text = string.Join(" ", errors.Select(error => error.Message));
        var says = errors.Any(error => error.Id is "HsSubmissionUndecided" or "HsImportIdUnknown" or "HsPartsStopped" or "HsImportGone")
            ? text.Contains("part ", StringComparison.Ordinal)
            : text.Contains($"HubSpot has {taken} of {submission.Parts.Count} parts", StringComparison.Ordinal);
        if (!says) yield return $"{taken} of {submission.Parts.Count} parts are in, and the errors do not say so: {text}";
    }
}
