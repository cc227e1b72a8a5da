namespace CycleSim.TrainingRuns;

/// <summary>Names of the number formats in which tensors were stored, e.g. "bf16".</summary>
/// <param name="Activations">That of activations.</param>
/// <param name="Weights">That of the weights that layers read.</param>
/// <param name="Errors">That of errors, the gradients of activations.</param>
/// <param name="Gradients">That of the gradients of weights.</param>
public sealed record TrainingFormats(string Activations, string Weights, string Errors, string Gradients);
