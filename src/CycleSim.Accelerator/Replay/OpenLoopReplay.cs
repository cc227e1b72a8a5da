using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Energy;
using CycleSim.Accelerator.Recording;
using CycleSim.Accelerator.Steps;
using CycleSim.Kernel;
using CycleSim.Traces;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Replay;

/// <summary>
/// Drives scratchpads and DRAM from a trace in an open loop: every request comes at its recorded time, whether or not the memory is ready.
/// What is not ready queues; the result says how much. Works for any trace, also for a selection, but those of machines whose DMA
/// engine shares banks with lanes.
/// </summary>
public static class OpenLoopReplay
{
    /// <summary>Replays a trace.</summary>
    /// <param name="file">The trace.</param>
    /// <param name="target">The machine and memory to replay on.</param>
    /// <param name="progress">Told of components done, and components in all: the recorded scratchpads, then DRAM.</param>
    /// <param name="cancellation">Ends the replay early.</param>
    /// <exception cref="TraceFormatException">
    /// A chunk is damaged, the trace holds neither accesses nor transfers, or it is of such a machine.
    /// </exception>
    public static OpenLoopResult Run(
        TraceFile file, ReplayTarget target, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(target);
        (long from, long end) = file.RecordedCycles;
        TensorRole[] recorded = [.. TensorRoles.All.Where(role => file.Records(TraceScratchpads.Of(role)))];
        if (end <= from || (recorded.Length == 0 && !file.Records(TraceComponent.Transfers)))
            throw new TraceFormatException($"{file.Name}: holds neither accesses nor transfers, so there is nothing to replay");
        if (file.Header.MachineValues?.BankPartitions.Any(groups => groups is { Shared: true, Half: > 0 }) == true)
        {
            throw new TraceFormatException(
                $"{file.Name}: lanes may have waited for banks that the DMA engine used, whose accesses the trace has not; the closed loop "
                + "makes them again");
        }

        Dictionary<int, TensorLayout> layouts = target.Layouts(file);
        bool hasTransfers = file.Records(TraceComponent.Transfers);
        OpenLoopScratchpad[] scratchpads = [.. recorded.Select((role, index) =>
        {
            progress?.Invoke(index, recorded.Length + (hasTransfers ? 1 : 0));
            return Run(file, target, layouts, role, from, end, cancellation);
        })];
        if (hasTransfers)
            progress?.Invoke(recorded.Length, recorded.Length + 1);
        OpenLoopDram? dram = hasTransfers ? RunDram(file, target, from, end, cancellation) : null;
        ScratchpadCounts Of(TensorRole role) => scratchpads.FirstOrDefault(pad => pad.Scratchpad == role)?.Counts ?? default;
        var totals = new ScratchpadTotals(Of(TensorRole.Activation), Of(TensorRole.Weight), Of(TensorRole.Error));
        var meter = new EnergyMeter(target.Machine, target.Metrics, target.LeakageMw);
        return new OpenLoopResult(end - from, scratchpads, dram, meter.Measure(end - from, 0, totals, dram?.Counts ?? default));
    }

    private static OpenLoopScratchpad Run(
        TraceFile file, ReplayTarget target, Dictionary<int, TensorLayout> layouts, TensorRole role, long from, long end,
        CancellationToken cancellation)
    {
        var scratchpad = new Scratchpad(
            role, target.Machine.Scratchpad, target.ReadCycles, target.WriteCycles, new Hook<ScratchpadAccess>());
        bool tiled = TraceMachines.HasTiles(file.Header);
        long longest = 0;
        foreach (TraceAccess access in file.Accesses(TraceScratchpads.Of(role), 0, long.MaxValue))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!layouts.TryGetValue(access.Tensor, out TensorLayout? layout))
                throw new TraceFormatException($"{file.Name}: an access names tensor {access.Tensor}, which the header does not have");
            (long slice, long line) = Math.DivRem(access.Line, layout.LinesPerSlice);
            if (slice >= layout.Tensor.Slices)
                throw new TraceFormatException($"{file.Name}: line {access.Line} is beyond tensor {layout.Tensor.Name}");
            var request = new LineRequest(layout, (int)line, (int)slice, access.Bytes, access.Port, access.Step);
            int bank = tiled ? BankOf(access, scratchpad, file) : layout.BankOf(request.Line, request.Slice);
            long asked = access.Cycle - access.WaitedCycles - from;
            int waited;
            if (access.IsWrite)
                scratchpad.Write(bank, asked, request, out waited);
            else
                scratchpad.Read(bank, asked, request, out waited);
            longest = Math.Max(longest, waited);
        }

        if (tiled && file.Records(TraceComponent.Transfers))
            AddHalves(file, layouts, role, scratchpad, target.Machine.Scratchpad.LineBytes);
        ScratchpadCounts counts = scratchpad.Counts;
        double busy = (double)counts.ReadAccesses * scratchpad.ReadBusyCycles + (double)counts.WriteAccesses * scratchpad.WriteBusyCycles;
        return new OpenLoopScratchpad(
            role, counts, longest, busy / Math.Max(1, (double)(end - from) * target.Machine.Scratchpad.Banks),
            Math.Max(0, scratchpad.IdleAt - (end - from)));
    }

    /// <summary>Parts of a divided scratchpad have banks of their own; which part a tensor is in is recorded as the bank.</summary>
    private static int BankOf(in TraceAccess access, Scratchpad scratchpad, TraceFile file) => access.Bank < scratchpad.Banks
        ? access.Bank
        : throw new TraceFormatException($"{file.Name}: an access names bank {access.Bank}; there are {scratchpad.Banks}");

    /// <summary>Lines that the DMA engine writes into halves and reads from them, which never wait.</summary>
    private static void AddHalves(
        TraceFile file, Dictionary<int, TensorLayout> layouts, TensorRole role, Scratchpad scratchpad, int lineBytes)
    {
        foreach (TraceTransfer transfer in file.Transfers(0, long.MaxValue).Where(transfer => transfer.IsInHalf))
        {
            if (!layouts.TryGetValue(transfer.Tensor, out TensorLayout? layout) || layout.Tensor.Role != role)
                continue;
            long lines = transfer.Runs.Sum(run => run.Count);
            scratchpad.Add(RecordedTransfers.AccessesOf(lines, transfer.IsWrite, lineBytes));
        }
    }

    private static OpenLoopDram RunDram(TraceFile file, ReplayTarget target, long from, long end, CancellationToken cancellation)
    {
        using var simulation = new Simulation();
        var machine = new StepMachine(
            simulation, target.Machine, target.ReadCycles, target.WriteCycles, new MachineHooks(), cancellation: cancellation);
        (long transfers, long delayed, long delay, long longest, long free) = (0, 0, 0, 0, 0);
        foreach (TraceTransfer transfer in file.Transfers(0, long.MaxValue))
        {
            cancellation.ThrowIfCancellationRequested();
            transfers++;
            long start = Math.Max(0, transfer.StartCycle - from); // one that was under way when the window began
            long late = Math.Max(0, free - start);
            delayed += late > 0 ? 1 : 0;
            delay += late;
            longest = Math.Max(longest, late);
            free = machine.Dram.Transfer(start + late, RecordedTransfers.DescriptorOf(0, transfer));
        }

        return new OpenLoopDram(
            machine.Dram.CountsAt(Math.Max(free, end - from)), transfers, delayed, delay, longest, Math.Max(0, free - (end - from)));
    }
}
