namespace CycleSim.Dram.FastForward;

/// <summary>Requests that wait side by side: columns of a row at an even distance that arrived one after the other.</summary>
/// <param name="Location">Where they go.</param>
/// <param name="Arrival">Arrival of the first.</param>
/// <param name="IsQueued">They wait in the bank's queue; otherwise in the list behind it.</param>
/// <param name="Accepts">When each was accepted.</param>
internal readonly record struct WaitingRun(RowRun Location, long Arrival, bool IsQueued, AcceptTimes Accepts)
{
    internal int Bank => Location.Row.Bank;

    internal int Count => Location.Columns.Count;

    /// <summary>Address of a request's burst.</summary>
    internal long Burst(int index) => Location.Row.FirstBurst + Location.Columns[index];

    /// <summary>Some of the requests.</summary>
    internal WaitingRun Slice(int from, int count) =>
        new(Location with { Columns = Location.Columns.Slice(from, count) }, Arrival + from, IsQueued, Accepts.Skip(from));

    /// <summary>This run and the next one as one run, with the acceptances of this one.</summary>
    internal bool TryJoin(in WaitingRun next, out WaitingRun joined)
    {
        joined = this;
        if (next.IsQueued != IsQueued || next.Arrival != Arrival + Count || !Location.TryJoin(next.Location, out RowRun location))
            return false;
        joined = this with { Location = location };
        return true;
    }
}
