using System.Collections.Immutable;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Vectors;

namespace CycleSim.Workloads.Lowering;

/// <summary>An element-wise operation on the vector unit: its inputs stream in, its outputs stream out.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Layer">The layer it belongs to.</param>
/// <param name="Pass">The pass it belongs to.</param>
/// <param name="Inputs">Streams read.</param>
/// <param name="Outputs">Streams written.</param>
public sealed record VectorOperation(
    string Name,
    ILayer Layer,
    Pass Pass,
    ImmutableArray<VectorStream> Inputs,
    ImmutableArray<VectorStream> Outputs) : StepOperation(Name, Layer, Pass)
{
    /// <summary>What it computes for each word, and in how many passes.</summary>
    public VectorWork Work { get; init; } = VectorWork.Plain;

    /// <inheritdoc />
    public override IEnumerable<TensorSpec> Reads => Inputs.Select(stream => stream.Tensor).Distinct();

    /// <inheritdoc />
    public override IEnumerable<TensorSpec> Writes => Outputs.Select(stream => stream.Tensor).Distinct();
}
