using CycleSim.Device.Codes;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Training.Errors;

/// <summary>How writes fail.</summary>
/// <param name="Model">Name of the error model: what a failed write leaves behind.</param>
/// <param name="Activations">Write error rates of activations.</param>
/// <param name="Weights">Write error rates of weights.</param>
/// <param name="Errors">Write error rates of errors, the gradients of activations.</param>
internal sealed record WriteErrorSpec(string Model, BitMap Activations, BitMap Weights, BitMap Errors)
{
    /// <summary>Nothing fails.</summary>
    public static WriteErrorSpec None { get; } = new(ErrorModelNames.Flip, BitMap.Exact, BitMap.Exact, BitMap.Exact);

    /// <summary>
    /// Write error rates of what the optimizer keeps in the scratchpad of weights: its states and, with mixed precision, master weights.
    /// </summary>
    public BitMap States { get; init; } = BitMap.Exact;

    /// <summary>The code of all words; null without one.</summary>
    public ErrorCorrectingCode? Code { get; init; }

    /// <summary>The same, with the states as the tensors of the weights' role.</summary>
    internal WriteErrorSpec OfStates => None with { Model = Model, Weights = States, Code = Code };

    /// <summary>The write error rates of the tensors of a role.</summary>
    public BitMap At(TensorRole role) => role switch
    {
        TensorRole.Activation => Activations,
        TensorRole.Weight => Weights,
        TensorRole.Error => Errors,
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
