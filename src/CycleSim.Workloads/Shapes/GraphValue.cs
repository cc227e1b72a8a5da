namespace CycleSim.Workloads.Shapes;

/// <summary>An activation of a graph: what an operator computes, or what comes from outside.</summary>
/// <param name="Index">Position among the activations of its graph.</param>
/// <param name="Name">Unique name; of a network from an ONNX file the name that the value has there.</param>
/// <param name="Layer">The operator that computes it, by name; for data from outside the name of the input.</param>
/// <param name="Shape">Its shape for the whole batch.</param>
/// <param name="NeedsGradient">Whether a trained parameter stands before it, so that the backward pass needs its gradient.</param>
public sealed record GraphValue(int Index, string Name, string Layer, TensorShape Shape, bool NeedsGradient);
