using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Kernel;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Components;

/// <summary>The scratchpads of a machine, one for each role of a tensor.</summary>
internal sealed class ScratchpadSet
{
    private readonly Scratchpad[] _scratchpads;

    /// <summary>Makes idle scratchpads.</summary>
    /// <param name="spec">Their organisation.</param>
    /// <param name="readCycles">Read latency in core cycles, at least 0.</param>
    /// <param name="writeCycles">Write latency in core cycles, at least 0.</param>
    /// <param name="accessHook">Told of every access.</param>
    internal ScratchpadSet(ScratchpadSpec spec, int readCycles, int writeCycles, Hook<ScratchpadAccess> accessHook)
    {
        _scratchpads = [.. TensorRoles.All.Select(role => new Scratchpad(role, spec, readCycles, writeCycles, accessHook))];
    }

    /// <summary>The scratchpad of a role.</summary>
    internal Scratchpad this[TensorRole role] => _scratchpads[(int)role];

    /// <summary>What they have done so far.</summary>
    internal ScratchpadTotals Totals => new(
        this[TensorRole.Activation].Counts, this[TensorRole.Weight].Counts, this[TensorRole.Error].Counts);

    /// <summary>The scratchpad of a tensor.</summary>
    internal Scratchpad Of(TensorLayout layout) => this[layout.Tensor.Role];
}
