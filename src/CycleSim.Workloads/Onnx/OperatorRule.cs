namespace CycleSim.Workloads.Onnx;

/// <summary>An operator that is known.</summary>
/// <param name="Since">The first opset that has it.</param>
/// <param name="MinInputs">Inputs that must be given.</param>
/// <param name="MaxInputs">Inputs that may be given, in any opset.</param>
/// <param name="Infer">Finds its results.</param>
internal sealed record OperatorRule(int Since, int MinInputs, int MaxInputs, InferOperator Infer);
