using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Export;

/// <summary>Normalisations in ONNX.</summary>
internal static class NormExports
{
    private const float Epsilon = 1e-5f;

    /// <summary>Over the last axes; over channels of an image between two transpositions.</summary>
    public static void Write(LayerNormOperator norm, OnnxGraphWriter writer)
    {
        string input = norm.Inputs[0].Name;
        string[] affine = [.. norm.Parameters.Select(writer.Weight)];
        if (FirstAxis(norm.Inputs[0].Shape, norm.Length) is { } axis)
        {
            writer.AddFinal("LayerNormalization", [input, .. affine], norm.Outputs, ("axis", (long)axis), ("epsilon", Epsilon));
            return;
        }

        string last = writer.Add("Transpose", [input], ("perm", new long[] { 0, 2, 3, 1 }));
        string normal = writer.Add("LayerNormalization", [last, .. affine], ("axis", -1L), ("epsilon", Epsilon));
        writer.AddFinal("Transpose", [normal], norm.Outputs, ("perm", new long[] { 0, 3, 1, 2 }));
    }

    /// <summary>In single operators: ONNX has one for it from opset 23 on only.</summary>
    public static void Write(RmsNormOperator norm, OnnxGraphWriter writer)
    {
        string input = norm.Inputs[0].Name;
        string square = writer.Add("Pow", [input, writer.Number(2)]);
        TensorShape shape = norm.Inputs[0].Shape;
        int first = FirstAxis(shape, norm.Length)
            ?? throw new InvalidOperationException($"{norm.Name} normalises {norm.Length} words, which no last axes of {shape} have");
        string axes = writer.Integers(Enumerable.Range(first - shape.Rank, shape.Rank - first).Select(axis => (long)axis));
        string mean = writer.Add("ReduceMean", [square, axes], ("keepdims", 1L));
        string root = writer.Add("Sqrt", [writer.Add("Add", [mean, writer.Number(Epsilon)])]);
        string inverse = writer.Add("Reciprocal", [root]);
        if (norm.Scale is null)
            writer.AddFinal("Mul", [input, inverse], norm.Outputs);
        else
            writer.AddFinal("Mul", [writer.Add("Mul", [input, inverse]), writer.Weight(norm.Scale)], norm.Outputs);
    }

    /// <summary>The first of the last axes that have so many words; null where none have.</summary>
    private static int? FirstAxis(TensorShape shape, long words)
    {
        for (int axis = shape.Rank - 1; axis > 0; axis--)
            if (shape[axis..].Words == words)
                return axis;
        return null;
    }
}
