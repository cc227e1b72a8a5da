using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;

namespace CycleSim.Workloads.Import.Patterns;

/// <summary>Rotary position embedding: x cos + (half of x negated, behind the other half) sin, with constants.</summary>
internal sealed class RopePattern : IPattern
{
    public PatternMatch? Match(OnnxNode anchor, NodeGraph nodes, ParameterTable parameters)
    {
        if (anchor.Operator != "Add" || anchor.Inputs.Length != 2)
            return null;
        OnnxNode?[] products = [.. anchor.Inputs.Select(input => nodes.PrivateProducerOf(input, "Mul"))];
        if (products is not [{ } first, { } second] || first == second)
            return null;
        return Match(anchor, first, second, nodes) ?? Match(anchor, second, first, nodes);
    }

    private static PatternMatch? Match(OnnxNode sum, OnnxNode plain, OnnxNode rotated, NodeGraph nodes)
    {
        if (nodes.Mixed(plain) is not { } cosine || nodes.Mixed(rotated) is not { } sine
            || nodes.PrivateProducerOf(sine.Activation, "Concat") is not { Inputs: [string behind, string before] } concat
            || nodes.PrivateProducerOf(behind, "Neg") is not { } negated)
        {
            return null;
        }

        string input = cosine.Activation;
        if (nodes.ProducerOf(negated.Inputs[0]) is not { } high || nodes.ProducerOf(before) is not { } low
            || high.Operator is not ("Slice" or "Split") || low.Operator != high.Operator || high.Inputs[0] != input
            || low.Inputs[0] != input)
        {
            return null;
        }

        return new PatternMatch(
            sum, [plain, rotated, concat, negated, .. new[] { high, low }.Distinct()],
            importer => importer.Add(
                sum, [importer.ValueOf(plain, input)], hasParameters: false,
                (name, inputs, outputs) => new RopeOperator(name, inputs, outputs)));
    }
}
