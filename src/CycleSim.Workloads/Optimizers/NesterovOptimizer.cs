using System.Collections.Immutable;

namespace CycleSim.Workloads.Optimizers;

/// <summary>
/// Gradient descent with Nesterov's momentum: <c>[g = g + (wd w)]  s' = (mu s) + g;  u = g + (mu s');  w' = w - (lr u)</c>; the bracket
/// with weight decay only.
/// </summary>
public sealed class NesterovOptimizer : IOptimizer
{
    /// <inheritdoc />
    public string Name => "nesterov";

    /// <inheritdoc />
    public string Meaning => "gradient descent with Nesterov's momentum";

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
            weights[i] -= settings.LearningRate * (gradient + (settings.Momentum * momentum));
        }
    }
}
