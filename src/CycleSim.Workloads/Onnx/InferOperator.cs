namespace CycleSim.Workloads.Onnx;

/// <summary>Finds the results of a node from its inputs: type and shape, and content where it is known and small.</summary>
/// <param name="call">The node with its inputs.</param>
/// <returns>One tensor for each output, those that the node leaves out included.</returns>
internal delegate IReadOnlyList<OnnxTensor> InferOperator(OperatorCall call);
