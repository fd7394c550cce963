using System.Globalization;

namespace HubSpotImports.Tests;

/// <summary>How long the tests run that could run for hours: short in the suite, as long as tests/long-fuzz.sh says elsewhere.</summary>
internal static class LongRun
{
    /// <summary>How long; a few seconds unless <c>HUBSPOTIMPORTS_FUZZ_MINUTES</c> says otherwise.</summary>
    public static TimeSpan Length { get; } = double.TryParse(Environment.GetEnvironmentVariable("HUBSPOTIMPORTS_FUZZ_MINUTES"), NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes)
        ? TimeSpan.FromMinutes(minutes)
        : TimeSpan.FromSeconds(4);

    /// <summary>Where to begin; another place each time unless <c>HUBSPOTIMPORTS_FUZZ_SEED</c> says otherwise.</summary>
    public static int Seed { get; } = SeedOf("HUBSPOTIMPORTS_FUZZ_SEED");

    /// <summary>A seed that an environment variable may give; another one each time where it does not.</summary>
    public static int SeedOf(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var seed)
        ? seed
        : Environment.TickCount & int.MaxValue;
}
