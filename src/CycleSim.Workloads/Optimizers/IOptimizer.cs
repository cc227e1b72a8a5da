using System.Collections.Immutable;
using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Vectors;

namespace CycleSim.Workloads.Optimizers;

/// <summary>
/// How a training step changes the weights. Implementations have no state of their own: what is kept between steps are tensors, which the
/// caller owns and the machine moves.
/// </summary>
public interface IOptimizer : INamedChoice
{
    /// <summary>
    /// Names of the tensors that are kept for each tensor of weights and have its shape, e.g. "adam_m", "adam_v"; they start as zeros. At
    /// most two. Each is read and written by every update.
    /// </summary>
    public ImmutableArray<string> States { get; }

    /// <summary>Functions that an update computes for each weight beside additions and products.</summary>
    public VectorFunctions Functions => VectorFunctions.None;

    /// <summary>
    /// Updates weights and states in place. Every operation is rounded to float once, in the order that the class documents.
    /// </summary>
    /// <param name="settings">Learning rate and the like.</param>
    /// <param name="step">Number of this step, from 1.</param>
    /// <param name="operands">Weights, gradients and states.</param>
    /// <exception cref="ArgumentException">A state is missing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step is less than 1.</exception>
    public void Update(OptimizerSettings settings, long step, UpdateOperands operands);
}
