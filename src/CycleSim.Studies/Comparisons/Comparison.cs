using System.Collections.Immutable;
using CycleSim.Studies.Plans;

namespace CycleSim.Studies.Comparisons;

/// <summary>Memories on equal capacity or area, for one network. The first memory is what the others are compared with.</summary>
/// <param name="Network">Name of the network.</param>
/// <param name="Iso">What they have in common.</param>
/// <param name="Memories">Labels; the first is the baseline.</param>
/// <param name="Sizes">Capacities in bytes or areas in mm², increasing.</param>
/// <param name="Cells">Size by size, memory by memory.</param>
public sealed record Comparison(
    string Network, IsoKind Iso,
    ImmutableArray<string> Memories, ImmutableArray<double> Sizes, ImmutableArray<ImmutableArray<ComparisonCell>> Cells)
{
    /// <summary>Label of the machine.</summary>
    public string Machine { get; init; } = "";

    /// <summary>Samples of a step.</summary>
    public int Batch { get; init; }

    /// <summary>
    /// Sizes at which a memory begins to be better than the baseline, or worse, in a quantity: between two sizes where the ratio is above 1
    /// at one and below at the other, interpolated in logarithms. Sizes at which both are equal are passed over.
    /// </summary>
    /// <param name="memory">Index of the memory.</param>
    /// <param name="quantity">What is compared; less is better.</param>
    /// <returns>Each size, and whether the memory is better above it.</returns>
    public IEnumerable<(double Size, bool IsBetterAbove)> Crossings(int memory, Func<PointResult, double> quantity)
    {
        (double Size, double Ratio)? before = null;
        for (int size = 0; size < Sizes.Length; size++)
        {
            if (Ratio(size, memory, quantity) is not { } ratio || ratio == 1)
                continue;
            double log = Math.Log(ratio);
            if (before is { } last && last.Ratio < 0 != log < 0)
            {
                double part = last.Ratio / (last.Ratio - log);
                yield return (last.Size * Math.Pow(Sizes[size] / last.Size, part), log >= 0);
            }

            before = (Sizes[size], log);
        }
    }

    /// <summary>The result of a memory at a size; null if there is none.</summary>
    public PointResult? Result(int size, int memory) => Cells[size][memory].Result;

    /// <summary>How many times less energy a memory takes than the baseline at a size; null if one has no result.</summary>
    public double? Improvement(int size, int memory) => Ratio(size, memory, result => result.EnergyJ);

    /// <summary>A quantity of the baseline over that of a memory; null if one has no result or the quantity is 0.</summary>
    public double? Ratio(int size, int memory, Func<PointResult, double> quantity)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        return Result(size, 0) is { } baseline && Result(size, memory) is { } other && quantity(other) > 0
            ? quantity(baseline) / quantity(other)
            : null;
    }

    /// <summary>The sizes at which all memories have a result.</summary>
    public IEnumerable<int> Complete => Enumerable.Range(0, Sizes.Length).Where(size => Cells[size].All(cell => cell.Result is not null));

    /// <summary>The size at which a memory takes the minimum energy, the smallest of several; null without results.</summary>
    /// <param name="memory">Index of the memory.</param>
    /// <returns>Index of the size, and whether it is the first or the last of several that have a result.</returns>
    public (int Size, bool IsAtEnd)? MinEnergy(int memory)
    {
        int[] sizes = [.. Enumerable.Range(0, Sizes.Length).Where(size => Result(size, memory) is not null)];
        if (sizes.Length == 0)
            return null;
        int min = sizes.MinBy(size => Result(size, memory)!.EnergyJ);
        return (min, sizes.Length > 1 && (min == sizes[0] || min == sizes[^1]));
    }

    /// <summary>The max improvement of a memory and the size where it is; null without results.</summary>
    public (double Improvement, double Size)? Best(int memory) => Complete.Any()
        ? Complete.Select(size => (Improvement: Improvement(size, memory)!.Value, Size: Sizes[size])).MaxBy(best => best.Improvement)
        : null;
}
