namespace HubSpotImports.Tests.Reliability;

/// <summary>What somebody does who reads that nobody knows whether HubSpot took the file.</summary>
internal enum NextStep
{
    /// <summary>Runs the same command again.</summary>
    SameCommand,

    /// <summary>Does what the error recommends.</summary>
    Advice,
}

/// <summary>One case of the matrix.</summary>
/// <param name="Fault">What goes wrong with a call.</param>
/// <param name="List">How the list of imports looks meanwhile.</param>
/// <param name="Creates">Whether the rows create records; otherwise each has an identifier.</param>
/// <param name="Parts">How many parts there are.</param>
/// <param name="At">At which of them it goes wrong.</param>
/// <param name="IsAlways">Whether it goes wrong each time, and not only once.</param>
/// <param name="HasControl">Whether another machine imports something meanwhile, so that the list can prove that an import is absent.</param>
/// <param name="Next">What comes after an undecided end.</param>
internal sealed record FaultCase(CallFault Fault, ListFault List, bool Creates, int Parts, int At, bool IsAlways, bool HasControl, NextStep Next)
{
    private static readonly bool[] Both = [true, false];
    private static readonly int[] PartCounts = [1, 3];
    private static readonly (int Parts, int At)[] OneOrAnyOfThree = [(1, 1), (3, 1), (3, 2), (3, 3)];
    private static readonly (int Parts, int At)[] OneOrMiddle = [(1, 1), (3, 2)];

    /// <summary>Rows of a part.</summary>
    public int Rows => Fault.Phase == "in the body" ? 300 : 2;

    /// <summary>
    /// How long a row is. HttpClient sends a body of less than 1,024 bytes even after a refusal; and one that fits into the buffers of the
    /// network is sent whole before anybody notices that nobody reads it.
    /// </summary>
    public int RowLength => Fault.Phase == "in the body" ? 60_000 : 700;

    /// <summary>All cases, in an order of the seed; it also says what comes after an undecided end.</summary>
    public static IReadOnlyList<FaultCase> All(int seed)
    {
        var random = new Random(seed);
        FaultCase[] all = [.. Early(), .. Late(), .. Later()];
        random.Shuffle(all);
        return [.. all.Select(one => one with { Next = random.Next(2) == 0 ? NextStep.SameCommand : NextStep.Advice })];
    }

    public override string ToString() =>
        $"{Fault}{(IsAlways ? " always" : "")}; list: {List}{(HasControl ? " with a later import" : "")}; {(Creates ? "creates" : "identifier")}; part {At} of {Parts}; then {Next}";

    // Where nothing can have been taken, no list is asked.
    private static IEnumerable<FaultCase> Early() =>
        from fault in CallFault.Early
        from creates in Both
        from at in OneOrAnyOfThree
        from always in Both
        select new FaultCase(fault, ListFault.Kind, creates, at.Parts, at.At, always, HasControl: false, default);

    private static IEnumerable<FaultCase> Late() =>
        from fault in CallFault.Late
        from list in ListFault.All
        from creates in Both
        from at in OneOrMiddle
        from control in Both
        select new FaultCase(fault, list, creates, at.Parts, at.At, IsAlways: false, control, default);

    private static IEnumerable<FaultCase> Later() =>
        from fault in CallFault.Later
        from creates in Both
        from parts in PartCounts
        from always in Both
        select new FaultCase(fault, ListFault.Kind, creates, parts, 1, always, HasControl: false, default);
}
