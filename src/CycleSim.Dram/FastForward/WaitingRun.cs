namespace CycleSim.Dram.FastForward;

/// <summary>Requests that wait side by side: columns of a row at an even distance that arrived one after the other.</summary>
/// <param name="Place">Where they go.</param>
/// <param name="Arrival">Arrival of the first.</param>
/// <param name="IsQueued">They wait in the bank's queue; otherwise in the list behind it.</param>
/// <param name="Accepts">When each was accepted.</param>
internal readonly record struct WaitingRun(RowRun Place, long Arrival, bool IsQueued, AcceptTimes Accepts)
{
    internal int Bank => Place.Row.Bank;

    internal int Count => Place.Columns.Count;

    /// <summary>Address of a request's burst.</summary>
    internal long Burst(int index) => Place.Row.FirstBurst + Place.Columns[index];

    /// <summary>Some of the requests.</summary>
    internal WaitingRun Slice(int from, int count) =>
        new(Place with { Columns = Place.Columns.Slice(from, count) }, Arrival + from, IsQueued, Accepts.Skip(from));

    /// <summary>This run and the next one as one run, with the acceptances of this one.</summary>
    internal bool TryJoin(in WaitingRun next, out WaitingRun joined)
    {
        joined = this;
        if (next.IsQueued != IsQueued || next.Arrival != Arrival + Count || !Place.TryJoin(next.Place, out RowRun place))
            return false;
        joined = this with { Place = place };
        return true;
    }
}
