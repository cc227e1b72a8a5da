using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Import;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Optimizers;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Files;

/// <summary>A network from an ONNX file.</summary>
/// <param name="model">The file.</param>
/// <param name="name">Its name in tables.</param>
/// <param name="contentHash">Hash of its bytes.</param>
internal sealed class OnnxWorkload(OnnxModel model, string name, string contentHash) : Workload
{
    /// <summary>What was asked for last: graph and nodes of one batch size are asked for together.</summary>
    private ShapedModel? _shaped;

    public override string Name => name;

    public override string Description => $"from {model.File}, ONNX opset {model.Opset}";

    public override string ContentHash => contentHash;

    public override StepProgram Lower(int batch, ParameterUpdate? update = null) => GraphTrainingStep.Lower(GraphOf(batch), update);

    public override IReadOnlyList<NodeRow> NodesOf(int batch)
    {
        ShapedModel shaped = ShapedFor(batch);
        return [.. model.Nodes.Select(node => new NodeRow(
            node.Index, node.Name, node.Operator,
            string.Join(';', node.Outputs.Where(output => output.Length > 0).Select(output => OnnxText.Shape(shaped[output].Shape)))))];
    }

    public override Graph GraphOf(int batch) => OnnxImporter.Import(ShapedFor(batch), name);

    private ShapedModel ShapedFor(int batch) =>
        _shaped is { } last && last.Batch == batch ? last : _shaped = ShapeInference.Infer(model, batch);
}
