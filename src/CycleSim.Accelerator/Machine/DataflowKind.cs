namespace CycleSim.Accelerator.Machine;

/// <summary>What stays in the processing elements while the rest moves.</summary>
public enum DataflowKind
{
    /// <summary>Outputs: both operands stream.</summary>
    OutputStationary,

    /// <summary>The second operand, as the weights of a forward pass: the first one streams.</summary>
    WeightStationary,

    /// <summary>The first operand, as the activations of a forward pass: the second one streams.</summary>
    InputStationary,
}
