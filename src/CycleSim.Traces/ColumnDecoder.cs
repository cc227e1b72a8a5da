using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>Columns of a chunk to records: columns that do not fit each other or hold impossible values are damage.</summary>
/// <param name="header">What was traced.</param>
/// <param name="damaged">Makes the exception for a problem; it knows the file and the location in it.</param>
internal sealed class ColumnDecoder(Header header, Func<string, TraceFormatException> damaged)
{
    private const int MaxPorts = 1 << 16;
    private const int MaxCommands = 1 << 16;

    /// <summary>Cycles and bursts stay far from where sums of them overflow.</summary>
    private const long LastCycle = 1L << 50;

    private readonly long _lastCycle = LastCycleOf(header.ClockPeriodPs);
    private readonly long _lastDramCycle = LastCycleOf(header.DramClockPeriodPs);

    /// <summary>Ends of intervals of these cycles, in picoseconds, are 64-bit numbers.</summary>
    private static long LastCycleOf(ulong periodPs) => Math.Min(LastCycle, long.MaxValue / 4 / Math.Max(1, (long)periodPs));

    /// <summary>The accesses of a chunk, expanded.</summary>
    /// <exception cref="TraceFormatException">The columns differ in length or hold impossible values.</exception>
    internal IEnumerable<TraceAccess> Accesses(AccessColumns columns)
    {
        foreach (AccessRun run in AccessRuns(columns))
            for (int i = 0; i < run.Count; i++)
                yield return run[i];
    }

    /// <summary>The records of a chunk: runs of accesses at even strides.</summary>
    /// <exception cref="TraceFormatException">The columns differ in length or hold impossible values.</exception>
    internal IEnumerable<AccessRun> AccessRuns(AccessColumns columns)
    {
        int count = columns.Bank.Count;
        int runs = columns.Count.Count(run => run > 1);
        CheckLengths(
            "access", count, columns.CycleDelta.Count, columns.Tensor.Count, columns.LineDelta.Count, columns.BytesAndKind.Count,
            columns.WaitedCycles.Count, columns.Port.Count, columns.StepDelta.Count, columns.Count.Count);
        CheckLengths(
            "access", runs, columns.CycleStride.Count, columns.BankStride.Count, columns.LineStride.Count, columns.PortStride.Count,
            columns.StepStride.Count);
        if (columns.Scratchpad >= TraceNames.ScratchpadComponents.Count || columns.Count.Any(run => run is 0 or > AccessRun.MaxCount))
            throw damaged("has impossible access records");

        long cycle = 0;
        long line = 0;
        long step = 0;
        int stride = 0;
        for (int i = 0; i < count; i++)
        {
            cycle += columns.CycleDelta[i];
            line += columns.LineDelta[i];
            step += columns.StepDelta[i];
            uint bytes = columns.BytesAndKind[i];
            var first = new TraceAccess(
                (int)columns.Scratchpad, cycle, (int)columns.Bank[i], (int)columns.Tensor[i], line, (int)(bytes >> 1),
                (bytes & 1) != 0, (int)columns.WaitedCycles[i], (int)columns.Port[i], step);
            var run = new AccessRun(first, 1, 0, 0, 0, 0, 0);
            if (columns.Count[i] > 1)
            {
                run = new AccessRun(
                    first, (int)columns.Count[i], columns.CycleStride[stride], columns.BankStride[stride], columns.LineStride[stride],
                    columns.PortStride[stride], columns.StepStride[stride]);
                stride++;
            }

            if (!IsPossible(first) || !IsPossible(run[run.Count - 1]))
                throw damaged("has an access at an impossible cycle, or of a negative bank, line or port");
            yield return run;
        }
    }

    /// <summary>The phases of a chunk.</summary>
    /// <exception cref="TraceFormatException">The columns differ in length or hold impossible values.</exception>
    internal IEnumerable<TracePhase> Phases(PhaseColumns columns)
    {
        int count = columns.Kind.Count;
        CheckLengths(
            "phase", count, columns.StartDelta.Count, columns.Cycles.Count, columns.Operation.Count, columns.Folds.Count,
            columns.ConflictCycles.Count, columns.LatencyCycles.Count, columns.Products.Count, columns.Steps.Count,
            columns.UncountedSteps.Count, columns.PortRuns.Count);
        bool keepsSums = TraceMachines.HasPartialSums(header);
        bool hasSums = columns.SumReads.Count > 0; // the first traces of stationary dataflows had none
        CheckLengths("phase", keepsSums && hasSums ? count : 0, columns.SumReads.Count, columns.SumWrites.Count);
        CheckLengths(
            "phase", columns.Ports.Count, columns.PortKind.Count, columns.PortAhead.Count, columns.PortAccesses.Count,
            (int)Math.Min(int.MaxValue, columns.PortRuns.Sum(runs => runs)));
        if (columns.Kind.Any(kind => kind > (uint)TracePhaseKind.Dram) || columns.PortKind.Any(kind => kind > 5)
            || columns.SumReads.Concat(columns.SumWrites).Any(sums => sums > (ulong)LastCycle)
            || columns.Ports.Any(ports => ports > MaxPorts) || columns.PortAhead.Any(lines => lines is 0 or > MaxPorts))
            throw damaged("has impossible phases");

        long start = 0;
        int port = 0;
        for (int i = 0; i < count; i++)
        {
            start += columns.StartDelta[i];
            var ports = new TracePortRun[columns.PortRuns[i]];
            for (int run = 0; run < ports.Length; run++, port++)
            {
                uint kind = columns.PortKind[port];
                ports[run] = new TracePortRun(
                    (int)columns.Ports[port], (int)kind >> 1, (kind & 1) != 0, (int)columns.PortAhead[port],
                    (long)columns.PortAccesses[port]);
            }

            var phase = new TracePhase(
                (TracePhaseKind)columns.Kind[i], (int)columns.Operation[i], start, (long)columns.Cycles[i], (long)columns.Folds[i],
                (long)columns.ConflictCycles[i], (long)columns.LatencyCycles[i], (long)columns.Products[i], (long)columns.Steps[i],
                (int)columns.UncountedSteps[i])
            {
                Ports = ports,
                SumReads = hasSums ? (long)columns.SumReads[i] : keepsSums ? -1 : 0,
                SumWrites = hasSums ? (long)columns.SumWrites[i] : keepsSums ? -1 : 0,
            };
            CheckInterval(phase.StartCycle, phase.Cycles);
            if (phase.Operation < 0 || phase.Operation > header.Operations.Count
                || phase.Steps < 0 || phase.Steps > phase.Cycles || phase.UncountedSteps is < 0 or > 1)
                throw damaged($"has a phase of operation {phase.Operation} with {phase.Steps} steps in {phase.Cycles} cycles");
            yield return phase;
        }
    }

    /// <summary>The folds of a chunk.</summary>
    /// <exception cref="TraceFormatException">The columns differ in length.</exception>
    internal IEnumerable<TraceFold> Folds(FoldColumns columns)
    {
        int count = columns.Operation.Count;
        CheckLengths(
            "fold", count, columns.StartDelta.Count, columns.RowTile.Count, columns.ColumnTile.Count, columns.Rows.Count,
            columns.Columns.Count);
        long start = 0;
        for (int i = 0; i < count; i++)
        {
            start += columns.StartDelta[i];
            CheckInterval(start, 0);
            yield return new TraceFold(
                start, (int)columns.Operation[i], (int)columns.RowTile[i], (int)columns.ColumnTile[i], (int)columns.Rows[i],
                (int)columns.Columns[i]);
        }
    }

    /// <summary>The transfers of a chunk. Which columns there are follows from the machine of the header.</summary>
    /// <exception cref="TraceFormatException">The columns differ in length or hold impossible values.</exception>
    internal IEnumerable<TraceTransfer> Transfers(TransferColumns columns)
    {
        int count = columns.Tensor.Count;
        CheckLengths(
            "transfer", count, columns.StartDelta.Count, columns.Cycles.Count, columns.IsWrite.Count, columns.BaseBurst.Count,
            columns.Runs.Count);
        CheckLengths(
            "transfer", columns.RunGap.Count, columns.RunBursts.Count, (int)Math.Min(int.MaxValue, columns.Runs.Sum(runs => runs)));
        (bool hasOperations, bool hasHalves) = (TraceMachines.HasOverlap(header), TraceMachines.HasTiles(header));
        CheckLengths("transfer", hasOperations ? count : 0, columns.Operation.Count);
        bool hasTiles = columns.Tile.Count > 0; // the first traces of overlapping tiles had none
        CheckLengths("transfer", hasOperations && hasTiles ? count : 0, columns.Tile.Count, columns.Use.Count);
        CheckLengths("transfer", hasHalves ? count : 0, columns.InHalf.Count);
        if (columns.Operation.Any(operation => operation > header.Operations.Count))
            throw damaged("has a transfer of an operation that the header does not have");
        if (columns.Tile.Any(tile => tile > (ulong)LastCycle) || columns.Use.Any(use => use >= 2 * TransferBuffer.WholeTensor))
            throw damaged("has a transfer of an impossible tile");
        long start = 0;
        int next = 0;
        for (int i = 0; i < count; i++)
        {
            start += columns.StartDelta[i];
            var runs = new TraceLines[columns.Runs[i]];
            long burst = 0;
            for (int run = 0; run < runs.Length; run++, next++)
            {
                burst += (long)columns.RunGap[next];
                runs[run] = new TraceLines(burst, (long)columns.RunBursts[next]);
                burst = runs[run].First + runs[run].Count;
                if (runs[run].First < 0 || runs[run].Count is <= 0 or > LastCycle || burst is < 0 or > LastCycle)
                    throw damaged("has a transfer of impossible lines");
            }

            CheckInterval(start, (long)columns.Cycles[i]);
            if (columns.BaseBurst[i] > (ulong)LastCycle)
                throw damaged($"has a transfer at line {columns.BaseBurst[i]}");

            yield return new TraceTransfer(
                start, (long)columns.Cycles[i], (int)columns.Tensor[i], columns.IsWrite[i], (long)columns.BaseBurst[i])
            {
                Runs = runs,
                Operation = hasOperations ? (int)columns.Operation[i] : -1,
                Tile = hasTiles ? (long)columns.Tile[i] : -1,
                Use = hasTiles ? (TraceTransferUse)(columns.Use[i] % TransferBuffer.WholeTensor) : default,
                IsOfWholeTensor = hasTiles && columns.Use[i] >= TransferBuffer.WholeTensor,
                IsInHalf = hasHalves && columns.InHalf[i],
            };
        }
    }

    /// <summary>The waits of a chunk.</summary>
    /// <exception cref="TraceFormatException">The columns differ in length or hold impossible values.</exception>
    internal IEnumerable<TraceWait> Waits(WaitColumns columns)
    {
        int count = columns.Unit.Count;
        CheckLengths(
            "wait", count, columns.StartDelta.Count, columns.Cycles.Count, columns.Operation.Count, columns.Cause.Count,
            columns.OfOperation.Count, columns.Tile.Count, columns.Tensor.Count);
        if (columns.Unit.Any(unit => unit > (uint)TraceWaitUnit.Dma) || columns.Cause.Any(cause => cause > (uint)TraceWaitCause.Computation)
            || columns.Operation.Concat(columns.OfOperation).Any(operation => operation > header.Operations.Count)
            || columns.Tile.Any(tile => tile > LastCycle) || columns.Tensor.Any(tensor => tensor > int.MaxValue))
            throw damaged("has impossible waits");
        long start = 0;
        for (int i = 0; i < count; i++)
        {
            start += columns.StartDelta[i];
            CheckInterval(start, (long)columns.Cycles[i]);
            yield return new TraceWait(
                (TraceWaitUnit)columns.Unit[i], (int)columns.Operation[i], start, (long)columns.Cycles[i],
                (TraceWaitCause)columns.Cause[i], (int)columns.OfOperation[i], (long)columns.Tile[i], (int)columns.Tensor[i] - 1);
        }
    }

    /// <summary>The DRAM commands of a chunk; a run of column commands is one record.</summary>
    /// <exception cref="TraceFormatException">The columns differ in length or hold impossible values.</exception>
    internal IEnumerable<TraceDram> Dram(DramColumns columns)
    {
        int count = columns.Kind.Count;
        CheckLengths(
            "DRAM", count, columns.CycleDelta.Count, columns.Rank.Count, columns.Bank.Count, columns.Row.Count, columns.Column.Count,
            columns.Count.Count, columns.PitchCycles.Count);
        bool hasChannels = columns.Channel.Count > 0;
        if (hasChannels)
            CheckLengths("DRAM", count, columns.Channel.Count);
        if (columns.Kind.Any(kind => kind > (uint)TraceDramKind.SelfRefreshExit))
            throw damaged("has impossible DRAM commands");
        if (columns.Channel.Any(channel => channel >= Math.Max(1, header.DramChannels)))
            throw damaged("has a DRAM command of a channel that the header does not have");

        long cycle = 0;
        for (int i = 0; i < count; i++)
        {
            cycle += columns.CycleDelta[i];
            if (cycle < 0 || cycle > _lastDramCycle || columns.Rank[i] > MaxPorts
                || columns.Bank[i] > MaxPorts || columns.Row[i] > int.MaxValue
                || columns.Column[i] > int.MaxValue || columns.Count[i] is 0 or > MaxCommands || columns.PitchCycles[i] > int.MaxValue)
            {
                throw damaged("has an impossible DRAM command");
            }

            yield return new TraceDram(
                (TraceDramKind)columns.Kind[i], cycle, (int)columns.Rank[i], (int)columns.Bank[i], (int)columns.Row[i],
                (int)columns.Column[i], (int)columns.Count[i], (int)columns.PitchCycles[i], hasChannels ? (int)columns.Channel[i] : 0);
        }
    }

    private bool IsPossible(in TraceAccess access) =>
        access.Cycle >= 0 && access.Cycle <= _lastCycle && access.Bank >= 0 && access.Line >= 0 && access.Port >= 0 && access.Step >= 0;

    private void CheckInterval(long start, long cycles)
    {
        if (start < 0 || start > _lastCycle || cycles < 0 || cycles > _lastCycle)
            throw damaged($"has an interval of {cycles} cycles from cycle {start} on");
    }

    private void CheckLengths(string records, int expected, params ReadOnlySpan<int> found)
    {
        foreach (int length in found)
        {
            if (length != expected)
                throw damaged($"has {records} columns that do not fit each other");
        }
    }
}
