using System.Collections.Immutable;
using CycleSim.Configuration.Text;
using CycleSim.Studies.Accounting;
using CycleSim.Studies.Comparisons;

namespace CycleSim.Studies.Reproduction;

/// <summary>SRAM and STT-MRAM over sizes, for one network: what the rules for the system judge, whoever counted it.</summary>
/// <param name="Network">Name of the network.</param>
/// <param name="Iso">What the two have in common.</param>
/// <param name="Sizes">Sizes at which both have a result, increasing.</param>
internal sealed record SystemCurve(string Network, IsoKind Iso, ImmutableArray<SystemSize> Sizes)
{
    private const string AlexNet = "alexnet";

    /// <summary>Sizes at which a memory has no result.</summary>
    public ImmutableArray<double> Missing { get; init; } = [];

    /// <summary>Whether it is an AlexNet, of whichever variant.</summary>
    public bool IsAlexNet => Network.StartsWith(AlexNet, StringComparison.Ordinal);

    /// <summary>The same within the areas of the paper's figures.</summary>
    public SystemCurve WithinPaper => this with
    {
        Sizes = [.. Sizes.Where(size => size.Size is >= AccountCurve.MinAreaMm2 and <= AccountCurve.MaxAreaMm2)],
    };

    /// <summary>The size of the max improvement; null without results.</summary>
    public SystemSize? Best => Sizes.MaxBy(size => size.Improvement);

    /// <summary>Of the machine.</summary>
    public static SystemCurve Of(Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        int[] complete = [.. comparison.Complete];
        return new(comparison.Network, comparison.Iso, [.. complete.Select(size => SizeOf(comparison, size))])
        {
            Missing = [.. Enumerable.Range(0, comparison.Sizes.Length).Except(complete).Select(size => comparison.Sizes[size])],
        };
    }

    /// <summary>Of the account.</summary>
    public static SystemCurve Of(string network, IsoKind iso, IEnumerable<AccountPair> pairs) => new(
        network, iso,
        [
            .. pairs.Select(pair => new SystemSize(
                pair.Size, pair.SramBytes, pair.MramBytes, SystemCosts.Of(pair.Sram), SystemCosts.Of(pair.Mram))),
        ]);

    /// <summary>A size in words.</summary>
    public string Name(SystemSize size) => Iso == IsoKind.Capacity
        ? ByteSize.Format((long)size.Size)
        : FormattableString.Invariant($"{size.Size:G3} mm2");

    private static SystemSize SizeOf(Comparison comparison, int size) => new(
        comparison.Sizes[size], comparison.Cells[size][0].Point!.CapacityBytes, comparison.Cells[size][1].Point!.CapacityBytes,
        SystemCosts.Of(comparison.Result(size, 0)!), SystemCosts.Of(comparison.Result(size, 1)!));
}
