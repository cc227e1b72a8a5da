using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;

namespace CycleSim.Workloads.Import.Patterns;

/// <summary>
/// GELU in single operators, by the error function or by the hyperbolic tangent: x / 2 (1 + f(g(x))), in any order of its factors.
/// </summary>
internal sealed class GeluPattern : IPattern
{
    /// <summary>Nodes that may stand between x and the function: those of a polynomial of third degree.</summary>
    private const int MaxNodesBefore = 6;

    public PatternMatch? Match(OnnxNode anchor, NodeGraph nodes, ParameterTable parameters)
    {
        string? function = anchor.Operator switch
        {
            "Erf" => ActivationFunctions.Gelu,
            "Tanh" => ActivationFunctions.GeluTanh,
            _ => null,
        };
        if (function is null)
            return null;
        var before = new List<OnnxNode>();
        foreach (string input in Candidates(anchor, nodes, before))
        {
            if (Behind(anchor, input, nodes) is not { } behind)
                continue;
            return new PatternMatch(
                behind[^1], [.. before, anchor, .. behind[..^1]],
                importer => importer.Add(
                    behind[^1], [importer.ValueOf(anchor, input)], hasParameters: false,
                    (name, inputs, outputs) => new ActivationOperator(name, function, inputs, outputs)));
        }

        return null;
    }

    /// <summary>The values that alone decide what the function is applied to, nearest first; the nodes between are noted.</summary>
    private static IEnumerable<string> Candidates(OnnxNode anchor, NodeGraph nodes, List<OnnxNode> before)
    {
        HashSet<string> frontier = [anchor.Inputs[0]];
        while (true)
        {
            if (frontier.Count == 1)
                yield return frontier.First();
            if (before.Count == MaxNodesBefore
                || frontier.Select(nodes.ProducerOf).OfType<OnnxNode>().MaxBy(node => node.Index) is not { } node
                || node.Operator is not ("Mul" or "Div" or "Add" or "Pow"))
            {
                yield break;
            }

            before.Add(node);
            frontier.Remove(node.Outputs[0]);
            frontier.UnionWith(node.Inputs.Where(input => !nodes.IsConstant(input)));
        }
    }

    /// <summary>1 + f, times x, times 1/2; the half may stand at either factor.</summary>
    private static List<OnnxNode>? Behind(OnnxNode anchor, string input, NodeGraph nodes)
    {
        var found = new List<OnnxNode>();
        var chain = new NodeChain(nodes, anchor);
        if (!chain.FollowWithNumber("Add"))
            return null;
        found.Add(chain.Last);
        bool isHalved = chain.FollowWithNumber("Mul") || chain.FollowWithNumber("Div");
        if (isHalved)
            found.Add(chain.Last);
        string factor = chain.Value;
        if (!chain.Follow("Mul"))
            return null;
        string other = chain.Last.Inputs[0] == factor ? chain.Last.Inputs[1] : chain.Last.Inputs[0];
        if (other != input)
        {
            if (isHalved || HalfOf(other, input, nodes) is not { } half)
                return null;
            found.Add(half);
            isHalved = true;
        }

        found.Add(chain.Last);
        if (isHalved)
            return found;
        if (!chain.FollowWithNumber("Mul") && !chain.FollowWithNumber("Div"))
            return null;
        found.Add(chain.Last);
        return found;
    }

    private static OnnxNode? HalfOf(string value, string input, NodeGraph nodes) =>
        nodes.ProducerOf(value) is { Operator: "Mul" or "Div" } node && nodes.Mixed(node) is { } mixed
        && mixed.Activation == input && nodes.IsNumber(mixed.Constant)
            ? node
            : null;
}
