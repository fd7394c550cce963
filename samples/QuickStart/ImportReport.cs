namespace HubSpotImports.QuickStart;

/// <summary>Tells a person what became of an import: state and counters, the refused rows, and where each row went.</summary>
internal static class ImportReport
{
    public static void Write(HsImport import, IReadOnlyList<HsImportError> errors)
    {
        Console.WriteLine($"{Environment.NewLine}Import {import.Id} '{import.Name}': {import.State}");
        foreach (var counter in import.Counters) Console.WriteLine($"  {counter.Key,-24}{counter.Value,10:N0}");

        if (errors.Count > 0) WriteErrors(errors);
        if (import.State == "DONE") WriteWhereRowsWent(import, errors);
        else Console.WriteLine($"{Environment.NewLine}The import ended {import.State}: where its rows went cannot be told.");
    }

    private static void WriteErrors(IReadOnlyList<HsImportError> errors)
    {
        Console.WriteLine($"{Environment.NewLine}{"Line",6}  {"Column",-22}{"Value",-32}Reason");
        foreach (var error in errors)
        {
            Console.WriteLine($"{error.Line,6}  {Cut(error.Column ?? "(row)", 20),-22}{Cut(error.Value ?? "", 30),-32}{error.ErrorType}: {error.Message}");
        }
    }

    // A row may have several errors: it counts once, as out if any of them keeps it out.
    private static void WriteWhereRowsWent(HsImport import, IReadOnlyList<HsImportError> errors)
    {
        var rows = errors.Where(error => error.Line > 0).GroupBy(error => error.Line).ToList();
        var notIn = rows.Count(row => row.Any(error => error.Outcome == HsRowOutcome.NotIn));
        var unknown = rows.Count(row => row.All(error => error.Outcome != HsRowOutcome.NotIn) && row.Any(error => error.Outcome == HsRowOutcome.Unknown));
        var withoutValue = rows.Count(row => row.All(error => error.Outcome == HsRowOutcome.InWithoutValue));
        Console.WriteLine(
            $"{Environment.NewLine}{import.SourceRows:N0} rows: {import.CreatedObjects:N0} created a record, {import.UpdatedObjects:N0} updated one"
            + $" (in {withoutValue:N0} of these HubSpot dropped a faulty value), {notIn:N0} are not in{(unknown > 0 ? $", and of {unknown:N0} it cannot be told" : "")}.");
    }

    private static string Cut(string text, int length)
    {
        var line = new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
        return line.Length <= length ? line : $"{line[..(length - 1)]}…";
    }
}
