using CycleSim.Platform;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Optimizers;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Files;

/// <summary>A network that is trained, from whatever file it comes.</summary>
public abstract class Workload
{
    private protected Workload()
    {
    }

    /// <summary>Its name in tables.</summary>
    public abstract string Name { get; }

    /// <summary>What it is.</summary>
    public abstract string Description { get; }

    /// <summary>SHA-256 of the file in hexadecimal; null for networks in JSON, whose text may change without meaning.</summary>
    public virtual string? ContentHash => null;

    /// <summary>The tensors and operations of one training step on a machine.</summary>
    /// <param name="batch">Batch size, within <see cref="TrainingStepLowering.BatchSizes"/>.</param>
    /// <param name="update">How weights are updated; plain gradient descent where nothing is given.</param>
    /// <exception cref="InputException">The network does not fit this batch size, or one of its layers cannot be simulated.</exception>
    public abstract StepProgram Lower(int batch, ParameterUpdate? update = null);

    /// <summary>The nodes of the file, where it has any.</summary>
    /// <param name="batch">Batch size.</param>
    /// <exception cref="InputException">The network does not fit this batch size.</exception>
    public virtual IReadOnlyList<NodeRow> NodesOf(int batch) => [];

    /// <summary>The operators of one training step.</summary>
    /// <param name="batch">Batch size, within <see cref="TrainingStepLowering.BatchSizes"/>.</param>
    /// <exception cref="InputException">The network does not fit this batch size, or one of its layers has no operators.</exception>
    public abstract Graph GraphOf(int batch);
}
