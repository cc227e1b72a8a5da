using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Recording;
using CycleSim.Arrays;
using CycleSim.Arrays.Models;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Traces;
using CycleSim.Traces.Format;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Replay;

/// <summary>The machine and memory that a trace is replayed on.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="MemoryName">Name of the scratchpads' technology.</param>
/// <param name="Metrics">Metrics of one array.</param>
/// <param name="MemoryArrayCount">Arrays that make up the on-chip memory.</param>
/// <param name="DramBytes">How far the tensors reach into DRAM.</param>
public sealed record ReplayTarget(MachineSpec Machine, string MemoryName, MemoryMetrics Metrics, int MemoryArrayCount, long DramBytes)
{
    /// <summary>Read latency, core cycles.</summary>
    public int ReadCycles => Machine.CyclesOf(Metrics.ReadLatencyNs);

    /// <summary>Write latency, core cycles.</summary>
    public int WriteCycles => Machine.CyclesOf(Metrics.WriteLatencyNs);

    /// <summary>Leakage of all on-chip memory, mW.</summary>
    public double LeakageMw => Metrics.LeakageMw * MemoryArrayCount;

    /// <summary>What the trace was recorded on.</summary>
    /// <exception cref="TraceFormatException">The trace does not say.</exception>
    public static ReplayTarget Recorded(TraceFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        MachineSpec machine = RecordedMachine.FromFormat(file.Header, file.Name);
        Memory memory = file.Header.MemoryValues ?? throw new TraceFormatException($"{file.Name}: the header keeps no memory");
        MemoryMetrics metrics = RecordedMachine.FromFormat(memory, file.Name);
        return new ReplayTarget(machine, memory.Name, metrics, (int)memory.Arrays, Reach(file.Header));
    }

    /// <summary>The same with another memory.</summary>
    /// <param name="memory">Technology.</param>
    /// <param name="capacityBytes">Total on-chip capacity.</param>
    /// <exception cref="InputException">The capacity is outside what the technology has metrics for.</exception>
    public ReplayTarget With(MemoryTechnology memory, long capacityBytes)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return this with { MemoryName = memory.Name, Metrics = memory.At(capacityBytes / MemoryArrayCount) };
    }

    /// <summary>
    /// The same with another machine: other banks, banking, clock, energies or DRAM. Tensors keep their DRAM addresses. What decides which
    /// accesses there are (array, vector unit, refetch rule, lines and words) must be as recorded.
    /// </summary>
    /// <exception cref="InputException">The machine would make other accesses, or has too little DRAM.</exception>
    public ReplayTarget With(MachineSpec machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        if (machine.Scratchpad.WriteVerify is not null)
            throw new InputException($"machine {machine.Name} verifies writes, which a replay does not; simulate that machine instead");
        if (machine.Ordering != Machine.Ordering)
        {
            throw new InputException(
                $"machine {machine.Name} has ordering \"{machine.Ordering}\"; a replay follows the recorded order, which is "
                + $"\"{Machine.Ordering}\"");
        }

        if (machine.Scratchpad.LineBytes != Machine.Scratchpad.LineBytes || machine.WordBytes != Machine.WordBytes)
        {
            throw new InputException(
                $"machine {machine.Name}: has lines of {machine.Scratchpad.LineBytes} bytes and words of {machine.WordBytes}; the " +
                $"trace was recorded " +
                $"with {Machine.Scratchpad.LineBytes} and {Machine.WordBytes}, and only such machines can replay it");
        }

        foreach ((string key, object recorded, object given) in (IEnumerable<(string, object, object)>)
        [
            .. OfArray(Machine.Array, machine.Array), ("vector_words", Machine.VectorWords, machine.VectorWords),
            ("vector_unit", Machine.VectorUnit, machine.VectorUnit), ("dram_refetch", Machine.DramRefetch, machine.DramRefetch),
            ("memory_metrics", Machine.MemoryMetricsScope, machine.MemoryMetricsScope), ("formats", Machine.Formats, machine.Formats),
            .. OfTiles(machine),
        ])
        {
            if (!recorded.Equals(given))
            {
                throw new InputException(
                    $"machine {machine.Name}: {key} = {given}: the trace was recorded with {recorded}, which its folds, steps and " +
                    "transfers follow from; simulate that machine instead");
            }
        }

        return machine.Dram.CapacityBytes >= DramBytes
            ? this with { Machine = machine }
            : throw new InputException(
                $"machine {machine.Name}: DRAM part {machine.Dram.Name} holds {ByteSize.Format(machine.Dram.CapacityBytes)}; the " +
                $"tensors of the trace reach up to {DramBytes} bytes");
    }

    /// <summary>What decides which folds there are: by key first, so that a message names the one that differs.</summary>
    private static IEnumerable<(string Key, object Recorded, object Given)> OfArray(SystolicArraySpec recorded, SystolicArraySpec given)
    {
        yield return ("systolic_array.rows", recorded.Rows, given.Rows);
        yield return ("systolic_array.columns", recorded.Columns, given.Columns);
        yield return ("systolic_array.arrays", recorded.Arrays, given.Arrays);
        yield return ("systolic_array.dataflow", EnumName.Of(recorded.Dataflow), EnumName.Of(given.Dataflow));
        yield return ("systolic_array.drain", EnumName.Of(recorded.Drain), EnumName.Of(given.Drain));
        yield return ("systolic_array", recorded, given);
    }

    /// <summary>What decides which tiles there are, and in which banks.</summary>
    private IEnumerable<(string Key, object Recorded, object Given)> OfTiles(MachineSpec machine)
    {
        const string tiled = TraceMachines.Tiled;
        if (machine.Residency != tiled && Machine.Residency != tiled)
            yield break;
        yield return ("residency", Machine.Residency, machine.Residency);
        yield return ("operand_buffers", Machine.Overlap.OperandBuffers, machine.Overlap.OperandBuffers);
        yield return ("output_buffers", Machine.Overlap.OutputBuffers, machine.Overlap.OutputBuffers);
        yield return ("dma_policy", Machine.Overlap.DmaPolicy, machine.Overlap.DmaPolicy);
        yield return ("fill_banks", EnumName.Of(Machine.Overlap.FillBanks), EnumName.Of(machine.Overlap.FillBanks));
        yield return ("scratchpad.banks", Machine.Scratchpad.Banks, machine.Scratchpad.Banks);
        yield return ("scratchpad.banking", Machine.Scratchpad.Banking, machine.Scratchpad.Banking);
        yield return ("scratchpad", Machine.Scratchpad with { InitiationIntervalCycles = null },
            machine.Scratchpad with { InitiationIntervalCycles = null });
    }

    private static long Reach(Header header) => header.Tensors.Select(tensor =>
        ((long)tensor.DramBurst + (long)tensor.Slices * tensor.LinesPerSlice) * header.LineBytes).DefaultIfEmpty().Max();

    /// <summary>How the tensors of a trace lie on this machine, by id.</summary>
    /// <param name="file">The trace.</param>
    /// <exception cref="TraceFormatException">A tensor was recorded with another size of its words.</exception>
    internal Dictionary<int, TensorLayout> Layouts(TraceFile file) =>
        file.Header.Tensors.ToDictionary(tensor => (int)tensor.Id, tensor => Layout(tensor, Machine.Scratchpad.Banks, file.Name));

    /// <summary>How a tensor of a trace lies on some banks of this machine.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="banks">Banks, 1 or more.</param>
    /// <param name="name">Name of the trace for messages.</param>
    /// <exception cref="TraceFormatException">The tensor was recorded with another size of its words.</exception>
    internal TensorLayout Layout(Tensor tensor, int banks, string name)
    {
        var spec = new TensorSpec(
            (int)tensor.Id, tensor.Name, TraceScratchpads.RoleOf(tensor.Scratchpad), -1, (int)tensor.Slices, (int)tensor.WordsPerSlice)
        {
            Format = RecordedFormat.FromFormat(tensor.Format, name),
        };
        var layout = TensorLayout.Of(spec, Machine, banks);
        return layout.LinesPerSlice == tensor.LinesPerSlice
            ? layout
            : throw new TraceFormatException(
                $"{name}: tensor {tensor.Name} has {tensor.LinesPerSlice} lines in a slice; its {tensor.WordsPerSlice} words fill "
                + $"{layout.LinesPerSlice}");
    }
}
