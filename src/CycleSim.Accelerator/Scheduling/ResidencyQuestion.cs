using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;
using CycleSim.Arrays;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>A step, and the room that there is for its tensors.</summary>
public sealed class ResidencyQuestion
{
    private readonly IStreamingCost _cost;

    internal ResidencyQuestion(
        StepProgram program, IReadOnlyList<TensorLayout> layouts, MachineSpec machine, long scratchpadBytes, MemoryMetrics metrics)
    {
        Metrics = metrics;
        Program = program;
        Layouts = layouts;
        Machine = machine;
        ScratchpadBytes = scratchpadBytes;
        Eviction = EvictionPolicies.All.Get(machine.Eviction);
        _cost = new StreamingCost(program, layouts, machine);
    }

    private ResidencyQuestion(ResidencyQuestion other, long scratchpadBytes, IStreamingCost cost)
    {
        (Program, Layouts, Machine, Eviction, Metrics) = (other.Program, other.Layouts, other.Machine, other.Eviction, other.Metrics);
        ScratchpadBytes = scratchpadBytes;
        _cost = cost;
    }

    /// <summary>The step.</summary>
    public StepProgram Program { get; }

    /// <summary>The machine.</summary>
    public MachineSpec Machine { get; }

    /// <summary>Metrics of one array of the on-chip memory.</summary>
    public MemoryMetrics Metrics { get; }

    /// <summary>Bytes of each scratchpad.</summary>
    public long ScratchpadBytes { get; }

    /// <summary>Tiles that somebody has chosen for all GEMMs; null leaves the choice to the policy.</summary>
    internal TiledLoopNest? Tiles { get; init; }

    /// <summary>Chooses who leaves when room is needed.</summary>
    public IEvictionPolicy Eviction { get; }

    /// <summary>Layout of each tensor, by id.</summary>
    internal IReadOnlyList<TensorLayout> Layouts { get; }

    /// <summary>Bytes that a tensor occupies in its scratchpad.</summary>
    public long BytesOf(TensorSpec tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return Layouts[tensor.Id].Bytes;
    }

    /// <summary>DRAM lines that the transfer of a whole tensor moves.</summary>
    public long LinesOf(TensorSpec tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return Layouts[tensor.Id].Lines;
    }

    /// <summary>DRAM lines that an operation moves for one of its tensors that it streams, when every fold fetches its footprint.</summary>
    /// <param name="operation">Index of the operation.</param>
    /// <param name="tensor">The tensor.</param>
    public long StreamedLines(int operation, TensorSpec tensor) => _cost.Lines(operation, tensor);

    /// <summary>The same step with other room, where streaming costs otherwise.</summary>
    internal ResidencyQuestion With(long scratchpadBytes, IStreamingCost cost) => new(this, scratchpadBytes, cost);
}
