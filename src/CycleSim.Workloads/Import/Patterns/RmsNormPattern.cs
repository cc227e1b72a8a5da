using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Import.Patterns;

/// <summary>Normalisation by the root of the mean square in single operators: square, mean, root, reciprocal, product, scale.</summary>
internal sealed class RmsNormPattern : IPattern
{
    public PatternMatch? Match(OnnxNode anchor, NodeGraph nodes, ParameterTable parameters)
    {
        string input = anchor.Inputs.FirstOrDefault("");
        if (!Means.IsSquare(anchor, input, nodes))
            return null;
        var chain = new NodeChain(nodes, anchor);
        if (!chain.Follow("ReduceMean") || !Means.IsOverLastAxes(chain.Last, nodes))
            return null;
        long length = nodes.ShapeOf(input).Words / nodes.ShapeOf(chain.Value).Words;
        if (!chain.FollowWithNumber("Add") || !chain.Follow("Sqrt") || !Divides(chain, input))
            return null;
        GraphParameter? scale = chain.FollowWithParameter("Mul", parameters, ParameterKind.Norm, length);
        return chain.Match(importer => importer.Add(
            chain.Last, [importer.ValueOf(anchor, input)], scale is not null,
            (name, inputs, outputs) => new RmsNormOperator(name, inputs, outputs, length, scale)));
    }

    /// <summary>The quotient, or the product with the reciprocal, which some write as 1 / root.</summary>
    private static bool Divides(NodeChain chain, string input)
    {
        if (chain.Next is { Operator: "Div" } quotient && quotient.Inputs[0] == input)
            return chain.Jump(quotient);
        return (chain.Follow("Reciprocal") || chain.FollowWithNumber("Div")) && chain.Follow("Mul") && chain.Last.Inputs.Contains(input);
    }
}
