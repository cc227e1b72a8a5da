using System.Runtime.CompilerServices;

namespace CycleSim.Workloads.Optimizers;

/// <summary>Hyperparameters of all optimizers; each uses those that it knows.</summary>
public sealed record OptimizerSettings
{
    /// <summary>Learning rate, 0 or more and finite.</summary>
    public required float LearningRate { get; init => field = CheckFinite(value); }

    /// <summary>Weight decay, 0 or more and finite; 0 leaves its operations out.</summary>
    public float WeightDecay { get; init => field = CheckFinite(value); }

    /// <summary>Momentum of <see cref="MomentumOptimizer"/> and <see cref="NesterovOptimizer"/>, 0 or more and less than 1.</summary>
    public float Momentum { get; init => field = CheckFraction(value); } = 0.9f;

    /// <summary>Decay of Adam's mean of gradients, 0 or more and less than 1.</summary>
    public float Beta1 { get; init => field = CheckFraction(value); } = 0.9f;

    /// <summary>Decay of Adam's mean of squared gradients, 0 or more and less than 1.</summary>
    public float Beta2 { get; init => field = CheckFraction(value); } = 0.999f;

    /// <summary>What Adam adds to the root that it divides by, 0 or more and finite; with 0, a gradient of zero gives NaN.</summary>
    public float Epsilon { get; init => field = CheckFinite(value); } = 1e-8f;

    private static float CheckFinite(float value, [CallerMemberName] string name = "") => value >= 0 && float.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "must be 0 or more and finite");

    private static float CheckFraction(float value, [CallerMemberName] string name = "") => value is >= 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "must be 0 or more and less than 1");
}
