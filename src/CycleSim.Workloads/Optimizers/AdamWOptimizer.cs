using System.Collections.Immutable;
using CycleSim.Workloads.Vectors;

namespace CycleSim.Workloads.Optimizers;

/// <summary>
/// Adam with decoupled weight decay: <c>[w = w (1 - (lr wd))]</c> first, with weight decay only; then a step of Adam on this weight and the
/// gradient as it is.
/// </summary>
public sealed class AdamWOptimizer : IOptimizer
{
    /// <inheritdoc />
    public string Name => "adamw";

    /// <inheritdoc />
    public string Meaning => "Adam, with weight decay applied to the weights themselves";

    /// <inheritdoc />
    public ImmutableArray<string> States { get; } = [AdamOptimizer.MeanState, AdamOptimizer.SquareState];

    /// <inheritdoc />
    public VectorFunctions Functions => VectorFunctions.Sqrt | VectorFunctions.Divide;

    /// <inheritdoc />
    public void Update(OptimizerSettings settings, long step, UpdateOperands operands)
    {
        ArgumentNullException.ThrowIfNull(settings);
        operands.Check(this, step);
        var adam = new AdamStep(settings, step);
        // Without weight decay this is a product with 1, which changes no bit.
        float kept = 1 - (settings.LearningRate * settings.WeightDecay);
        Span<float> weights = operands.Weights;
        for (int i = 0; i < weights.Length; i++)
            weights[i] = adam.Apply(weights[i] * kept, operands.Gradients[i], ref operands.State1[i], ref operands.State2[i]);
    }
}
