using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Import.Patterns;

/// <summary>Layer normalisation in single operators: mean, difference, mean of its square, root, quotient, scale, shift.</summary>
internal sealed class LayerNormPattern : IPattern
{
    public PatternMatch? Match(OnnxNode anchor, NodeGraph nodes, ParameterTable parameters)
    {
        if (anchor.Operator != "ReduceMean" || !Means.IsOverLastAxes(anchor, nodes))
            return null;
        var chain = new NodeChain(nodes, anchor);
        string input = anchor.Inputs[0];
        if (!chain.Follow("Sub") || chain.Last.Inputs[0] != input)
            return null;
        string difference = chain.Value;
        OnnxNode? square = nodes.ConsumersOf(difference).FirstOrDefault(node => Means.IsSquare(node, difference, nodes));
        OnnxNode? quotient = nodes.ConsumersOf(difference).FirstOrDefault(node => node.Operator == "Div" && node.Inputs[0] == difference);
        if (square is null || quotient is null || nodes.ConsumersOf(difference).Count() != 2)
            return null;
        chain.Jump(square);
        if (!chain.Follow("ReduceMean") || !chain.FollowWithNumber("Add") || !chain.Follow("Sqrt") || chain.Next != quotient)
            return null;
        chain.Jump(quotient);
        long length = nodes.ShapeOf(input).Words / nodes.ShapeOf(anchor.Outputs[0]).Words;
        GraphParameter? scale = chain.FollowWithParameter("Mul", parameters, ParameterKind.Norm, length);
        GraphParameter? shift = scale is null ? null : chain.FollowWithParameter("Add", parameters, ParameterKind.Norm, length);
        return chain.Match(importer => importer.Add(
            chain.Last, [importer.ValueOf(anchor, input)], scale is not null,
            (name, inputs, outputs) => new LayerNormOperator(
                name, inputs, outputs, length, [.. new[] { scale, shift }.OfType<GraphParameter>()])));
    }
}
