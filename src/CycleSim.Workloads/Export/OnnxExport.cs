using CycleSim.Platform;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Onnx.Format;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;
using Google.Protobuf;

namespace CycleSim.Workloads.Export;

/// <summary>
/// Writes a graph as an ONNX file: nodes, shapes and the names of weights, whose content is left out. Reading the file gives the same
/// graph. The loss is not part of it.
/// </summary>
public static class OnnxExport
{
    private const int IrVersion = 9;
    private const int Opset = 20;

    /// <summary>Writes a graph.</summary>
    /// <param name="graph">The graph; its first axis is that of the batch in all data.</param>
    /// <param name="stream">Where to.</param>
    /// <exception cref="InputException">An operator has no form in ONNX.</exception>
    public static void Write(Graph graph, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(stream);
        var writer = new OnnxGraphWriter(graph.Values.Select(value => value.Name).ToHashSet(StringComparer.Ordinal));
        HashSet<GraphValue> tokens = [.. graph.Operators.OfType<EmbeddingOperator>().SelectMany(user => user.Inputs)];
        foreach (GraphValue input in graph.Inputs)
            writer.AddInput(input, tokens.Contains(input));
        foreach (Operator layer in graph.Operators)
        {
            writer.Layer = layer.Name;
            Write(graph, layer, writer);
        }

        var model = new ModelProto { IrVersion = IrVersion, Graph = writer.Graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = Opset });
        model.WriteTo(stream);
    }

    private static void Write(Graph graph, Operator layer, OnnxGraphWriter writer)
    {
        if (layer is LossOperator loss)
            writer.AddOutput(loss.Inputs[0]);
        else if (!OperatorExports.TryWrite(layer, writer))
            throw new InputException($"{graph.Name}: layer \"{layer.Name}\" ({layer.Type}) has no form in ONNX");
    }
}
