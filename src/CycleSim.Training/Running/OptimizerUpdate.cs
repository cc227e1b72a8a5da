using System.Runtime.InteropServices;
using CycleSim.Training.Networks;
using CycleSim.Workloads.Optimizers;

namespace CycleSim.Training.Running;

/// <summary>
/// The update by an optimizer of <see cref="OptimizerKinds"/>, bit for bit: each operation is one of float. Its states, and master weights
/// of mixed precision, are stored in the scratchpad of weights.
/// </summary>
/// <param name="optimizer">The optimizer.</param>
/// <param name="parameters">The weights that layers read.</param>
/// <param name="options">What to compute.</param>
internal sealed class OptimizerUpdate(IOptimizer optimizer, IReadOnlyList<NamedTensor> parameters, TrainingOptions options)
    : WeightUpdate(parameters, options, optimizer.States, storesStates: true)
{
    private readonly OptimizerSettings _settings = options.OptimizerSettings;

    private protected override void Update(long step, Tensor weights, Tensor gradient, IReadOnlyList<NamedTensor> states)
    {
        // A sum over a batch may come back with the strides of something else.
        using Tensor ordered = gradient.contiguous();
        var operands = new UpdateOperands(Span(weights), Span(ordered), State(0), State(1));
        optimizer.Update(_settings, step + 1, operands);

        Span<float> State(int state) => state < states.Count ? Span(states[state].Values) : default;
    }

    private static Span<float> Span(Tensor values) => MemoryMarshal.Cast<byte, float>(values.bytes);
}
