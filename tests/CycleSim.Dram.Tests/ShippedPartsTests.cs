using System.Globalization;
using System.Text.RegularExpressions;
using CycleSim.Configuration.Models;
using CycleSim.Dram.Parts;

namespace CycleSim.Dram.Tests;

/// <summary>The shipped parts against the minima of JEDEC JESD79-3F, in picoseconds.</summary>
public partial class ShippedPartsTests
{
    private const int DevicesPerRank = 8;

    // No exceptions: the parts with two ranks keep the same minima.
    private static readonly Dictionary<int, SpeedBin> Bins = new()
    {
        [800] = new(2500, 6, 5, 15_000, 37_500, new(10_000, 40_000), new(10_000, 50_000)),
        [1066] = new(1875, 7, 6, 13_125, 37_500, new(7_500, 37_500), new(10_000, 50_000)),
        [1333] = new(1500, 9, 7, 13_500, 36_000, new(6_000, 30_000), new(7_500, 45_000)),
        [1600] = new(1250, 11, 8, 13_750, 35_000, new(6_000, 30_000), new(7_500, 40_000)),
        [1866] = new(1071, 13, 9, 13_910, 34_000, new(5_000, 27_000), new(6_000, 35_000)),
    };

    private static readonly Dictionary<int, long> RefreshPsOfGigabits =
        new() { [1] = 110_000, [2] = 160_000, [4] = 260_000, [8] = 350_000 };

    public static TheoryData<string> Names => [.. Ddr3Parts];

    private static IEnumerable<string> Ddr3Parts =>
        ModelStore.Names(ModelKind.Dram).Where(name => name.StartsWith("ddr3-", StringComparison.Ordinal));

    [Fact]
    public void Every_speed_grade_comes_in_every_density()
    {
        IEnumerable<string> expected = from grade in Bins.Keys
                                       from gigabits in RefreshPsOfGigabits.Keys
                                       select $"ddr3-{grade}-{gigabits}gb-x8-1rank";
        Assert.Equal(expected.Append("ddr3-1600-4gb-x8").Order(StringComparer.Ordinal), Ddr3Parts);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Capacity_is_that_of_the_devices(string name)
    {
        (DramSpec part, _, int gigabits) = Load(name);
        Assert.Equal(name, part.Name);
        Assert.Equal(name.EndsWith("-1rank", StringComparison.Ordinal) ? 1 : 2, part.Ranks);
        Assert.Equal(8, part.Banks);
        Assert.Equal(((long)gigabits << 30) / 8 * DevicesPerRank * part.Ranks, part.CapacityBytes);
        Assert.Equal((PageKilobytes(gigabits) << 10) * DevicesPerRank, part.Columns * part.BurstBytes);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Timings_are_the_standard_minima_rounded_up_to_clocks(string name)
    {
        (DramSpec part, SpeedBin bin, int gigabits) = Load(name);
        DramTiming timing = part.Timing;
        ActivatePs activate = PageKilobytes(gigabits) == 1 ? bin.OneKilobytePage : bin.TwoKilobytePage;
        Assert.Equal(bin.ClockPs, part.ClockPeriodPs);
        Assert.Equal((bin.Cl, bin.Cwl, bin.Cl, bin.Cl), (timing["cl"], timing["cwl"], timing["trcd"], timing["trp"]));
        Assert.Equal((4, 4, 2), (timing["burst"], timing["tccd"], timing["trtrs"]));
        AssertMinimum(timing["cl"], bin.RowPs);
        AssertMinimum(timing["tras"], bin.RasPs);
        AssertMinimum(timing["trrd"], activate.RrdPs, floor: 4);
        AssertMinimum(timing["tfaw"], activate.FawPs);
        AssertMinimum(timing["twtr"], 7_500, floor: 4);
        AssertMinimum(timing["trtp"], 7_500, floor: 4);
        AssertMinimum(timing["twr"], 15_000);
        AssertMinimum(timing["trfc"], RefreshPsOfGigabits[gigabits]);
        Assert.InRange(timing["trefi"] * part.ClockPeriodPs, 7_800_000 - part.ClockPeriodPs + 1, 7_800_000);

        void AssertMinimum(int cycles, long ps, int floor = 0)
        {
            Assert.True(cycles >= floor, $"{cycles} clocks, at least {floor}");
            Assert.True(cycles * part.ClockPeriodPs >= ps, $"{cycles} clocks are less than {ps} ps");
            Assert.True(cycles == floor || (cycles - 1) * part.ClockPeriodPs < ps, $"{cycles} clocks are a clock or more above {ps} ps");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Energies_are_positive_and_an_open_row_costs_more(string name)
    {
        DramUnitEnergies energy = Load(name).Part.Energy;
        Assert.All(
            new[] { energy.ActivatePj, energy.ReadPj, energy.WritePj, energy.RefreshPj, energy.DriverAndPhyPj, energy.TerminationPj },
            pj => Assert.True(pj > 0, $"{pj} pJ"));
        Assert.InRange(energy.PrechargedCyclePj, double.Epsilon, energy.ActiveCyclePj);
    }

    // JESD79-3F: x8 devices have 1K columns up to 4 Gb, 2K at 8 Gb.
    private static int PageKilobytes(int gigabits) => gigabits == 8 ? 2 : 1;

    private static (DramSpec Part, SpeedBin Bin, int Gigabits) Load(string name)
    {
        Match match = NamePattern().Match(name);
        Assert.True(match.Success, name);
        return (DramLoader.Load(name), Bins[Number(1)], Number(2));

        int Number(int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("^ddr3-([0-9]+)-([0-9]+)gb-x8(-1rank)?$")]
    private static partial Regex NamePattern();

    private sealed record ActivatePs(long RrdPs, long FawPs);

    private sealed record SpeedBin(
        long ClockPs, int Cl, int Cwl, long RowPs, long RasPs, ActivatePs OneKilobytePage, ActivatePs TwoKilobytePage);
}
