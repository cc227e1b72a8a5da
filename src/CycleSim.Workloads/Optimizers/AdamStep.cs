namespace CycleSim.Workloads.Optimizers;

/// <summary>
/// One step of Adam, as <see cref="AdamOptimizer"/> and <see cref="AdamWOptimizer"/> share it:
/// <c>m' = (b1 m) + ((1 - b1) g);  v' = (b2 v) + ((1 - b2) (g g));  w' = w - (lr ((m' / c1) / (sqrt(v' / c2) + eps)))</c> with the bias
/// corrections <c>c = 1 - b^step</c>. Every operation is one of float: the runtime fuses none, and keeps no wider results.
/// </summary>
internal readonly struct AdamStep(OptimizerSettings settings, long step)
{
    private readonly float _rest1 = 1 - settings.Beta1;
    private readonly float _rest2 = 1 - settings.Beta2;
    private readonly float _correction1 = BiasCorrection(settings.Beta1, step);
    private readonly float _correction2 = BiasCorrection(settings.Beta2, step);

    /// <summary>The weight after the step; both means are updated.</summary>
    internal float Apply(float weight, float gradient, ref float mean, ref float square)
    {
        mean = (settings.Beta1 * mean) + (_rest1 * gradient);
        square = (settings.Beta2 * square) + (_rest2 * (gradient * gradient));
        float root = MathF.Sqrt(square / _correction2) + settings.Epsilon;
        return weight - (settings.LearningRate * (mean / _correction1 / root));
    }

    // In double, so that it is rounded to float as the exact value is: in float, the difference would lose digits.
    private static float BiasCorrection(float beta, long step) => (float)(1 - Math.Pow(beta, step));
}
