using System.Runtime.InteropServices;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;

namespace CycleSim.Dram.FastForward;

/// <summary>
/// What enters in a segment: the rest of a row or of some short rows, or several short runs such as the elements of a matrix's column.
/// Where parts end depends on nothing but the traffic.
/// </summary>
/// <param name="spec">The part and its queues.</param>
/// <param name="mapping">Its address mapping.</param>
internal sealed class StreamPart(DramSpec spec, AddressMapping mapping)
{
    /// <summary>Shorter parts are simulated in detail: building the key would cost as much.</summary>
    internal const int MinCount = 16;

    /// <summary>Short rows and short runs are taken several at a time, or the keys would cost as much as they save.</summary>
    private const int MinBlock = 64;

    private readonly List<RowRun> _runs = [];
    private readonly long _bursts = spec.ChannelBytes / spec.BurstBytes;

    /// <summary>Bursts between the places where long runs are cut.</summary>
    internal int Block { get; } = Math.Max(spec.Columns, MinBlock);

    /// <summary>Bursts; 0 when nothing enters.</summary>
    internal int Count { get; private set; }

    internal bool IsNone => Count == 0;

    internal ReadOnlySpan<RowRun> Runs => CollectionsMarshal.AsSpan(_runs);

    /// <summary>Bit i: bursts of bank i are among them.</summary>
    internal ulong Banks { get; private set; }

    /// <summary>Address of the last burst.</summary>
    internal long LastBurst { get; private set; }

    /// <summary>
    /// A burst lies inside the channel. Addresses beyond it wrap: two bursts could stand for the same column, and a label would not tell
    /// them apart.
    /// </summary>
    internal bool Contains(long burst) => (ulong)burst < (ulong)_bursts;

    /// <summary>Nothing enters.</summary>
    internal void Clear()
    {
        _runs.Clear();
        (Count, Banks) = (0, 0);
    }

    /// <summary>Takes what enters next.</summary>
    internal void Take<TTraffic>(ref TTraffic traffic)
        where TTraffic : struct, IDramTraffic
    {
        Clear();
        bool isComplete = false;
        for (int ahead = 0; !isComplete && traffic.TryPeekRun(ahead, out BurstRun run); ahead++)
            isComplete = AddUntilComplete(run);
    }

    /// <summary>Adds bursts up to a cut that makes the part long enough; returns whether there is one.</summary>
    private bool AddUntilComplete(in BurstRun run)
    {
        long end;
        for (long burst = run.First; burst < run.End; burst = end)
        {
            end = Math.Min(run.End, EndOf(burst, Block));
            AddNeighbours(burst, end);
            if (end - burst >= MinCount || Count >= MinBlock)
                return true;
        }

        return false;
    }

    private void AddNeighbours(long first, long end)
    {
        long rowEnd;
        for (long burst = first; burst < end; burst = rowEnd)
        {
            rowEnd = Math.Min(end, EndOf(burst, spec.Columns));
            AddOfRow(burst, (int)(rowEnd - burst));
        }

        Count += (int)(end - first);
        LastBurst = end - 1;
    }

    private void AddOfRow(long burst, int count)
    {
        DramAddress address = mapping.OfBurst(burst);
        int bank = address.Rank * spec.Banks + address.Bank;
        var row = new LabelledRow(bank, address.Row, burst - address.Column);
        var run = new RowRun(row, ColumnRun.Neighbours(address.Column, count));
        Banks |= 1UL << bank;
        if (_runs.Count > 0 && _runs[^1].TryJoin(run, out RowRun joined))
            _runs[^1] = joined;
        else
            _runs.Add(run);
    }

    /// <summary>End of the aligned block of a burst; sizes are powers of two.</summary>
    private static long EndOf(long burst, int size) => (burst & -size) + size;
}
