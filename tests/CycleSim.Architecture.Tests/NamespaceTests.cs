using CycleSim.Architecture.Tests.Compiled;
using Xunit.Abstractions;

namespace CycleSim.Architecture.Tests;

/// <summary>
/// The namespaces inside an assembly use each other one way only, by what was compiled. All arrows are printed by
/// <c>dotnet test tests/CycleSim.Architecture.Tests --filter NamespaceTests --logger "console;verbosity=detailed"</c>.
/// </summary>
public sealed class NamespaceTests(ITestOutputHelper output)
{
    public static TheoryData<string> Assemblies => [.. AssemblyTable.Names];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Namespaces_have_no_cycles(string assembly)
    {
        var graph = new NamespaceGraph(CompiledAssembly.All[assembly].Module, assembly);
        foreach ((string from, string to, string example) in graph.All)
            output.WriteLine($"{from} -> {to}    ({example})");

        IReadOnlyList<IReadOnlyList<string>> tangles = graph.Tangles();
        Assert.True(tangles.Count == 0, $"namespaces of {assembly} use each other in a circle:{Environment.NewLine}" + string.Join(
            Environment.NewLine + "and" + Environment.NewLine, tangles.Select(tangle => graph.Cycle(tangle[0]))));
    }
}
