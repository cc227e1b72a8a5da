using System.Collections.Immutable;

namespace CycleSim.Workloads.Onnx;

/// <summary>An input of the graph that has no initializer: data, or a weight whose content is not in the file.</summary>
/// <param name="Name">The value's name.</param>
/// <param name="Type">What its elements are.</param>
/// <param name="Shape">Its dimensions.</param>
internal sealed record OnnxInput(string Name, OnnxElementType Type, ImmutableArray<OnnxDimension> Shape);
