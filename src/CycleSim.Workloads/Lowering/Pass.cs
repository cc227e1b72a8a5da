namespace CycleSim.Workloads.Lowering;

/// <summary>The part of a training step that an operation belongs to.</summary>
public enum Pass
{
    /// <summary>Forward pass, including the loss.</summary>
    Forward,

    /// <summary>Gradients with respect to activations.</summary>
    InputGradient,

    /// <summary>Gradients with respect to weights.</summary>
    WeightGradient,

    /// <summary>The optimizer changes the weights.</summary>
    Update,
}
