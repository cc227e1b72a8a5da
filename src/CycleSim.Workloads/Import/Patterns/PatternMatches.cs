using System.Collections.Immutable;
using CycleSim.Workloads.Import.Nodes;
using CycleSim.Workloads.Onnx;

namespace CycleSim.Workloads.Import.Patterns;

/// <summary>All groups of nodes of a model that are one operator each. No node is in two.</summary>
internal sealed class PatternMatches
{
    // Larger groups come first: a layer normalisation between two transpositions before one alone.
    private static readonly ImmutableArray<IPattern> Patterns =
    [
        new ChannelNormPattern(), new LayerNormPattern(), new RmsNormPattern(), new GeluPattern(), new GatedActivationPattern(),
        new HardSwishPattern(), new RopePattern(), new RepeatPattern(), new FullyConnectedPattern(),
    ];

    private readonly Dictionary<int, PatternMatch> _byEnd = [];
    private readonly HashSet<int> _inside = [];

    private PatternMatches()
    {
    }

    /// <summary>Finds all groups.</summary>
    public static PatternMatches Find(NodeGraph nodes, ParameterTable parameters)
    {
        var matches = new PatternMatches();
        foreach (IPattern pattern in Patterns)
            foreach (OnnxNode node in nodes.Nodes)
                if (!matches.IsTaken(node) && pattern.Match(node, nodes, parameters) is { } match)
                    matches.TryAdd(match, nodes);
        return matches;
    }

    /// <summary>The group whose operator a node gives.</summary>
    public PatternMatch? EndingAt(OnnxNode node) => _byEnd.GetValueOrDefault(node.Index);

    /// <summary>Whether a node is part of a group and not its end.</summary>
    public bool IsInside(OnnxNode node) => _inside.Contains(node.Index);

    private bool IsTaken(OnnxNode node) => IsInside(node) || _byEnd.ContainsKey(node.Index);

    /// <summary>Only what nobody else reads may vanish in a group.</summary>
    private void TryAdd(PatternMatch match, NodeGraph nodes)
    {
        HashSet<int> members = [match.End.Index, .. match.Inside.Select(node => node.Index)];
        if (members.Count != match.Inside.Length + 1 || IsTaken(match.End) || match.Inside.Any(IsTaken))
            return;
        IEnumerable<string> hidden = match.Inside.SelectMany(node => node.Outputs);
        if (hidden.Any(value => nodes.IsOutput(value) || nodes.ConsumersOf(value).Any(user => !members.Contains(user.Index))))
            return;
        _byEnd.Add(match.End.Index, match);
        _inside.UnionWith(match.Inside.Select(node => node.Index));
    }
}
