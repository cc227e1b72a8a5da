using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Lowering;

/// <summary>One operation of a training step, in program order.</summary>
/// <param name="Name">Unique name: layer and pass, e.g. "conv2 igrad.ph00".</param>
/// <param name="Layer">The layer it belongs to.</param>
/// <param name="Pass">The pass it belongs to.</param>
public abstract record StepOperation(string Name, ILayer Layer, Pass Pass)
{
    /// <summary>Tensors whose content the operation reads; each once.</summary>
    public abstract IEnumerable<TensorSpec> Reads { get; }

    /// <summary>Tensors the operation writes; each once.</summary>
    public abstract IEnumerable<TensorSpec> Writes { get; }
}
