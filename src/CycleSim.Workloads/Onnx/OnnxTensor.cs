using System.Collections.Immutable;

namespace CycleSim.Workloads.Onnx;

/// <summary>A tensor of a file, or a result of a node.</summary>
/// <param name="Type">What its elements are.</param>
/// <param name="Shape">Its dimensions; none for a scalar.</param>
/// <param name="Numbers">
/// Its content in row-major order; null if it is unknown (another file has it, or it depends on data) or has more than
/// <see cref="OnnxLimits.Numbers"/> elements. Integers are exact up to 2^53.
/// </param>
internal sealed record OnnxTensor(OnnxElementType Type, ImmutableArray<long> Shape, ImmutableArray<double>? Numbers = null);
