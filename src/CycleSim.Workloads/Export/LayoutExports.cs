using System.Collections.Immutable;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Export;

/// <summary>What changes where words are found, and means and sizes of images, in ONNX.</summary>
internal static class LayoutExports
{
    public static bool TryWrite(Operator layer, OnnxGraphWriter writer)
    {
        string[] inputs = OperatorExports.Names(layer);
        switch (layer)
        {
            case ReshapeOperator reshape:
                writer.AddFinal("Reshape", [.. inputs, writer.Shape(reshape.Outputs[0].Shape)], reshape.Outputs);
                break;
            case TransposeOperator transpose:
                long[] order = [.. transpose.Permutation.Select(axis => (long)axis)];
                writer.AddFinal("Transpose", inputs, transpose.Outputs, ("perm", order));
                break;
            case SplitOperator split:
                string sizes = writer.Integers(split.Outputs.Select(output => output.Shape[split.Axis]));
                writer.AddFinal("Split", [.. inputs, sizes], split.Outputs, ("axis", (long)split.Axis));
                break;
            case SliceOperator slice:
                Write(slice, writer);
                break;
            case MeanOperator mean:
                return TryWrite(mean, writer);
            case ResizeOperator resize:
                Write(resize, writer);
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>One index of an axis that the output lacks, or part of an axis.</summary>
    private static void Write(SliceOperator slice, OnnxGraphWriter writer)
    {
        string input = slice.Inputs[0].Name;
        (TensorShape whole, TensorShape part) = (slice.Inputs[0].Shape, slice.Outputs[0].Shape);
        if (slice.LeftOut is { } left)
        {
            writer.AddFinal("Gather", [input, writer.Integer(slice.Starts[left])], slice.Outputs, ("axis", (long)left));
            return;
        }

        ImmutableArray<int> axes =
            [.. Enumerable.Range(0, whole.Rank).Where(axis => whole[axis] != part[axis] || slice.Steps[axis] != 1)];
        writer.AddFinal(
            "Slice",
            [
                input, writer.Integers(axes.Select(axis => slice.Starts[axis])), writer.Integers(axes.Select(axis => EndOf(slice, axis))),
                writer.Integers(axes.Select(axis => (long)axis)), writer.Integers(axes.Select(axis => slice.Steps[axis])),
            ],
            slice.Outputs);
    }

    /// <summary>Behind the last index. Before the first one is no -1, which counts from the end, but what is clamped to that.</summary>
    private static long EndOf(SliceOperator slice, int axis)
    {
        long end = slice.Starts[axis] + (slice.Outputs[0].Shape[axis] - 1) * slice.Steps[axis] + Math.Sign(slice.Steps[axis]);
        return end < 0 ? -slice.Inputs[0].Shape[axis] - 1 : end;
    }

    /// <summary>A mean over axes that the output lacks or has once.</summary>
    private static bool TryWrite(MeanOperator mean, OnnxGraphWriter writer)
    {
        (TensorShape input, TensorShape output) = (mean.Inputs[0].Shape, mean.Outputs[0].Shape);
        bool keeps = input.Rank == output.Rank;
        if (!keeps && (input.Rank != 3 || output.Rank != 2))
            return false;
        IEnumerable<long> axes = keeps
            ? Enumerable.Range(0, input.Rank).Where(axis => input[axis] != output[axis]).Select(axis => (long)axis)
            : [output[1] == input[2] ? 1 : 2];
        writer.AddFinal("ReduceMean", [mean.Inputs[0].Name, writer.Integers(axes)], mean.Outputs, ("keepdims", keeps ? 1L : 0L));
        return true;
    }

    private static void Write(ResizeOperator resize, OnnxGraphWriter writer)
    {
        (TensorShape input, TensorShape output) = (resize.Inputs[0].Shape, resize.Outputs[0].Shape);
        float[] factors = [.. input.Axes.Zip(output.Axes).Select((size, axis) => axis == 0 ? 1 : (float)size.Second / size.First)];
        writer.AddFinal(
            "Resize", [resize.Inputs[0].Name, "", writer.Numbers(factors, factors.Length)], resize.Outputs, ("mode", "nearest"),
            ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor"));
    }
}
