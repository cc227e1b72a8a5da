using System.Collections.Immutable;
using CycleSim.Workloads.Formats;

namespace CycleSim.Workloads.Optimizers;

/// <summary>
/// The update of weights by an optimizer in some precision: which tensors there are, what moves, and the numbers.
/// </summary>
public sealed class ParameterUpdate
{
    /// <summary>Name of the weights that the layers work with.</summary>
    public const string WeightName = "weight";

    /// <summary>Name of their gradients.</summary>
    public const string GradientName = "gradient";

    /// <summary>Name of the more precise copy of the weights.</summary>
    public const string MasterName = "master";

    /// <summary>The update by an optimizer.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="precision">The formats of what it works on.</param>
    public ParameterUpdate(IOptimizer optimizer, MixedPrecision precision)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(precision);
        Optimizer = optimizer;
        Precision = precision;
        Tensors = [.. ListTensors(optimizer, precision)];
    }

    /// <summary>Plain gradient descent with one precision.</summary>
    internal static ParameterUpdate PlainSgd { get; } = new(OptimizerKinds.Sgd, MixedPrecisions.Fp32);

    /// <summary>The optimizer.</summary>
    public IOptimizer Optimizer { get; }

    /// <summary>The formats of what it works on.</summary>
    public MixedPrecision Precision { get; }

    /// <summary>
    /// All tensors of the update: weights, gradients, master weights where there are any, states in the optimizer's order.
    /// </summary>
    public ImmutableArray<UpdateTensor> Tensors { get; }

    /// <summary>The tensors that training keeps for the update alone: master weights and states.</summary>
    public IEnumerable<UpdateTensor> States => Tensors.Where(tensor => tensor.IsState);

    /// <summary>The tensors that the update reads.</summary>
    public IEnumerable<UpdateTensor> Reads => Tensors.Where(tensor => tensor.IsRead);

    /// <summary>The tensors that the update writes.</summary>
    public IEnumerable<UpdateTensor> Writes => Tensors.Where(tensor => tensor.IsWritten);

    /// <summary>Bytes of master weights and states.</summary>
    /// <param name="parameters">Number of weights, not negative.</param>
    public long StateBytes(long parameters) => States.Sum(tensor => tensor.Format.StorageBytes(parameters));

    /// <summary>Bytes that one update reads.</summary>
    /// <param name="parameters">Number of weights, not negative.</param>
    public long ReadBytes(long parameters) => Reads.Sum(tensor => tensor.Format.StorageBytes(parameters));

    /// <summary>Bytes that one update writes.</summary>
    /// <param name="parameters">Number of weights, not negative.</param>
    public long WrittenBytes(long parameters) => Writes.Sum(tensor => tensor.Format.StorageBytes(parameters));

    /// <summary>
    /// Runs the update in float, then rounds what it wrote to the formats in which it is stored. The caller gives gradients and states as
    /// their formats hold them.
    /// </summary>
    /// <param name="settings">Learning rate and the like.</param>
    /// <param name="step">Number of this step, from 1.</param>
    /// <param name="operands">The weights that the update reads (master weights where there are any), gradients and states.</param>
    /// <param name="workingWeights">Takes the weights of the layers; empty where there are no master weights.</param>
    /// <exception cref="ArgumentException">A span is missing, or has another length than the weights.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step is less than 1.</exception>
    public void Apply(OptimizerSettings settings, long step, UpdateOperands operands, Span<float> workingWeights = default)
    {
        int expected = Precision.Master is null ? 0 : operands.Weights.Length;
        if (workingWeights.Length != expected)
            throw new ArgumentException($"{workingWeights.Length} working weights; needed: {expected}", nameof(workingWeights));
        Optimizer.Update(settings, step, operands);
        Precision.States.Round(operands.State1, operands.State1);
        Precision.States.Round(operands.State2, operands.State2);
        NumberFormat stored = Precision.Master ?? Precision.Weights;
        stored.Round(operands.Weights, operands.Weights);
        if (Precision.Master is not null)
            Precision.Weights.Round(operands.Weights, workingWeights);
    }

    private static IEnumerable<UpdateTensor> ListTensors(IOptimizer optimizer, MixedPrecision precision)
    {
        bool hasMaster = precision.Master is not null;
        yield return new UpdateTensor(WeightName, precision.Weights, IsState: false, IsRead: !hasMaster, IsWritten: true);
        yield return new UpdateTensor(GradientName, precision.Gradients, IsState: false, IsRead: true, IsWritten: false);
        if (precision.Master is { } master)
            yield return new UpdateTensor(MasterName, master, IsState: true, IsRead: true, IsWritten: true);
        foreach (string state in optimizer.States)
            yield return new UpdateTensor(state, precision.States, IsState: true, IsRead: true, IsWritten: true);
    }
}
