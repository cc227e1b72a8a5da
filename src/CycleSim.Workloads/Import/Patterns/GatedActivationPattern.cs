using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;

namespace CycleSim.Workloads.Import.Patterns;

/// <summary>x sigmoid(x), and x hardsigmoid(x) with the slope 1/6.</summary>
internal sealed class GatedActivationPattern : IPattern
{
    private const double Slope = 1.0 / 6;
    private const double Tolerance = 1e-3;

    public PatternMatch? Match(OnnxNode anchor, NodeGraph nodes, ParameterTable parameters)
    {
        if (FunctionOf(anchor) is not { } function)
            return null;
        string input = anchor.Inputs[0];
        var chain = new NodeChain(nodes, anchor);
        if (!chain.Follow("Mul") || !chain.Last.Inputs.Contains(input))
            return null;
        return chain.Match(importer => importer.Add(
            chain.Last, [importer.ValueOf(anchor, input)], hasParameters: false,
            (name, inputs, outputs) => new ActivationOperator(name, function, inputs, outputs)));
    }

    private static string? FunctionOf(OnnxNode node) => node.Operator switch
    {
        "Sigmoid" => ActivationFunctions.Silu,
        "HardSigmoid" when Math.Abs(node.Float("alpha", 0.2) - Slope) < Tolerance => ActivationFunctions.HardSwish,
        _ => null,
    };
}
