using CycleSim.Studies.Comparisons;
using CycleSim.Studies.Reproduction;

namespace CycleSim.Studies.Tests.Reproduction;

/// <summary>Made-up curves for the rules that judge.</summary>
internal static class MadeUpCurve
{
    internal const string Headline = "vgg16-cifar100";

    internal static Claim Claim(string id) => CycleSim.Studies.Reproduction.Claim.All.Single(claim => claim.Id == id);

    /// <summary>A curve with an improvement at each size, all of it leakage of SRAM.</summary>
    internal static SystemCurve Of(IsoKind iso, string network, params (double Size, double Improvement)[] sizes) => new(
        network, iso, [.. sizes.Select(size => Size(size.Size, Costs(leakage: size.Improvement), Costs(leakage: 1)))]);

    internal static SystemSize Size(double size, SystemCosts sram, SystemCosts mram) => new(size, 1 << 20, 3 << 20, sram, mram);

    internal static SystemCosts Costs(
        double dram = 0, double leakage = 0, double access = 0, double compute = 0, long dramBytes = 1_000_000_000) =>
        new(1, leakage, dramBytes, dram, leakage, access, compute);
}
