namespace CycleSim.Training.Networks;

/// <summary>A tensor that outlives a step.</summary>
/// <param name="Name">Unique name, e.g. "conv1.weight".</param>
/// <param name="Layer">Index of its layer.</param>
/// <param name="Values">The tensor.</param>
internal sealed record NamedTensor(string Name, int Layer, Tensor Values);
