using System.Collections.Immutable;

namespace CycleSim.Workloads.Onnx;

/// <summary>A value of the graph at one batch size.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Type">What its elements are.</param>
/// <param name="Shape">Its dimensions; none for a scalar.</param>
/// <param name="IsConstant">Whether it depends on initializers, weights and shapes only, not on data.</param>
/// <param name="Numbers">Its content, if it is constant, known and has at most <see cref="OnnxLimits.Numbers"/> elements.</param>
internal sealed record OnnxValue(
    string Name, OnnxElementType Type, ImmutableArray<long> Shape, bool IsConstant, ImmutableArray<double>? Numbers)
{
    /// <summary>Number of elements.</summary>
    public long Elements => ShapeArithmetic.Elements(Shape);
}
