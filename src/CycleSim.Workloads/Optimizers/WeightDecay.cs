namespace CycleSim.Workloads.Optimizers;

/// <summary>Weight decay as an L2 penalty: it is part of the gradient.</summary>
internal static class WeightDecay
{
    /// <summary>The gradient with weight decay.</summary>
    internal static float AddTo(float gradient, float weight, float decay) =>
        // Without decay the bits stay: adding 0 times a weight would change -0, and give NaN for infinite weights.
        decay == 0 ? gradient : gradient + (decay * weight);
}
