using System.Collections.Immutable;

namespace CycleSim.Workloads.Optimizers;

/// <summary>Stochastic gradient descent: <c>[g = g + (wd w)]  w' = w - (lr g)</c>; the bracket with weight decay only.</summary>
public sealed class SgdOptimizer : IOptimizer
{
    /// <inheritdoc />
    public string Name => "sgd";

    /// <inheritdoc />
    public string Meaning => "stochastic gradient descent without state";

    /// <inheritdoc />
    public ImmutableArray<string> States => [];

    /// <inheritdoc />
    public void Update(OptimizerSettings settings, long step, UpdateOperands operands)
    {
        ArgumentNullException.ThrowIfNull(settings);
        operands.Check(this, step);
        Span<float> weights = operands.Weights;
        for (int i = 0; i < weights.Length; i++)
        {
            float gradient = WeightDecay.AddTo(operands.Gradients[i], weights[i], settings.WeightDecay);
            weights[i] -= settings.LearningRate * gradient;
        }
    }
}
