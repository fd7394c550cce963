namespace HubSpotImports.Benchmarks.Report;

/// <summary>The page of the docs that the tables go into; the text around them is written by hand.</summary>
/// <param name="path">The page; <see langword="null"/> to print alone.</param>
internal sealed class Page(string? path)
{
    /// <summary>Prints a table, and puts it in its place.</summary>
    public void Put(Table table)
    {
        var text = $"{table}\n*Measured {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, load {Machine.Load()}.*\n";
        Console.WriteLine($"{Environment.NewLine}{table.Name}{Environment.NewLine}{Environment.NewLine}{text}");
        if (path is null) return;

        var page = File.ReadAllText(path);
        var (opening, closing) = ($"<!-- {table.Name} -->\n", $"<!-- /{table.Name} -->");
        var start = page.IndexOf(opening, StringComparison.Ordinal);
        var end = page.IndexOf(closing, StringComparison.Ordinal);
        if (start < 0 || end < start) throw new InvalidOperationException($"'{path}' has no place '{opening.Trim()} … {closing}'.");
        File.WriteAllText(path, string.Concat(page.AsSpan(0, start), opening, text, page.AsSpan(end)));
    }
}
