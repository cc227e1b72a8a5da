using CycleSim.Architecture.Tests.Compiled;
using Xunit.Abstractions;

namespace CycleSim.Architecture.Tests;

/// <summary>
/// The namespaces inside an assembly use each other one way only, by what was compiled. All arrows are printed by
/// <c>dotnet test tests/CycleSim.Architecture.Tests --filter NamespaceTests --logger "console;verbosity=detailed"</c>.
/// </summary>
public sealed class NamespaceTests(ITestOutputHelper output)
{
    /// <summary>Namespaces that still hang together in cycles, without the assembly's name; only taken from, never added to.</summary>
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["CycleSim.Arrays"] = ["", "Circuit", "Models", "Search"],
    };

    public static TheoryData<string> Assemblies => [.. AssemblyTable.Names];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Namespaces_have_no_cycles(string assembly)
    {
        var graph = new NamespaceGraph(CompiledAssembly.All[assembly].Module, assembly);
        foreach ((string from, string to, string example) in graph.All)
            output.WriteLine($"{from} -> {to}    ({example})");

        IReadOnlyList<IReadOnlyList<string>> tangles = graph.Tangles();
        string[] known = [.. Known.GetValueOrDefault(assembly, []).Select(name => $"{assembly}.{name}".TrimEnd('.'))];
        string[] news = [.. tangles.SelectMany(tangle => tangle).Except(known)];
        Assert.True(news.Length == 0, $"namespaces of {assembly} use each other in a circle:{Environment.NewLine}" + string.Join(
            Environment.NewLine + "and" + Environment.NewLine,
            tangles.Where(tangle => tangle.Intersect(news).Any()).Select(tangle => graph.Cycle(tangle.Intersect(news).First()))));
        string[] gone = [.. known.Except(tangles.SelectMany(tangle => tangle))];
        Assert.True(gone.Length == 0, $"in no cycle any more, to be taken from the list of known ones: {string.Join(", ", gone)}");
    }
}
