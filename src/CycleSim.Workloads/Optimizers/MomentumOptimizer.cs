using System.Collections.Immutable;

namespace CycleSim.Workloads.Optimizers;

/// <summary>
/// Gradient descent with momentum: <c>[g = g + (wd w)]  s' = (mu s) + g;  w' = w - (lr s')</c>; the bracket with weight decay only.
/// </summary>
public sealed class MomentumOptimizer : IOptimizer
{
    /// <inheritdoc />
    public string Name => "momentum";

    /// <inheritdoc />
    public string Meaning => "gradient descent with momentum";

    /// <inheritdoc />
    public ImmutableArray<string> States { get; } = ["momentum"];

    /// <inheritdoc />
    public void Update(OptimizerSettings settings, long step, UpdateOperands operands)
    {
        ArgumentNullException.ThrowIfNull(settings);
        operands.Check(this, step);
        Span<float> weights = operands.Weights;
        for (int i = 0; i < weights.Length; i++)
        {
            float gradient = WeightDecay.AddTo(operands.Gradients[i], weights[i], settings.WeightDecay);
            float momentum = (settings.Momentum * operands.State1[i]) + gradient;
            operands.State1[i] = momentum;
            weights[i] -= settings.LearningRate * momentum;
        }
    }
}
