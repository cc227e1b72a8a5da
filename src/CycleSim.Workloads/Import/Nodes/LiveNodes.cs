using CycleSim.Workloads.Onnx;

namespace CycleSim.Workloads.Import.Nodes;

/// <summary>Leaves out what the loss does not depend on: further outputs of a network are not trained.</summary>
internal static class LiveNodes
{
    /// <summary>The nodes on activations that the first output depends on, in the order of the file.</summary>
    public static IEnumerable<OnnxNode> Of(ShapedModel model)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal) { model.Model.Outputs[0] };
        var live = new Stack<OnnxNode>();
        foreach (OnnxNode node in model.Model.Nodes.Reverse())
        {
            if (!node.Outputs.Any(needed.Contains) || IsConstant(node, model))
                continue;
            live.Push(node);
            needed.UnionWith(InputsOf(node).Where(input => input.Length > 0));
        }

        return live;
    }

    private static bool IsConstant(OnnxNode node, ShapedModel model) =>
        model[node.Outputs.First(output => output.Length > 0)].IsConstant;

    /// <summary>What else a node reads that changes nothing, as a type, does not matter.</summary>
    private static IEnumerable<string> InputsOf(OnnxNode node) =>
        NodeGraph.IsTransparent(node) ? node.Inputs.Take(1) : node.Inputs;
}
