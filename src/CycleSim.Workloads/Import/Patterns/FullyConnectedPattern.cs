using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Import.Patterns;

/// <summary>
/// A fully connected layer: a product with a stored matrix, with the sum of its bias behind it; with the reshapes around it that make
/// one axis of all positions and undo that; with a transposition before it that the product undoes.
/// </summary>
internal sealed class FullyConnectedPattern : IPattern
{
    public PatternMatch? Match(OnnxNode anchor, NodeGraph nodes, ParameterTable parameters) => anchor.Operator switch
    {
        "MatMul" => MatchProduct(anchor, nodes, parameters),
        "Gemm" => MatchGemm(anchor, nodes, parameters),
        _ => null,
    };

    private static PatternMatch? MatchProduct(OnnxNode product, NodeGraph nodes, ParameterTable parameters)
    {
        if (nodes.IsConstant(product.Inputs[0]) || nodes.ShapeOf(product.Inputs[1]).Rank != 2
            || parameters.Find(product.Inputs[1], ParameterKind.Weight, fromNode: true) is not { } weight)
        {
            return null;
        }

        long features = nodes.ShapeOf(product.Inputs[1])[^1];
        var chain = new NodeChain(nodes, product);
        return Complete(chain, product.Inputs[0], weight, features, Bias(chain, nodes, parameters, features), nodes, null);
    }

    private static PatternMatch? MatchGemm(OnnxNode product, NodeGraph nodes, ParameterTable parameters)
    {
        if (nodes.IsConstant(product.Inputs[0])
            || parameters.Find(product.Inputs[1], ParameterKind.Weight, fromNode: true) is not { } weight)
        {
            return null;
        }

        if (product.Float("alpha", 1) != 1 || product.Float("beta", 1) != 1)
            throw product.Error("alpha and beta must be 1; other factors are not lowered");
        long features = nodes.ShapeOf(product.Outputs[0])[^1];
        var chain = new NodeChain(nodes, product);
        GraphParameter? bias = parameters.OptionalSlot(product, 2, ParameterKind.Bias);
        if (product.Int("transA", 0) == 0)
            return Complete(chain, product.Inputs[0], weight, features, bias ?? Bias(chain, nodes, parameters, features), nodes, null);
        OnnxNode transposition = nodes.PrivateProducerOf(product.Inputs[0], "Transpose")
            ?? throw product.Error("transA is lowered only behind a Transpose that nobody else uses");
        return Complete(chain, transposition.Inputs[0], weight, features, bias, nodes, transposition);
    }

    /// <summary>The bias that is added behind the product.</summary>
    private static GraphParameter? Bias(NodeChain chain, NodeGraph nodes, ParameterTable parameters, long features) =>
        chain.Next is { Operator: "Add" } sum && nodes.Mixed(sum) is { } mixed && nodes.ShapeOf(mixed.Constant).Axes is [.., long last]
        && last == features
            ? chain.FollowWithParameter("Add", parameters, ParameterKind.Bias, features)
            : null;

    private static PatternMatch Complete(
        NodeChain chain, string input, GraphParameter weight, long features, GraphParameter? bias, NodeGraph nodes, OnnxNode? before)
    {
        OnnxNode? flattening = before ?? FlatteningOf(chain, input, nodes);
        string source = flattening is null ? input : flattening.Inputs[0];
        long inFeatures = weight.Words / features;
        PatternMatch match = chain.Match(importer => importer.Add(
            chain.Last, [importer.ValueOf(flattening ?? chain.First, source)], hasParameters: true,
            (name, inputs, outputs) => new FullyConnectedOperator(name, inputs, outputs, inFeatures, features, weight, bias)));
        return flattening is null ? match : match with { Inside = [flattening, .. match.Inside] };
    }

    /// <summary>The reshape before the product if one behind it, which the chain then takes up, undoes it.</summary>
    private static OnnxNode? FlatteningOf(NodeChain chain, string input, NodeGraph nodes)
    {
        if (nodes.PrivateProducerOf(input, "Reshape") is not { } reshape || chain.Next is not { Operator: "Reshape" } back)
            return null;
        TensorShape source = nodes.ShapeOf(reshape.Inputs[0]);
        TensorShape result = nodes.ShapeOf(back.Outputs[0]);
        if (source.Rank == 0 || result.Rank == 0)
            return null;
        bool keepsFeatures = source[^1] == nodes.ShapeOf(input)[^1] && result[^1] == nodes.ShapeOf(chain.Value)[^1];
        if (!keepsFeatures || !source[..^1].Equals(result[..^1]))
            return null;
        chain.Jump(back);
        return reshape;
    }
}
