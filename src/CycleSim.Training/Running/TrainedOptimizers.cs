using CycleSim.Configuration.Keys;
using CycleSim.Training.Networks;
using CycleSim.Workloads.Optimizers;

namespace CycleSim.Training.Running;

/// <summary>The optimizers that a run can name: those of <see cref="OptimizerKinds"/>, and that of libtorch.</summary>
internal static class TrainedOptimizers
{
    /// <summary>The optimizer of a run that names none, see <see cref="Sgd"/>.</summary>
    internal const string FusedMomentum = "fused_momentum";

    /// <summary>The learning rate of optimizers that divide by the root of the mean square of gradients.</summary>
    internal const double AdamLearningRate = 0.001;

    /// <summary>The weight decay of AdamW, which is Adam without.</summary>
    internal const double AdamWWeightDecay = 0.01;

    private static readonly OptimizerChoice Fused = new(
        FusedMomentum, "gradient descent with momentum in the operations of libtorch, its momentum where no write fails");

    /// <summary>All of them.</summary>
    internal static ChoiceTable<INamedChoice> All => new("optimizer", [Fused, .. OptimizerKinds.All.All]);

    /// <summary>Whether an optimizer has momentum.</summary>
    internal static bool HasMomentum(string name) =>
        name is FusedMomentum || name == OptimizerKinds.Momentum.Name || name == OptimizerKinds.Nesterov.Name;

    /// <summary>Whether an optimizer has decays of two means.</summary>
    internal static bool HasBetas(string name) => name == OptimizerKinds.Adam.Name || name == OptimizerKinds.AdamW.Name;

    /// <summary>Whether a run keeps tensors of its optimizer in the scratchpad of weights.</summary>
    internal static bool StoresStates(TrainingOptions options) => options.StoresMasterWeights
        || (options.Optimizer != FusedMomentum && OptimizerKinds.All.Get(options.Optimizer).States.Length > 0);

    /// <summary>Makes the update of a run's parameters.</summary>
    internal static WeightUpdate Create(IReadOnlyList<NamedTensor> parameters, TrainingOptions options) =>
        options.Optimizer == FusedMomentum
            ? new Sgd(parameters, options)
            : new OptimizerUpdate(OptimizerKinds.All.Get(options.Optimizer), parameters, options);
}
