using System.Collections.Immutable;
using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Import.Patterns;

/// <summary>Layer normalisation over the channels of an image: it stands between a transposition and its inverse.</summary>
internal sealed class ChannelNormPattern : IPattern
{
    public PatternMatch? Match(OnnxNode anchor, NodeGraph nodes, ParameterTable parameters)
    {
        if (anchor.Operator != "LayerNormalization" || nodes.PrivateProducerOf(anchor.Inputs[0], "Transpose") is not { } before)
            return null;
        var chain = new NodeChain(nodes, before);
        chain.Jump(anchor);
        if (!chain.Follow("Transpose") || !IsInverse(before, chain.Last, nodes))
            return null;
        (long length, ImmutableArray<GraphParameter> affine) = Norms.Read(anchor, nodes, parameters);
        return chain.Match(importer => importer.Add(
            chain.Last, [importer.ValueOf(before, 0)], affine.Length > 0,
            (name, inputs, outputs) => new LayerNormOperator(name, inputs, outputs, length, affine)));
    }

    private static bool IsInverse(OnnxNode before, OnnxNode behind, NodeGraph nodes)
    {
        ImmutableArray<int> first = Permutations.Of(before, nodes);
        ImmutableArray<int> second = Permutations.Of(behind, nodes);
        return Enumerable.Range(0, first.Length).All(axis => first[second[axis]] == axis);
    }
}
