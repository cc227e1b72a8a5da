using Mono.Cecil;

namespace CycleSim.Architecture.Tests.Compiled;

/// <summary>
/// The namespaces of a module and who uses whom. A namespace and one below it are two: each may know the other only one way.
/// </summary>
internal sealed class NamespaceGraph
{
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _arrows = new(StringComparer.Ordinal);

    /// <summary>Reads a module.</summary>
    /// <param name="module">The module.</param>
    /// <param name="root">Namespaces outside of this one hold what compilers add, and are left out.</param>
    internal NamespaceGraph(ModuleDefinition module, string root)
    {
        foreach (TypeDefinition type in module.Types.Where(type => IsBelow(type, root))
            .OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            SortedDictionary<string, string> from = Arrows(type.Namespace);
            IEnumerable<TypeDefinition> others = TypeUses.Of(type).Where(used => IsBelow(used, root) && used.Namespace != type.Namespace);
            foreach (TypeDefinition used in others.OrderBy(used => used.FullName, StringComparer.Ordinal))
                from.TryAdd(used.Namespace, $"{type.Name} -> {used.Name}");
        }
    }

    /// <summary>The arrows: a namespace, the one that it uses, and an example of two types.</summary>
    internal IEnumerable<(string From, string To, string Example)> All =>
        _arrows.SelectMany(from => from.Value.Select(to => (from.Key, to.Key, to.Value)));

    /// <summary>Groups of namespaces that reach each other, each in alphabetical order.</summary>
    internal IReadOnlyList<IReadOnlyList<string>> Tangles()
    {
        Dictionary<string, HashSet<string>> reached = _arrows.Keys.ToDictionary(name => name, Reached);
        return
        [
            .. _arrows.Keys.Where(name => reached[name].Contains(name))
                .Select(name => (IReadOnlyList<string>)[.. reached[name]
                    .Where(other => reached[other].Contains(name)).Order(StringComparer.Ordinal)])
                .DistinctBy(tangle => tangle[0]),
        ];
    }

    /// <summary>The shortest cycle through a namespace that is in one, an arrow a line with its example.</summary>
    internal string Cycle(string start)
    {
        Dictionary<string, string> cameFrom = [];
        Queue<string> open = new([start]);
        while (!cameFrom.ContainsKey(start))
        {
            string from = open.Dequeue();
            foreach (string to in Arrows(from).Keys.Where(to => cameFrom.TryAdd(to, from)))
                open.Enqueue(to);
        }

        List<string> lines = [];
        string end = start;
        do
        {
            string from = cameFrom[end];
            lines.Insert(0, $"  {from} -> {end}    ({_arrows[from][end]})");
            end = from;
        }
        while (end != start);
        return string.Join(Environment.NewLine, lines);
    }

    private HashSet<string> Reached(string start)
    {
        HashSet<string> reached = [];
        Queue<string> open = new([start]);
        while (open.TryDequeue(out string? from))
        {
            foreach (string to in Arrows(from).Keys.Where(reached.Add))
                open.Enqueue(to);
        }

        return reached;
    }

    private SortedDictionary<string, string> Arrows(string from)
    {
        if (!_arrows.TryGetValue(from, out SortedDictionary<string, string>? to))
            _arrows.Add(from, to = new SortedDictionary<string, string>(StringComparer.Ordinal));
        return to;
    }

    private static bool IsBelow(TypeDefinition type, string root) =>
        type.Namespace == root || type.Namespace.StartsWith(root + ".", StringComparison.Ordinal);
}
