using CycleSim.Workloads.Onnx;

namespace CycleSim.Workloads.Tests.Onnx;

/// <summary>Compares shapes and constants with those of ONNX Runtime.</summary>
internal static class RuntimeComparison
{
    /// <summary>All values of a model have the same shapes, and constants that are known the same numbers.</summary>
    public static void AssertEqual(byte[] content, ShapedModel model)
    {
        foreach ((string name, var expected) in RuntimeShapes.Of(content, model.Batch))
        {
            OnnxValue value = model[name];
            Assert.True(
                expected.Shape.SequenceEqual(value.Shape),
                $"{name}: {OnnxText.Shape(expected.Shape)}, found {OnnxText.Shape(value.Shape)}");
            if (value.Numbers is not { } numbers || expected.Numbers is null)
                continue;
            for (int i = 0; i < numbers.Length; i++)
                Assert.True(IsNear(expected.Numbers[i], numbers[i]), $"{name}[{i}]: {expected.Numbers[i]}, found {numbers[i]}");
        }
    }

    private static bool IsNear(double expected, double found) =>
        double.IsNaN(expected) ? double.IsNaN(found)
            : expected == found || Math.Abs(expected - found) <= 1e-5 * Math.Max(1, Math.Abs(expected));
}
