using System.Collections.Immutable;
using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Mapping;

/// <summary>In which order the loops over the tiles of a GEMM are nested.</summary>
public sealed class LoopOrder : INamedChoice
{
    private LoopOrder(GemmDimension outer, GemmDimension middle, GemmDimension inner)
    {
        Outer = outer;
        Middle = middle;
        Inner = inner;
        Name = $"{outer}{middle}{inner}".ToLowerInvariant();
    }

    /// <summary>All six, in the order in which one of equal traffic is chosen: mnk, mkn, nmk, nkm, kmn, knm.</summary>
    public static ImmutableArray<LoopOrder> All { get; } =
    [
        new(GemmDimension.M, GemmDimension.N, GemmDimension.K),
        new(GemmDimension.M, GemmDimension.K, GemmDimension.N),
        new(GemmDimension.N, GemmDimension.M, GemmDimension.K),
        new(GemmDimension.N, GemmDimension.K, GemmDimension.M),
        new(GemmDimension.K, GemmDimension.M, GemmDimension.N),
        new(GemmDimension.K, GemmDimension.N, GemmDimension.M),
    ];

    /// <summary>The outer loop.</summary>
    public GemmDimension Outer { get; }

    /// <summary>The loop in the middle.</summary>
    public GemmDimension Middle { get; }

    /// <summary>The inner loop.</summary>
    public GemmDimension Inner { get; }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public string Meaning => $"for each tile of {Outer}, for each of {Middle}, for each of {Inner}";

    /// <summary>The order of a name, e.g. "mnk"; null where there is none.</summary>
    /// <param name="name">The three dimensions in lower case, outer loop first.</param>
    public static LoopOrder? Find(string name) => All.FirstOrDefault(order => order.Name == name);

    /// <inheritdoc />
    public override string ToString() => Name;
}
