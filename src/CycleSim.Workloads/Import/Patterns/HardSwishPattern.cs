using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;

namespace CycleSim.Workloads.Import.Patterns;

/// <summary>x relu6(x + 3) / 6.</summary>
internal sealed class HardSwishPattern : IPattern
{
    public PatternMatch? Match(OnnxNode anchor, NodeGraph nodes, ParameterTable parameters)
    {
        if (anchor.Operator != "Add" || nodes.Mixed(anchor) is not { } mixed || nodes.NumberOf(mixed.Constant) != 3)
            return null;
        var chain = new NodeChain(nodes, anchor);
        if (!chain.Follow("Clip") || !chain.Follow("Mul") || !chain.Last.Inputs.Contains(mixed.Activation)
            || !(chain.FollowWithNumber("Div") || chain.FollowWithNumber("Mul")))
        {
            return null;
        }

        return chain.Match(importer => importer.Add(
            chain.Last, [importer.ValueOf(anchor, mixed.Activation)], hasParameters: false,
            (name, inputs, outputs) => new ActivationOperator(name, ActivationFunctions.HardSwish, inputs, outputs)));
    }
}
