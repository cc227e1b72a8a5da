using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Import.Patterns;

/// <summary>Keys or values of grouped queries that are repeated: a new axis, which is expanded and joined with the one before.</summary>
internal sealed class RepeatPattern : IPattern
{
    public PatternMatch? Match(OnnxNode anchor, NodeGraph nodes, ParameterTable parameters)
    {
        if (anchor.Operator != "Expand" || nodes.ProducerOf(anchor.Inputs[0]) is not { Operator: "Unsqueeze" or "Reshape" } before
            || nodes.OnlyConsumerOf(before.Outputs[0]) is null)
        {
            return null;
        }

        var chain = new NodeChain(nodes, before);
        chain.Jump(anchor);
        if (!chain.Follow("Reshape"))
            return null;
        TensorShape expanded = nodes.ShapeOf(anchor.Outputs[0]);
        TensorShape source = nodes.ShapeOf(anchor.Inputs[0]).WithRank(expanded.Rank);
        return chain.Match(importer => importer.Add(
            chain.Last, [importer.ValueOf(before, 0)], hasParameters: false,
            (name, inputs, outputs) => new RepeatOperator(name, inputs, outputs, source, expanded)));
    }
}
