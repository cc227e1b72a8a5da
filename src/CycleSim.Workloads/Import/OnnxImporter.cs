using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Import.Patterns;
using CycleSim.Workloads.Onnx;

namespace CycleSim.Workloads.Import;

/// <summary>
/// Makes a graph of operators from an ONNX model: known groups of nodes become one operator, all others one each. What the loss does not
/// depend on is left out.
/// </summary>
internal static class OnnxImporter
{
    /// <summary>Imports a model.</summary>
    /// <exception cref="Platform.InputException">A node cannot be lowered; the message names it and its operator.</exception>
    public static Graph Import(ShapedModel model, string name)
    {
        var nodes = new NodeGraph(model);
        var importer = new NodeImporter(nodes, name);
        PatternMatches matches = PatternMatches.Find(nodes, importer.Parameters);
        foreach (OnnxNode node in nodes.WithTransparent)
        {
            if (NodeGraph.IsTransparent(node))
                importer.AddTransparent(node);
            else if (matches.EndingAt(node) is { } match)
                match.Emit(importer);
            else if (!matches.IsInside(node))
                NodeLowerings.Of(node)(importer, node);
        }

        return importer.Build();
    }
}
