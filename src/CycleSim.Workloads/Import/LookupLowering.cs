using System.Collections.Immutable;
using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Import;

/// <summary>Gather: rows of a table by data, or one index of an activation.</summary>
internal static class LookupLowering
{
    public static void Gather(NodeImporter importer, OnnxNode node)
    {
        if (importer.Parameters.IsLookup(node))
            Embedding(importer, node);
        else
            Index(importer, node);
    }

    private static void Embedding(NodeImporter importer, OnnxNode node)
    {
        if (node.Int("axis", 0) != 0 || importer.Nodes.ShapeOf(node.Inputs[0]).Rank != 2)
            throw node.Error("rows of a table are looked up along axis 0 of two axes; nothing else is lowered");
        GraphParameter table = importer.Parameters.Find(node.Inputs[0], ParameterKind.Embedding, fromNode: true)
            ?? throw node.Error($"its table \"{node.Inputs[0]}\" is computed from other values; allowed: a stored tensor");
        bool isTied = importer.Parameters.IsFactor(table);
        importer.Add(
            node, [importer.ValueOf(node, 1)], hasParameters: true,
            (name, inputs, outputs) => new EmbeddingOperator(name, inputs, outputs, table, isTied));
    }

    /// <summary>One index, or several at equal distances, along an axis.</summary>
    private static void Index(NodeImporter importer, OnnxNode node)
    {
        NodeGraph nodes = importer.Nodes;
        ImmutableArray<long> shape = nodes.Model[node.Inputs[0]].Shape;
        if (nodes.IsConstant(node.Inputs[0]) || nodes.Model[node.Inputs[1]] is not { IsConstant: true, Numbers: { Length: > 0 } indices })
            throw node.Error("is lowered for rows of a stored table by data, or of an activation by known constants");
        int rank = nodes.ShapeOf(node.Inputs[1]).Rank;
        if (rank > 1)
            throw node.Error($"its indices {OnnxText.Quote(node.Inputs[1])} have {rank} axes; allowed: none or one");
        int at = OperatorCall.FromStart(node.Int("axis", 0), shape.Length);
        long[] known = [.. indices.Select(index => (long)index).Select(index => index < 0 ? index + shape[at] : index)];
        long step = known.Length > 1 ? known[1] - known[0] : 1;
        if (step == 0 || known.Where((index, i) => index != known[0] + i * step).Any())
            throw node.Error("its indices are not at equal distances, which is not lowered");
        importer.AddUnary(node, (name, inputs, outputs) => new SliceOperator(
            name, inputs, outputs, Axes(shape.Length, at, known[0], 0), Axes(shape.Length, at, step, 1), rank == 0 ? at : null));
    }

    private static ImmutableArray<long> Axes(int rank, int axis, long value, long others) =>
        [.. Enumerable.Range(0, rank).Select(i => i == axis ? value : others)];
}
