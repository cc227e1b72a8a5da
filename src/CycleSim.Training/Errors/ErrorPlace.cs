namespace CycleSim.Training.Errors;

/// <summary>Where values are stored, and writes can fail: the scratchpads of the machine.</summary>
public enum ErrorPlace
{
    /// <summary>Outputs of layers: each is the stored input of the next and used again in the backward pass.</summary>
    Activations,

    /// <summary>Weights, stored after each update.</summary>
    Weights,

    /// <summary>Gradients of the loss with respect to outputs of layers.</summary>
    Errors,
}
