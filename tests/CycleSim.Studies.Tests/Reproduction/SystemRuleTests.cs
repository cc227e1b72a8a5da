using CycleSim.Studies.Comparisons;
using CycleSim.Studies.Reproduction;

namespace CycleSim.Studies.Tests.Reproduction;

/// <summary>Each rule for the system holds on made-up data just inside the claim and fails just outside.</summary>
public sealed class SystemRuleTests
{
    [Theory]
    [InlineData(16.4, Verdict.Holds)]
    [InlineData(16.6, Verdict.HoldsInPart)]
    [InlineData(13.4, Verdict.HoldsInPart)]
    public void S1_needs_fifteen_times_within_a_tenth(double improvement, Verdict verdict) => Assert.Equal(
        verdict, AtCapacity("S1", MadeUpCurve.Of(IsoKind.Capacity, MadeUpCurve.Headline, (1 << 20, 2), (2 << 20, improvement))));

    [Fact]
    public void S1_needs_a_rise_at_every_capacity() => Assert.Equal(Verdict.HoldsInPart, AtCapacity(
        "S1", MadeUpCurve.Of(IsoKind.Capacity, MadeUpCurve.Headline, (1 << 20, 2), (2 << 20, 1.99), (4 << 20, 15))));

    [Theory]
    [InlineData(4.6, Verdict.Holds)]
    [InlineData(4.4, Verdict.DoesNotHold)]
    public void S2_allows_no_fall_of_more_than_a_tenth(double last, Verdict verdict) => Assert.Equal(verdict, AtCapacity(
        "S2", MadeUpCurve.Of(IsoKind.Capacity, MadeUpCurve.Headline, (1 << 20, 2)),
        MadeUpCurve.Of(IsoKind.Capacity, "resnet34-cifar10", (1 << 20, 2), (2 << 20, 5), (4 << 20, last))));

    [Theory]
    [InlineData(20, 1, 0.5, Verdict.Holds)] // leakage, accesses, compute beside 80 of DRAM
    [InlineData(5, 6, 0.5, Verdict.HoldsInPart)] // DRAM and leakage 93 %, but leakage is behind accesses
    [InlineData(5, 1, 0.5, Verdict.HoldsInPart)] // leakage is second, and a trifle
    [InlineData(20, 1, 6, Verdict.HoldsInPart)] // compute is not negligible
    public void S3_needs_leakage_as_a_major_part_of_its_own(double leakage, double access, double compute, Verdict verdict)
    {
        SystemCosts small = MadeUpCurve.Costs(80, leakage, access, compute);
        SystemCosts large = MadeUpCurve.Costs(10, 90, 1, compute, 500_000_000);
        Assert.Equal(verdict, AtCapacity("S3", new SystemCurve(
            MadeUpCurve.Headline, IsoKind.Capacity,
            [MadeUpCurve.Size(1 << 20, small, small), MadeUpCurve.Size(2 << 20, large, large)])));
    }

    [Theory]
    [InlineData(81, 15, Verdict.Holds)] // against 90 of leakage and 5 of accesses
    [InlineData(79, 15, Verdict.HoldsInPart)] // more than a little
    [InlineData(91, 15, Verdict.HoldsInPart)] // not lower
    [InlineData(81, 4, Verdict.HoldsInPart)] // accesses not higher
    public void S4_bounds_what_is_a_little(double leakage, double access, Verdict verdict) => Assert.Equal(verdict, AtCapacity(
        "S4", new SystemCurve(MadeUpCurve.Headline, IsoKind.Capacity,
        [
            MadeUpCurve.Size(
                1 << 20, MadeUpCurve.Costs(5, 90, 5), MadeUpCurve.Costs(100 - leakage - access, leakage, access)),
        ])));

    [Theory]
    [InlineData(24.1, Verdict.Holds)]
    [InlineData(24.3, Verdict.HoldsInPart)]
    [InlineData(19.7, Verdict.HoldsInPart)]
    public void S5_needs_twenty_two_times_within_a_tenth(double improvement, Verdict verdict) => Assert.Equal(
        verdict, OnArea("S5", MadeUpCurve.Of(IsoKind.Area, MadeUpCurve.Headline, (1, 2), (100, improvement))));

    [Theory]
    [InlineData(187, Verdict.Holds)]
    [InlineData(188, Verdict.HoldsInPart)]
    [InlineData(0.49, Verdict.HoldsInPart)]
    public void S5_reads_only_the_papers_areas(double area, Verdict verdict) => Assert.Equal(
        verdict, OnArea("S5", MadeUpCurve.Of(IsoKind.Area, MadeUpCurve.Headline, (1, 2), (area, 22))));

    [Fact]
    public void S5_is_said_of_all_networks_without_the_spike()
    {
        SystemCurve headline = MadeUpCurve.Of(IsoKind.Area, MadeUpCurve.Headline, (1, 2), (100, 10));
        SystemCurve other = MadeUpCurve.Of(IsoKind.Area, "resnet18-cifar10", (1, 2), (100, 22));
        SystemCurve spike = MadeUpCurve.Of(IsoKind.Area, "alexnet-cifar10", (1, 2), (20, 50), (100, 10));
        Assert.Equal(Verdict.HoldsInPart, OnArea("S5", headline));
        Assert.Equal(Verdict.Holds, OnArea("S5", headline, other));
        Assert.Equal(Verdict.Holds, OnArea("S5", headline, other, spike));
        Assert.Equal(Verdict.HoldsInPart, OnArea("S5", headline, spike));
    }

    [Theory]
    [InlineData(1.0011, 0.9, 100, Verdict.Holds)]
    [InlineData(1.0009, 0.9, 100, Verdict.HoldsInPart)] // not higher by more than rounding
    [InlineData(1.0011, 1.1, 100, Verdict.HoldsInPart)] // accesses not lower
    [InlineData(0.5, 0.9, 200, Verdict.Holds)] // beyond the paper's areas
    public void S6_needs_a_margin_within_the_papers_areas(double dram, double access, double area, Verdict verdict) => Assert.Equal(
        verdict, OnArea("S6", new SystemCurve(MadeUpCurve.Headline, IsoKind.Area,
        [
            MadeUpCurve.Size(1, MadeUpCurve.Costs(2, 1, 0.9), MadeUpCurve.Costs(1, 1, 1)),
            MadeUpCurve.Size(area, MadeUpCurve.Costs(dram, 1, access), MadeUpCurve.Costs(1, 1, 1)),
        ])));

    [Theory]
    [InlineData("alexnet-bearpaw-cifar10", 20, 1.31, false, Verdict.Holds)]
    [InlineData("alexnet-bearpaw-cifar10", 20, 1.29, false, Verdict.HoldsInPart)] // no spike
    [InlineData("alexnet-bearpaw-cifar10", 20, 1.31, true, Verdict.HoldsInPart)] // all fits in SRAM too
    [InlineData("alexnet-cifar10", 20, 1.31, false, Verdict.Holds)]
    [InlineData("alexnet-bearpaw-cifar10", 60, 1.31, false, Verdict.NotRun)] // no area between 8 and 48 mm2
    [InlineData("resnet18-cifar10", 20, 1.31, false, Verdict.NotRun)]
    public void S7_needs_a_spike_that_dram_explains(string network, double area, double height, bool fitsInSram, Verdict verdict) =>
        Assert.Equal(verdict, OnArea("S7", MadeUpCurve.Of(IsoKind.Area, MadeUpCurve.Headline, (1, 2)), Spiking(
            network, area, height, fitsInSram)));

    [Fact]
    public void S7_is_judged_on_the_variant_that_has_the_spike() => Assert.Equal(Verdict.Holds, OnArea(
        "S7", MadeUpCurve.Of(IsoKind.Area, MadeUpCurve.Headline, (1, 2)), Spiking("alexnet-cifar10", 20, 1, true),
        Spiking("alexnet-bearpaw-cifar10", 20, 2, false)));

    [Theory]
    [InlineData(105, Verdict.Holds)] // of 200 with SRAM, and 100 at the minimum
    [InlineData(106, Verdict.HoldsInPart)]
    public void S7_needs_nearly_everything_in_mram(long dramBytes, Verdict verdict)
    {
        SystemCosts flat = MadeUpCurve.Costs(leakage: 3, dramBytes: 100);
        SystemCosts peak = MadeUpCurve.Costs(leakage: 6, dramBytes: 200);
        SystemCosts mram = MadeUpCurve.Costs(leakage: 1, dramBytes: dramBytes);
        Assert.Equal(verdict, OnArea("S7", MadeUpCurve.Of(IsoKind.Area, MadeUpCurve.Headline, (1, 2)), new SystemCurve(
            "alexnet-bearpaw-cifar10", IsoKind.Area,
            [MadeUpCurve.Size(10, flat, mram), MadeUpCurve.Size(20, peak, mram), MadeUpCurve.Size(40, flat, mram)])));
    }

    private static SystemCurve Spiking(string network, double area, double height, bool fitsInSram)
    {
        SystemCosts mram = MadeUpCurve.Costs(leakage: 1, dramBytes: 100);
        SystemCosts flat = MadeUpCurve.Costs(leakage: 3, dramBytes: 100);
        SystemCosts peak = MadeUpCurve.Costs(leakage: 3 * height, dramBytes: fitsInSram ? 100 : 102);
        return new(network, IsoKind.Area,
            [MadeUpCurve.Size(area / 2, flat, mram), MadeUpCurve.Size(area, peak, mram), MadeUpCurve.Size(area * 2, flat, mram)]);
    }

    private static Verdict AtCapacity(string id, params SystemCurve[] curves) =>
        new SystemJudge(curves).Judge(MadeUpCurve.Claim(id)).Verdict;

    private static Verdict OnArea(string id, params SystemCurve[] curves) => new AreaJudge(curves).Judge(MadeUpCurve.Claim(id)).Verdict;
}
