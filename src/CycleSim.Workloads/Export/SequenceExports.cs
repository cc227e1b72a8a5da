using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Onnx.Format;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Export;

/// <summary>What transformers consist of beside products, in ONNX.</summary>
internal static class SequenceExports
{
    private const float Hidden = -1e9f;
    private const double RopeBase = 10_000;

    public static bool TryWrite(Operator layer, OnnxGraphWriter writer)
    {
        switch (layer)
        {
            case EmbeddingOperator embedding:
                writer.AddFinal("Gather", [writer.Weight(embedding.Table), .. OperatorExports.Names(embedding)], embedding.Outputs);
                break;
            case PositionEmbeddingOperator positions:
                writer.AddFinal("Add", [.. OperatorExports.Names(positions), Used(positions, writer)], positions.Outputs);
                break;
            case ClassTokenOperator token:
                Write(token, writer);
                break;
            case MaskOperator mask:
                Write(mask, writer);
                break;
            case RopeOperator rope:
                Write(rope, writer);
                break;
            case RepeatOperator repeat:
                Write(repeat, writer);
                break;
            case LayerScaleOperator scale:
                writer.AddFinal("Mul", [.. OperatorExports.Names(scale), Broadcast(scale, writer)], scale.Outputs);
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>The first rows of the table, or all of it.</summary>
    private static string Used(PositionEmbeddingOperator layer, OnnxGraphWriter writer)
    {
        string table = writer.Weight(layer.Table);
        long rows = layer.UsedWords / layer.Table.Shape[^1];
        return layer.UsedWords == layer.Table.Words
            ? table
            : writer.Add("Slice", [table, writer.Integers(0), writer.Integers(rows), writer.Integers(0)]);
    }

    private static void Write(ClassTokenOperator layer, OnnxGraphWriter writer)
    {
        string input = layer.Inputs[0].Name;
        string batch = writer.Add("Gather", [writer.Add("Shape", [input]), writer.Integer(0)]);
        string size = writer.Add("Unsqueeze", [batch, writer.Integers(0)]);
        string shape = writer.Add("Concat", [size, writer.Integers(layer.Token.Shape.Axes[^2..])], ("axis", 0L));
        string tokens = writer.Add("Expand", [writer.Weight(layer.Token), shape]);
        writer.AddFinal("Concat", layer.IsFirst ? [tokens, input] : [input, tokens], layer.Outputs, ("axis", 1L));
    }

    private static void Write(MaskOperator layer, OnnxGraphWriter writer)
    {
        TensorShape shape = layer.Outputs[0].Shape;
        var hidden = new TensorProto { DataType = TensorFormats.Float };
        hidden.FloatData.Add(Hidden);
        hidden.Dims.Add(1);
        string all = writer.Add("ConstantOfShape", [writer.Integers(shape[^2], shape[^1])], ("value", hidden));
        string later = writer.Add("Trilu", [all, writer.Integer(1)], ("upper", 1L));
        writer.AddFinal("Add", [.. OperatorExports.Names(layer), later], layer.Outputs);
    }

    private static void Write(RopeOperator layer, OnnxGraphWriter writer)
    {
        string input = layer.Inputs[0].Name;
        (long positions, long features) = (layer.Outputs[0].Shape[^2], layer.Outputs[0].Shape[^1]);
        string angles = Angles(positions, features, writer);
        string low = Half(input, 0, features / 2, writer);
        string high = Half(input, features / 2, features, writer);
        string rotated = writer.Add("Concat", [writer.Add("Neg", [high]), low], ("axis", -1L));
        string plain = writer.Add("Mul", [input, writer.Add("Cos", [angles])]);
        string turned = writer.Add("Mul", [rotated, writer.Add("Sin", [angles])]);
        writer.AddFinal("Add", [plain, turned], layer.Outputs);
    }

    /// <summary>Position times frequency, for both halves of the features.</summary>
    private static string Angles(long positions, long features, OnnxGraphWriter writer)
    {
        float[] at = [.. Enumerable.Range(0, (int)positions).Select(position => (float)position)];
        float[] frequencies = [.. Enumerable.Range(0, (int)features / 2).Select(i => (float)Math.Pow(RopeBase, -2.0 * i / features))];
        string half = writer.Add(
            "Mul", [writer.Numbers(at, positions, 1), writer.Numbers(frequencies, 1, features / 2)]);
        return writer.Add("Concat", [half, half], ("axis", -1L));
    }

    private static string Half(string input, long from, long to, OnnxGraphWriter writer) =>
        writer.Add("Slice", [input, writer.Integers(from), writer.Integers(to), writer.Integers(-1)]);

    private static void Write(RepeatOperator layer, OnnxGraphWriter writer)
    {
        string apart = writer.Add("Reshape", [layer.Inputs[0].Name, writer.Shape(layer.Source)]);
        string expanded = writer.Add("Expand", [apart, writer.Integers([1, .. layer.Expanded.Axes.Skip(1)])]);
        writer.AddFinal("Reshape", [expanded, writer.Shape(layer.Outputs[0].Shape)], layer.Outputs);
    }

    /// <summary>A factor for each channel stands before height and width.</summary>
    private static string Broadcast(LayerScaleOperator layer, OnnxGraphWriter writer)
    {
        string scale = writer.Weight(layer.Scale);
        return layer.Outputs[0].Shape.Rank == 4 && layer.Scale.Shape.Rank == 1
            ? writer.Add("Reshape", [scale, writer.Integers(-1, 1, 1)])
            : scale;
    }
}
