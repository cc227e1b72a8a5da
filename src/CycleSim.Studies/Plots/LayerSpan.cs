using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Plots;

/// <summary>When a layer worked in one direction: its operations that follow each other, forward or backward with update.</summary>
/// <param name="Name">Name of the layer.</param>
/// <param name="Operations">Its operations.</param>
internal readonly record struct LayerSpan(string Name, IReadOnlyList<OperationSpan> Operations)
{
    internal long StartCycle => Operations[0].StartCycle;

    internal long EndCycle => Operations.Max(operation => operation.EndCycle);

    /// <summary>The layers of a step in the order of time.</summary>
    internal static IReadOnlyList<LayerSpan> Of(IReadOnlyList<OperationSpan> operations)
    {
        var spans = new List<LayerSpan>();
        int start = 0;
        for (int i = 1; i <= operations.Count; i++)
        {
            if (i < operations.Count && KeyOf(operations[i]) == KeyOf(operations[start]))
                continue;
            spans.Add(new LayerSpan(operations[start].Operation.Layer, [.. operations.Take(new Range(start, i))]));
            start = i;
        }

        return spans;
    }

    private static (string Layer, bool IsForward) KeyOf(OperationSpan span) =>
        (span.Operation.Layer, span.Operation.Pass == Pass.Forward);
}
