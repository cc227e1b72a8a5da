namespace CycleSim.Workloads.Lowering;

/// <summary>What a tensor holds, and so which of the machine's scratchpads it belongs to: each role has one of its own.</summary>
public enum TensorRole
{
    /// <summary>Images, labels, layer outputs and saved batch statistics.</summary>
    Activation,

    /// <summary>Weights, biases, batch-norm parameters and their gradients.</summary>
    Weight,

    /// <summary>Gradients with respect to activations.</summary>
    Error,
}
