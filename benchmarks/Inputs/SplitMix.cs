namespace HubSpotImports.Benchmarks.Inputs;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine and runtime.</summary>
/// <param name="seed">Where it begins.</param>
internal struct SplitMix(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 up to <paramref name="limit"/>, which it does not reach.</summary>
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    private ulong Next()
    {
        unchecked
        {
            var mixed = _state += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
