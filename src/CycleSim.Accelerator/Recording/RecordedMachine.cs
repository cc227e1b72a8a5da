using CycleSim.Accelerator.Machine;
using CycleSim.Arrays;
using CycleSim.Traces;
using CycleSim.Traces.Format;

namespace CycleSim.Accelerator.Recording;

/// <summary>The machine and memory of a run as a trace keeps them: resolved values, so that a replay needs no other file.</summary>
internal static class RecordedMachine
{
    /// <summary>The machine as a message.</summary>
    internal static Traces.Format.Machine ToFormat(MachineSpec machine)
    {
        Traces.Format.Machine message = WithoutVectorUnit(machine);
        RecordedVectorUnit.Write(machine.VectorUnit, message);
        return message;
    }

    private static Traces.Format.Machine WithoutVectorUnit(MachineSpec machine) => new()
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
        Dram = RecordedDram.ToFormat(machine.Dram),
        DramPolicy = machine.DramPolicy == PaperChoices.DramPolicy ? "" : machine.DramPolicy,
        ActivationFormat = RecordedFormat.ToFormat(machine.Formats.Activation),
        WeightFormat = RecordedFormat.ToFormat(machine.Formats.Weight),
        ErrorFormat = RecordedFormat.ToFormat(machine.Formats.Error),
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
            RecordedDram.FromFormat(machine.Dram, name),
            machine.MacEnergyPj)
        {
            VectorUnit = RecordedVectorUnit.Read(machine, name),
            DramPolicy = machine.DramPolicy.Length == 0 ? PaperChoices.DramPolicy : machine.DramPolicy,
            Formats = new RoleFormats(
                RecordedFormat.FromFormat(machine.ActivationFormat, name), RecordedFormat.FromFormat(machine.WeightFormat, name),
                RecordedFormat.FromFormat(machine.ErrorFormat, name)),
        };
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

    private static T Value<T>(string text, string name)
        where T : struct, Enum => Enum.TryParse(text, out T value)
            ? value
            : throw new TraceFormatException(
                $"{name}: the header has {typeof(T).Name} \"{text}\"; allowed are {string.Join(", ", Enum.GetNames<T>())}");
}
