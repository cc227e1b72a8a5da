using System.Collections.Immutable;

namespace CycleSim.Workloads.Onnx;

/// <summary>Matrix products.</summary>
internal static class ProductRules
{
    /// <summary>A product of the last two axes; leading axes are broadcast, vectors lose their axis again.</summary>
    public static IReadOnlyList<OnnxTensor> MatMul(OperatorCall call)
    {
        (OnnxValue left, OnnxValue right) = (call.WithRank(0, 1), call.WithRank(1, 1));
        bool isLeftVector = left.Shape.Length == 1;
        bool isRightVector = right.Shape.Length == 1;
        ImmutableArray<long> a = isLeftVector ? [1, .. left.Shape] : left.Shape;
        ImmutableArray<long> b = isRightVector ? [.. right.Shape, 1] : right.Shape;
        if (a[^1] != b[^2])
            throw Mismatch(call, a[^1], b[^2]);
        ImmutableArray<long> batch = Broadcasting.Common(a[..^2], b[..^2])
            ?? throw call.Error($"leading axes of {OperatorCall.Describe(left)} and {OperatorCall.Describe(right)} cannot be broadcast");
        IEnumerable<long> rows = isLeftVector ? [] : [a[^2]];
        IEnumerable<long> columns = isRightVector ? [] : [b[^1]];
        return [call.Result(left.Type, [.. batch, .. rows, .. columns])];
    }

    /// <summary>A product of two matrices, each transposed or not, plus a third that is broadcast.</summary>
    public static IReadOnlyList<OnnxTensor> Gemm(OperatorCall call)
    {
        (OnnxValue a, OnnxValue b) = (Matrix(call, 0), Matrix(call, 1));
        (long rows, long inner) = Orient(a, call.Node.Int("transA", 0));
        (long innerOfB, long columns) = Orient(b, call.Node.Int("transB", 0));
        if (inner != innerOfB)
            throw Mismatch(call, inner, innerOfB);
        ImmutableArray<long> shape = [rows, columns];
        if (call.Optional(2) is { } c && !Broadcasting.Fits(c.Shape, shape))
            throw call.Error($"input {OperatorCall.Describe(c)} cannot be broadcast to {OnnxText.Shape(shape)}");
        return [call.Result(a.Type, shape)];
    }

    private static OnnxValue Matrix(OperatorCall call, int index) => call[index].Shape.Length == 2
        ? call[index]
        : throw call.Error($"input {OperatorCall.Describe(call[index])} is no matrix; needed: 2 dimensions");

    private static (long, long) Orient(OnnxValue matrix, long isTransposed) =>
        isTransposed != 0 ? (matrix.Shape[1], matrix.Shape[0]) : (matrix.Shape[0], matrix.Shape[1]);

    private static Platform.InputException Mismatch(OperatorCall call, long a, long b) => call.Error(
        $"inputs {OperatorCall.Describe(call[0])} and {OperatorCall.Describe(call[1])} do not fit: the first is multiplied along {a}, the "
            + $"second along {b}");
}
