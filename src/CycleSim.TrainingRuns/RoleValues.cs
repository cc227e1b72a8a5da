namespace CycleSim.TrainingRuns;

/// <summary>A value for the tensors of each role.</summary>
/// <param name="Activations">That of activations.</param>
/// <param name="Weights">That of weights.</param>
/// <param name="Errors">That of errors, the gradients of activations.</param>
public sealed record RoleValues<T>(T Activations, T Weights, T Errors);
