using System.Collections.Immutable;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Lowering;

/// <summary>A training step, whole or in part: every tensor, and the operations in execution order.</summary>
/// <param name="Network">The network trained.</param>
/// <param name="Batch">Batch size.</param>
/// <param name="Tensors">All tensors; <see cref="TensorSpec.Id"/> is the index.</param>
/// <param name="Operations">Operations, in order.</param>
/// <param name="InDramBefore">Ids of tensors whose content is in DRAM when the first operation starts.</param>
/// <param name="NeededAfter">Ids of tensors that are needed after the last operation and are written back to DRAM if they changed.</param>
public sealed record StepProgram(
    INetwork Network,
    int Batch,
    ImmutableArray<TensorSpec> Tensors,
    ImmutableArray<StepOperation> Operations,
    ImmutableHashSet<int> InDramBefore,
    ImmutableHashSet<int> NeededAfter)
{
    /// <summary>Index of the first layer whose operations are part of this.</summary>
    public int FirstLayer { get; private init; }

    /// <summary>Index of the last layer whose operations are part of this.</summary>
    public int LastLayer { get; private init; } = Network.Layers.Count - 1;

    /// <summary>Whether it was lowered operator by operator, where element-wise operations, ReLU too, are passes of their own.</summary>
    public bool RunsAsOperators { get; init; }

    /// <summary>Whether layers were left out.</summary>
    public bool IsPartial => FirstLayer > 0 || LastLayer < Network.Layers.Count - 1;

    /// <summary>Multiply-accumulates of all operations.</summary>
    public long Macs => Operations.OfType<GemmOperation>().Sum(gemm => gemm.Macs);

    /// <summary>
    /// The operations of some layers only. What they read from other layers is taken to be in DRAM; what other layers read later is
    /// written back.
    /// </summary>
    /// <param name="firstLayer">Index of the first layer, at least 0.</param>
    /// <param name="lastLayer">Index of the last layer, inclusive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty or outside the network.</exception>
    public StepProgram Restrict(int firstLayer, int lastLayer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstLayer);
        ArgumentOutOfRangeException.ThrowIfLessThan(lastLayer, firstLayer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(lastLayer, Network.Layers.Count);
        var before = ImmutableHashSet.CreateBuilder<int>();
        var after = ImmutableHashSet.CreateBuilder<int>();
        var written = new HashSet<int>();
        var kept = ImmutableArray.CreateBuilder<StepOperation>();
        foreach (StepOperation operation in Operations)
        {
            if (operation.Layer.Index < firstLayer || operation.Layer.Index > lastLayer)
            {
                after.UnionWith(operation.Reads.Select(tensor => tensor.Id).Where(written.Contains));
                continue;
            }

            before.UnionWith(operation.Reads.Select(tensor => tensor.Id).Where(id => !written.Contains(id)));
            written.UnionWith(operation.Writes.Select(tensor => tensor.Id));
            kept.Add(operation);
        }

        after.UnionWith(NeededAfter.Where(written.Contains));
        return this with
        {
            Operations = kept.ToImmutable(),
            InDramBefore = before.ToImmutable(),
            NeededAfter = after.ToImmutable(),
            FirstLayer = firstLayer,
            LastLayer = lastLayer,
        };
    }
}
