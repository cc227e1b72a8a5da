using CycleSim.Accelerator.Machine;
using CycleSim.Arrays;
using CycleSim.Dram;
using CycleSim.Traces;
using CycleSim.Traces.Format;

namespace CycleSim.Accelerator.Recording;

/// <summary>The machine and memory of a run as a trace keeps them: resolved values, so that a replay needs no other file.</summary>
internal static class RecordedMachine
{
    private const int Timings = 16;
    private const int Energies = 8;

    /// <summary>The machine as a message.</summary>
    internal static Traces.Format.Machine ToFormat(MachineSpec machine) => new()
    {
        Name = machine.Name,
        Rows = (uint)machine.Array.Rows,
        Columns = (uint)machine.Array.Columns,
        Drain = machine.Array.Drain.ToString(),
        TrimEdgeFolds = machine.Array.TrimEdgeFolds,
        DataType = machine.DataType.ToString(),
        Banking = Machine.Banking.StoredName(machine.Scratchpad.Banking),
        InitiationIntervalCycles = (uint)(machine.Scratchpad.InitiationIntervalCycles ?? 0),
        ArrayFigures = machine.MemoryMetricsScope.ToString(),
        VectorWords = (uint)machine.VectorWords,
        DramRefetch = machine.DramRefetch.ToString(),
        MacEnergyPj = machine.MacEnergyPj,
        Dram = ToFormat(machine.Dram),
    };

    /// <summary>The machine of a trace.</summary>
    /// <exception cref="TraceFormatException">The trace keeps no machine, or one that this version does not know.</exception>
    internal static MachineSpec FromFormat(Header header, string name)
    {
        Traces.Format.Machine machine = header.MachineValues
            ?? throw new TraceFormatException(
                $"{name}: the header keeps no machine; only a trace that `cyclesim simulate` recorded can be replayed");
        int interval = (int)machine.InitiationIntervalCycles;
        return new MachineSpec(
            machine.Name,
            new ArrayGeometry((int)machine.Rows, (int)machine.Columns, Value<DrainMode>(machine.Drain, name), machine.TrimEdgeFolds),
            (long)header.ClockPeriodPs,
            Value<DataType>(machine.DataType, name),
            new ScratchpadSpec(
                (int)header.Banks, (int)header.LineBytes, Banking.OfStored(machine.Banking), interval == 0 ? null : interval),
            Value<MemoryMetricsScope>(machine.ArrayFigures, name),
            (int)machine.VectorWords,
            Value<DramRefetch>(machine.DramRefetch, name),
            FromFormat(machine.Dram, name),
            machine.MacEnergyPj);
    }

    /// <summary>The memory as a message.</summary>
    /// <param name="technology">Name of the technology.</param>
    /// <param name="metrics">Metrics of one array.</param>
    /// <param name="arrays">Arrays that make up the on-chip memory.</param>
    /// <param name="machine">Gives the clock.</param>
    internal static Memory ToFormat(string technology, in MemoryMetrics metrics, int arrays, MachineSpec machine) => new()
    {
        Name = technology,
        FiguresCapacityBytes = (ulong)metrics.CapacityBytes,
        Arrays = (uint)arrays,
        AreaMm2 = metrics.AreaMm2,
        ReadLatencyNs = metrics.ReadLatencyNs,
        WriteLatencyNs = metrics.WriteLatencyNs,
        ReadEnergyPj = metrics.ReadEnergyPj,
        WriteEnergyPj = metrics.WriteEnergyPj,
        AccessBits = (uint)metrics.AccessBits,
        LeakageMw = metrics.LeakageMw,
        ReadCycles = (uint)machine.CyclesOf(metrics.ReadLatencyNs),
        WriteCycles = (uint)machine.CyclesOf(metrics.WriteLatencyNs),
    };

    /// <summary>The metrics of a trace's memory.</summary>
    internal static MemoryMetrics FromFormat(Memory memory) => new(
        (long)memory.FiguresCapacityBytes, memory.AreaMm2, memory.ReadLatencyNs, memory.WriteLatencyNs, memory.ReadEnergyPj,
        memory.WriteEnergyPj, (int)memory.AccessBits, memory.LeakageMw);

    private static DramPart ToFormat(DramSpec dram)
    {
        DramTiming t = dram.Timing;
        DramEnergy e = dram.Energy;
        var part = new DramPart
        {
            Name = dram.Name,
            ClockPeriodPs = (ulong)dram.ClockPeriodPs,
            Ranks = (uint)dram.Ranks,
            Banks = (uint)dram.Banks,
            Rows = (uint)dram.Rows,
            Columns = (uint)dram.Columns,
            BurstBytes = (uint)dram.BurstBytes,
            QueueDepth = (uint)dram.QueueDepth,
            WriteBufferDepth = (uint)dram.WriteBufferDepth,
            BankQueueDepth = (uint)dram.BankQueueDepth,
            AddressMapping = dram.Mapping,
            PagePolicy = dram.PagePolicy.ToString(),
            RowHitCap = (uint)dram.RowHitCap,
            Refresh = dram.Refresh,
        };
        int[] timings =
        [
            t.Cl, t.Cwl, t.BurstCycles, t.Trcd, t.Trp, t.Tras, t.Trrd, t.Tfaw, t.Tccd, t.Twtr, t.Trtp, t.Twr, t.Trtrs, t.Trefi, t.Trfc,
            t.Al,
        ];
        part.TimingCycles.AddRange(timings.Select(cycles => (uint)cycles));
        part.EnergyPj.AddRange(
        [
            e.ActivatePj, e.ReadPj, e.WritePj, e.RefreshPj, e.ActiveCyclePj, e.PrechargedCyclePj, e.InterfacePj, e.TerminationPj,
        ]);
        return part;
    }

    private static DramSpec FromFormat(DramPart? part, string name)
    {
        if (part is null || part.TimingCycles.Count < Timings || part.EnergyPj.Count < Energies)
            throw new TraceFormatException($"{name}: the header keeps no DRAM part, or only some of its values");
        int[] t = [.. part.TimingCycles.Select(cycles => (int)cycles)];
        double[] e = [.. part.EnergyPj];
        return new DramSpec(
            part.Name, (long)part.ClockPeriodPs, (int)part.Ranks, (int)part.Banks, (int)part.Rows, (int)part.Columns, (int)part.BurstBytes,
            (int)part.QueueDepth, (int)part.WriteBufferDepth, (int)part.BankQueueDepth, part.AddressMapping,
            Value<PagePolicy>(part.PagePolicy, name), (int)part.RowHitCap, part.Refresh,
            new DramTiming(t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9], t[10], t[11], t[12], t[13], t[14], t[15]),
            new DramEnergy(e[0], e[1], e[2], e[3], e[4], e[5], e[6], e[7]));
    }

    private static T Value<T>(string text, string name)
        where T : struct, Enum => Enum.TryParse(text, out T value)
            ? value
            : throw new TraceFormatException(
                $"{name}: the header has {typeof(T).Name} \"{text}\"; allowed are {string.Join(", ", Enum.GetNames<T>())}");
}
