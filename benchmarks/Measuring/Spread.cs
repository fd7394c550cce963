namespace HubSpotImports.Benchmarks.Measuring;

/// <summary>The middle of several measurements, and how far they lie apart.</summary>
/// <param name="Median">The middle one.</param>
/// <param name="Low">The lowest.</param>
/// <param name="High">The highest.</param>
internal readonly record struct Spread(double Median, double Low, double High)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        var median = sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[^1]);
    }

    public string ToString(string format) => Low == High ? Number(Median, format) : $"{Number(Median, format)} [{Number(Low, format)}–{Number(High, format)}]";

    private static string Number(double value, string format) => value.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
}
