using System.Collections.Immutable;
using CycleSim.Workloads.Formats;
using CycleSim.Workloads.Optimizers;
using CycleSim.Workloads.Vectors;

namespace CycleSim.Workloads.Lowering;

/// <summary>
/// The update of a training step as tensors: which tensors it keeps beside weights and gradients, and in which formats all of them are
/// stored. With one precision the machine decides the formats.
/// </summary>
/// <param name="update">The optimizer and its precision.</param>
internal sealed class StepUpdate(ParameterUpdate update)
{
    private readonly bool _isMixed = update.Precision != MixedPrecisions.Fp32;

    /// <summary>Tensors that are kept for the update alone, by what stands behind the name of the parameters.</summary>
    public IEnumerable<string> States => update.States.Select(state => state.Name);

    /// <summary>What it computes for each word.</summary>
    public VectorWork Work { get; } = VectorWork.Once(update.Optimizer.Functions);

    /// <summary>Format of weights; null leaves it to the machine.</summary>
    public NumberFormat? WeightFormat => _isMixed ? update.Precision.Weights : null;

    /// <summary>Format of the gradients of weights.</summary>
    public NumberFormat? GradientFormat => _isMixed ? update.Precision.Gradients : null;

    /// <summary>Format of a state.</summary>
    public NumberFormat? FormatOf(string state) => _isMixed ? update.States.First(tensor => tensor.Name == state).Format : null;

    /// <summary>What the update reads.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="gradient">Their gradient.</param>
    /// <param name="states">The states in order.</param>
    public ImmutableArray<TensorSpec> Reads(TensorSpec weights, TensorSpec gradient, ImmutableArray<TensorSpec> states) =>
        [.. update.Precision.Master is null ? [weights] : Array.Empty<TensorSpec>(), gradient, .. states];

    /// <summary>What the update writes.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="states">The states in order.</param>
    public static ImmutableArray<TensorSpec> Writes(TensorSpec weights, ImmutableArray<TensorSpec> states) => [weights, .. states];
}
