namespace CycleSim.Workloads.Onnx;

/// <summary>Checks how the nodes of a model are connected.</summary>
internal static class GraphCheck
{
    private static readonly string[] WithSubgraphs = ["If", "Loop", "Scan", "SequenceMap"];

    /// <summary>Refuses values with no source or several, and nodes that stand before one they read from.</summary>
    public static void Check(OnnxModel model)
    {
        var known = new HashSet<string>(model.Initializers.Keys, StringComparer.Ordinal);
        foreach (OnnxInput input in model.Inputs)
            if (!known.Add(input.Name))
                throw OnnxText.Error(model.File, $"input {OnnxText.Quote(input.Name)} is there twice");
        foreach (OnnxNode node in model.Nodes)
        {
            CheckOperator(node);
            CheckInputs(model, node, known);
            foreach (string output in node.Outputs)
                if (output.Length > 0 && !known.Add(output))
                    throw node.Error($"gives the value {OnnxText.Quote(output)}, which there is already");
        }

        CheckOutputs(model, known);
    }

    private static void CheckOperator(OnnxNode node)
    {
        if (node.Domain.Length > 0)
            throw node.Error($"operator {OnnxText.Encode(node.Operator)} of the domain {OnnxText.Quote(node.Domain)} is not supported; "
                + "allowed: operators of ONNX itself");
        if (WithSubgraphs.Contains(node.Operator)
            || node.Attributes.Values.Any(attribute => attribute.Kind is OnnxAttributeKind.Graph or OnnxAttributeKind.Graphs))
        {
            throw node.Error("has a graph inside, which is not supported; export the model without control flow");
        }

        if (node.Outputs.All(output => output.Length == 0))
            throw node.Error("gives no value");

        // The parts of a Split are alike; all other operators have a first result that counts.
        if (node.Outputs[0].Length == 0 && node.Operator != "Split")
            throw node.Error("leaves out its first output; allowed: a name for it");
    }

    private static void CheckInputs(OnnxModel model, OnnxNode node, HashSet<string> known)
    {
        foreach (string input in node.Inputs)
        {
            if (input.Length == 0 || known.Contains(input))
                continue;
            OnnxNode? source = model.Nodes.Skip(node.Index).FirstOrDefault(later => later.Outputs.Contains(input));
            string problem = source is null
                ? "which no input, initializer or node gives"
                : source == node
                    ? "which it gives itself: the graph has a cycle"
                    : $"which the later node {OnnxText.Quote(source.Name)} gives: the nodes are in a cycle or out of order";
            throw node.Error($"reads the value {OnnxText.Quote(input)}, {problem}");
        }
    }

    private static void CheckOutputs(OnnxModel model, HashSet<string> known)
    {
        if (model.Outputs.IsEmpty)
            throw OnnxText.Error(model.File, "the graph has no outputs");
        if (model.Outputs.FirstOrDefault(output => !known.Contains(output)) is { } unknown)
            throw OnnxText.Error(model.File, $"output {OnnxText.Quote(unknown)} is a value that no input, initializer or node gives");
    }
}
