using CycleSim.Configuration.Keys;

namespace CycleSim.Workloads.Optimizers;

/// <summary>The optimizers that files can name. A program registers its own before it reads the file.</summary>
public static class OptimizerKinds
{
    /// <summary>Stochastic gradient descent.</summary>
    public static IOptimizer Sgd { get; } = new SgdOptimizer();

    /// <summary>Gradient descent with momentum.</summary>
    public static IOptimizer Momentum { get; } = new MomentumOptimizer();

    /// <summary>Gradient descent with Nesterov's momentum.</summary>
    public static IOptimizer Nesterov { get; } = new NesterovOptimizer();

    /// <summary>Adam.</summary>
    public static IOptimizer Adam { get; } = new AdamOptimizer();

    /// <summary>Adam with decoupled weight decay.</summary>
    public static IOptimizer AdamW { get; } = new AdamWOptimizer();

    /// <summary>All optimizers, found by name.</summary>
    public static ChoiceTable<IOptimizer> All { get; } = new("optimizer", Sgd, Momentum, Nesterov, Adam, AdamW);
}
