namespace CycleSim.Workloads.Onnx;

/// <summary>Where the values of a model are used, looked through nodes that keep the content.</summary>
internal sealed class WeightUses
{
    private readonly HashSet<string> _views;
    private readonly Dictionary<string, List<(OnnxNode Node, int Slot)>> _uses = new(StringComparer.Ordinal);

    /// <param name="model">The model.</param>
    /// <param name="views">Operators that keep the content of their first input.</param>
    public WeightUses(OnnxModel model, HashSet<string> views)
    {
        _views = views;
        foreach (OnnxNode node in model.Nodes)
        {
            for (int slot = 0; slot < node.Inputs.Length; slot++)
            {
                if (!_uses.TryGetValue(node.Inputs[slot], out List<(OnnxNode, int)>? uses))
                    _uses[node.Inputs[slot]] = uses = [];
                uses.Add((node, slot));
            }
        }
    }

    /// <summary>The nodes that read a value, with the input it enters.</summary>
    public IEnumerable<(OnnxNode Node, int Slot)> Of(string value)
    {
        // Not recursive: chains of nodes may be long.
        HashSet<string> seen = new(StringComparer.Ordinal) { value };
        Queue<string> open = new([value]);
        while (open.TryDequeue(out string? next))
        {
            foreach ((OnnxNode node, int slot) in _uses.GetValueOrDefault(next, []))
            {
                if (slot > 0 || !_views.Contains(node.Operator))
                    yield return (node, slot);
                else
                    node.Outputs.Where(seen.Add).ToList().ForEach(open.Enqueue);
            }
        }
    }
}
