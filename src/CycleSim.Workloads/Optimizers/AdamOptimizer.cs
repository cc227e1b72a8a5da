using System.Collections.Immutable;
using CycleSim.Workloads.Vectors;

namespace CycleSim.Workloads.Optimizers;

/// <summary>
/// Adam with bias correction: <c>[g = g + (wd w)]  m' = (b1 m) + ((1 - b1) g);  v' = (b2 v) + ((1 - b2) (g g));
/// w' = w - (lr ((m' / (1 - b1^step)) / (sqrt(v' / (1 - b2^step)) + eps)))</c>; the bracket with weight decay only.
/// </summary>
public sealed class AdamOptimizer : IOptimizer
{
    internal const string MeanState = "adam_m";
    internal const string SquareState = "adam_v";

    /// <inheritdoc />
    public string Name => "adam";

    /// <inheritdoc />
    public string Meaning => "Adam, with weight decay (L2) as part of the gradient";

    /// <inheritdoc />
    public ImmutableArray<string> States { get; } = [MeanState, SquareState];

    /// <inheritdoc />
    public VectorFunctions Functions => VectorFunctions.Sqrt | VectorFunctions.Divide;

    /// <inheritdoc />
    public void Update(OptimizerSettings settings, long step, UpdateOperands operands)
    {
        ArgumentNullException.ThrowIfNull(settings);
        operands.Check(this, step);
        var adam = new AdamStep(settings, step);
        Span<float> weights = operands.Weights;
        for (int i = 0; i < weights.Length; i++)
        {
            float gradient = WeightDecay.AddTo(operands.Gradients[i], weights[i], settings.WeightDecay);
            weights[i] = adam.Apply(weights[i], gradient, ref operands.State1[i], ref operands.State2[i]);
        }
    }
}
