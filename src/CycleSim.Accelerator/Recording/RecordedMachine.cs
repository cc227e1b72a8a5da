using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Arrays;
using CycleSim.Traces;
using CycleSim.Traces.Format;
using CycleSim.Workloads.Formats;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Recording;

/// <summary>The machine and memory of a run as a trace keeps them: resolved values, so that a replay needs no other file.</summary>
internal static class RecordedMachine
{
    private const ulong MaxIdeal = 1UL << 38;

    /// <summary>The machine as a message. What is as on the paper's machine stays out where it was not recorded before.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="shares">How its scratchpads are divided; null for not at all.</param>
    internal static Traces.Format.Machine ToFormat(MachineSpec machine, ScratchpadShares? shares)
    {
        Traces.Format.Machine message = ToFormat(machine);
        RecordedVectorUnit.Write(machine.VectorUnit, message);
        if (machine.IdealDram is { } ideal)
            message.IdealDram = ToFormat(ideal);
        else
            message.Dram = RecordedDram.ToFormat(machine.Dram);
        if (machine.Accumulators is { } accumulators)
            message.Accumulators = ToFormat(accumulators);
        if (machine.Array.HasStationaryOperand)
            (message.Dataflow, message.TileLoad) = (machine.Array.Dataflow.ToString(), machine.Array.TileLoad);
        if (machine.Ordering == TraceMachines.Overlapped)
            message.Ordering = machine.Ordering;
        if (machine.Residency == TraceMachines.Tiled)
            message.Residency = machine.Residency;
        if (machine.Ordering == TraceMachines.Overlapped || machine.Residency == TraceMachines.Tiled)
        {
            message.OperandBuffers = (uint)machine.Overlap.OperandBuffers;
            message.OutputBuffers = (uint)machine.Overlap.OutputBuffers;
            message.DmaPolicy = machine.Overlap.DmaPolicy;
        }

        if (shares is not null)
            message.BankPartitions.AddRange(TensorRoles.All.Select(role => ToFormat(shares[role].Banks)));
        return message;
    }

    private static Traces.Format.Machine ToFormat(MachineSpec machine) => new()
    {
        Name = machine.Name,
        Rows = (uint)machine.Array.Rows,
        Columns = (uint)machine.Array.Columns,
        Drain = machine.Array.Drain.ToString(),
        TrimEdgeFolds = machine.Array.TrimEdgeFolds,
        DataType = ProductFormats.StoredName(machine.ProductFormat),
        Banking = Machine.Banking.StoredName(machine.Scratchpad.Banking),
        InitiationIntervalCycles = (uint)(machine.Scratchpad.InitiationIntervalCycles ?? 0),
        ArrayFigures = machine.MemoryMetricsScope.ToString(),
        VectorWords = (uint)machine.VectorWords,
        DramRefetch = machine.DramRefetch.ToString(),
        MacEnergyPj = machine.MacEnergyPj,
        DramPolicy = machine.DramPolicy == PaperChoices.DramPolicy ? "" : machine.DramPolicy,
        ActivationFormat = RecordedFormat.ToFormat(machine.Formats.Activation),
        WeightFormat = RecordedFormat.ToFormat(machine.Formats.Weight),
        ErrorFormat = RecordedFormat.ToFormat(machine.Formats.Error),
        Arrays = machine.Array.Arrays > 1 ? (uint)machine.Array.Arrays : 0,
    };

    private static IdealMemory ToFormat(IdealDram dram) => new()
    {
        BytesPerCycle = (ulong)dram.BytesPerCycle,
        LatencyCycles = (ulong)dram.LatencyCycles,
        Piped = dram.LatencyMode == LatencyMode.Piped,
    };

    private static Accumulators ToFormat(AccumulatorSpec accumulators) => new()
    {
        Bytes = (ulong)accumulators.Bytes,
        Banks = (uint)accumulators.Banks,
        ReadEnergyPj = accumulators.ReadPj,
        WriteEnergyPj = accumulators.WritePj,
        LeakageMw = accumulators.LeakageMw,
        AreaMm2 = accumulators.AreaMm2,
    };

    private static Traces.Format.BankPartition ToFormat(Machine.BankPartition groups) => new()
    {
        Resident = (uint)groups.Resident,
        Half = (uint)groups.Half,
        OperandHalves = (uint)groups.OperandHalves,
        OutputHalves = (uint)groups.OutputHalves,
        Shared = groups.IsShared,
    };

    /// <summary>The machine of a trace.</summary>
    /// <exception cref="TraceFormatException">The trace keeps no machine, or one that this version does not know.</exception>
    internal static MachineSpec FromFormat(Header header, string name)
    {
        Traces.Format.Machine machine = header.MachineValues
            ?? throw new TraceFormatException(
                $"{name}: the header keeps no machine; only a trace that `cyclesim simulate` recorded can be replayed");
        RecordedLimits.Check(header, machine, name);
        int interval = (int)machine.InitiationIntervalCycles;
        return new MachineSpec(
            machine.Name,
            ArrayOf(machine, name),
            (long)header.ClockPeriodPs,
            FormatOf(machine.DataType, name),
            new ScratchpadSpec(
                (int)header.Banks, (int)header.LineBytes, Banking.OfStored(machine.Banking), interval == 0 ? null : interval),
            Value<MemoryMetricsScope>(machine.ArrayFigures, name),
            (int)machine.VectorWords,
            Value<DramRefetch>(machine.DramRefetch, name),
            machine.IdealDram is null
                ? RecordedDram.FromFormat(machine.Dram, name)
                : IdealDram.StandIn((long)header.ClockPeriodPs, (int)header.LineBytes),
            machine.MacEnergyPj)
        {
            Residency = machine.Residency.Length == 0 ? PaperChoices.Residency : machine.Residency,
            Ordering = machine.Ordering.Length == 0 ? PaperChoices.Ordering : machine.Ordering,
            Overlap = machine.DmaPolicy.Length == 0
                ? OverlapSpec.None
                : new OverlapSpec((int)machine.OperandBuffers, (int)machine.OutputBuffers, machine.DmaPolicy)
                {
                    FillBanks = machine.BankPartitions.Any(groups => groups.Shared) ? FillBanks.Shared : FillBanks.Split,
                },
            IdealDram = machine.IdealDram is { } ideal ? FromFormat(ideal, name) : null,
            Accumulators = machine.Accumulators is { } sums
                ? new AccumulatorSpec(
                    (long)sums.Bytes, (int)sums.Banks, sums.ReadEnergyPj, sums.WriteEnergyPj, sums.LeakageMw, sums.AreaMm2)
                : null,
            VectorUnit = RecordedVectorUnit.Read(machine, name),
            DramPolicy = machine.DramPolicy.Length == 0 ? PaperChoices.DramPolicy : machine.DramPolicy,
            Formats = new RoleFormats(
                RecordedFormat.FromFormat(machine.ActivationFormat, name), RecordedFormat.FromFormat(machine.WeightFormat, name),
                RecordedFormat.FromFormat(machine.ErrorFormat, name)),
        };
    }

    /// <summary>How the scratchpads of a trace are divided; null for not at all.</summary>
    /// <param name="header">The header.</param>
    /// <param name="name">Name of the trace for messages.</param>
    /// <exception cref="TraceFormatException">No scratchpads are like that.</exception>
    internal static Func<TensorRole, Machine.BankPartition>? PartitionOf(Header header, string name)
    {
        if (!TraceMachines.HasTiles(header))
            return null;
        Google.Protobuf.Collections.RepeatedField<Traces.Format.BankPartition> groups = header.MachineValues.BankPartitions;
        if (groups.Count != TensorRoles.Count || groups.Any(group => !RecordedLimits.IsPossible(group, header.Banks)))
            throw new TraceFormatException($"{name}: the header divides scratchpads of {header.Banks} banks as none can be");
        return role => FromFormat(groups[(int)role]);
    }

    private static Machine.BankPartition FromFormat(Traces.Format.BankPartition groups) => new(
        (int)groups.Resident, (int)groups.Half, (int)groups.OperandHalves, (int)groups.OutputHalves)
    {
        IsShared = groups.Shared,
    };

    private static SystolicArraySpec ArrayOf(Traces.Format.Machine machine, string name)
    {
        var array = new SystolicArraySpec(
            (int)machine.Rows, (int)machine.Columns, Value<DrainMode>(machine.Drain, name), machine.TrimEdgeFolds)
        {
            Arrays = Math.Max(1, (int)machine.Arrays),
        };
        return machine.Dataflow.Length == 0
            ? array
            : array with { Dataflow = Value<DataflowKind>(machine.Dataflow, name), TileLoad = machine.TileLoad };
    }

    private static IdealDram FromFormat(IdealMemory dram, string name) =>
        dram.BytesPerCycle is 0 or > MaxIdeal || dram.LatencyCycles > MaxIdeal
            ? throw new TraceFormatException($"{name}: the header has an ideal memory that cannot be")
            : new IdealDram(
                (long)dram.BytesPerCycle, (long)dram.LatencyCycles, dram.Piped ? LatencyMode.Piped : LatencyMode.Held);

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
    /// <exception cref="TraceFormatException">No memory is like that.</exception>
    internal static MemoryMetrics FromFormat(Memory memory, string name)
    {
        RecordedLimits.Check(memory, name);
        return new MemoryMetrics(
            (long)memory.FiguresCapacityBytes, memory.AreaMm2, memory.ReadLatencyNs, memory.WriteLatencyNs, memory.ReadEnergyPj,
            memory.WriteEnergyPj, (int)memory.AccessBits, memory.LeakageMw);
    }

    private static NumberFormat FormatOf(string text, string name) => ProductFormats.OfStored(text) ?? throw new TraceFormatException(
        $"{name}: the header has number format \"{text}\"; allowed are "
        + string.Join(", ", ProductFormats.Choices.All.Select(ProductFormats.StoredName)));

    private static T Value<T>(string text, string name)
        where T : struct, Enum => Enum.TryParse(text, out T value) && Enum.IsDefined(value)
            ? value
            : throw new TraceFormatException(
                $"{name}: the header has {typeof(T).Name} \"{text}\"; allowed are {string.Join(", ", Enum.GetNames<T>())}");
}
