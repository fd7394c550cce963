using HubSpotImports.Sandbox.Api;

namespace HubSpotImports.Sandbox.Faults;

/// <summary>The faults that are set, and how often each has come to pass.</summary>
internal sealed class FaultList
{
    private readonly Lock _gate = new();
    private readonly List<SetFault> _faults = [];
    private int _lastId;

    public FaultList(IEnumerable<SandboxFault> faults)
    {
        foreach (var fault in faults) Add(fault);
    }

    public IReadOnlyList<SetFault> All
    {
        get
        {
            lock (_gate) return [.. _faults];
        }
    }

    /// <exception cref="RefusedRequestException">400: the fault makes no sense.</exception>
    public SetFault Add(SandboxFault fault)
    {
        Check(fault);
        lock (_gate)
        {
            var added = new SetFault(++_lastId, fault, Seen: 0, Hits: 0);
            _faults.Add(added);
            return added;
        }
    }

    public bool Remove(int id)
    {
        lock (_gate) return _faults.RemoveAll(fault => fault.Id == id) > 0;
    }

    public void Clear()
    {
        lock (_gate) _faults.Clear();
    }

    /// <summary>Counts a request.</summary>
    /// <returns>The faults that come to pass with it, in the order in which they were set.</returns>
    public IReadOnlyList<SandboxFault> Meet(RequestKind kind)
    {
        lock (_gate)
        {
            if (_faults.Count == 0) return [];
            List<SandboxFault> met = [];
            for (var i = 0; i < _faults.Count; i++)
            {
                var (_, fault, seen, hits) = _faults[i];
                if (fault.On != RequestKind.Any && fault.On != kind) continue;
                seen++;
                if (seen >= fault.Nth && (fault.TimesOrDefault == 0 || hits < fault.TimesOrDefault))
                {
                    hits++;
                    met.Add(fault);
                }

                _faults[i] = _faults[i] with { Seen = seen, Hits = hits };
            }

            return met;
        }
    }

    /// <summary>The faults that refuse rows of an import.</summary>
    public IReadOnlyList<SetFault> RefusalsIn(string? importName)
    {
        lock (_gate) return [.. _faults.Where(set => set.Fault.Do == FaultAction.Refuse && ListView.IsFor(set.Fault, importName))];
    }

    /// <summary>Counts a row that was refused.</summary>
    public void CountRow(int id)
    {
        lock (_gate)
        {
            var place = _faults.FindIndex(set => set.Id == id);
            if (place >= 0) _faults[place] = _faults[place] with { Seen = _faults[place].Seen + 1, Hits = _faults[place].Hits + 1 };
        }
    }

    /// <exception cref="RefusedRequestException">400: the fault makes no sense.</exception>
    public static void Check(SandboxFault fault)
    {
        if (fault.Nth < 1 || fault.Times < 0 || fault.Milliseconds < 0) throw RefusedRequestException.Invalid("nth is at least 1, times and milliseconds at least 0.");
        if (fault.Status is < 100 or > 599) throw RefusedRequestException.Invalid("status is from 100 to 599.");
        if (fault.When == FaultMoment.During && fault.Do != FaultAction.Drop) throw RefusedRequestException.Invalid("Only a drop can come during a request.");
        if (fault.Do is FaultAction.State or FaultAction.Rename or FaultAction.Refuse && fault.Value is null)
            throw RefusedRequestException.Invalid("state, rename and refuse need a value.");
        if (fault.On == RequestKind.Row != (fault.Do == FaultAction.Refuse)) throw RefusedRequestException.Invalid("Rows can be refused, and nothing else.");
    }
}

/// <summary>A fault that is set.</summary>
/// <param name="Id">The number under which it can be removed.</param>
/// <param name="Fault">The fault.</param>
/// <param name="Seen">How many requests of its kind have come since.</param>
/// <param name="Hits">At how many of them it happened.</param>
internal sealed record SetFault(int Id, SandboxFault Fault, int Seen, int Hits)
{
    /// <summary>Whether it is for this data row.</summary>
    public bool IsForRow(long record) =>
        record >= Fault.Nth && (Fault.TimesOrDefault == 0 || record < Fault.Nth + (long)Fault.TimesOrDefault);
}
