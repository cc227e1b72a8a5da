using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using CycleSim.Configuration.Models;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Standards;
using CycleSim.Properties;
using Checker = CycleSim.Dram.Commands.JedecChecker;

namespace CycleSim.Dram.Tests;

/// <summary>Shipped parts of standards other than DDR3.</summary>
public partial class FamilyPartsTests
{
    public static TheoryData<string> Names => [.. ModelStore.Names(ModelKind.Dram).Where(name => !IsDdr3(name))];

    [Fact]
    public void Every_standard_has_a_part() => Assert.Equal(
        StandardLoader.Names.Order(StringComparer.Ordinal),
        ModelStore.Names(ModelKind.Dram).Select(name => DramLoader.Load(name).Standard.Name).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Capacity_is_that_of_the_devices(string name)
    {
        DramSpec part = DramLoader.Load(name);
        long gigabits = long.Parse(Gigabits().Match(name).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.Equal(name, part.Name);
        Assert.Equal((gigabits << 30) / 8 * DevicesOf(name) * part.Ranks * part.Channels, part.CapacityBytes);
    }

    /// <summary>Data rate in the name, in megabits a second and pin, and pins of all channels.</summary>
    [Theory]
    [InlineData("ddr4-2400-8gb-x8", 64)]
    [InlineData("ddr4-3200-8gb-x8", 64)]
    [InlineData("ddr5-4800-16gb-x8", 64)]
    [InlineData("lpddr3-1600-8gb-x32", 64)]
    [InlineData("lpddr4-2400-8gb-x16", 64)]
    [InlineData("lpddr4-3200-8gb-x16", 64)]
    [InlineData("hbm1-1000-4gb", 1024)]
    [InlineData("hbm2-2000-8gb-bl2", 1024)]
    [InlineData("hbm2-2000-8gb-bl4", 1024)]
    [InlineData("gddr5-8000-8gb-x32", 128)]
    public void Peak_bandwidth_is_that_of_the_name(string name, int pins)
    {
        double megabits = double.Parse(name.Split('-')[1], CultureInfo.InvariantCulture);
        double found = DramLoader.Load(name).PeakGbPerS;
        Assert.InRange(found, 0.995 * megabits * pins / 8e3, 1.005 * megabits * pins / 8e3);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Random_traffic_keeps_the_rules_of_jedec(string name)
    {
        DramSpec part = DramLoader.Load(name);
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 4000], Gen.Bool, Gen.Int[0, 3]).Array[50, 600].ForAll(
            picks =>
            {
                long cycle = 0;
                DramRequest[] requests = [.. picks.Select(pick => new DramRequest(
                    cycle += pick.Item1 >> pick.Item4, AddressOf(part, pick.Item2, pick.Item4), pick.Item3))];
                var run = RecordedReplay.Run(part, DramPolicy.Default, requests);
                Assert.Null(run.Problem);
                Assert.Empty(Checker.Check(run.System.Spec, run.Commands));
            },
            10);
    }

    /// <summary>Few columns and rows of every bank, so that hits, misses and conflicts all occur.</summary>
    private static long AddressOf(DramSpec part, int place, int spread)
    {
        long rows = part.CapacityBytes / part.Rows;
        return (place * 7919L * part.BurstBytes % rows + place % (1 << spread) * rows) / part.BurstBytes * part.BurstBytes;
    }

    private static int DevicesOf(string name) => DramLoader.Load(name).Standard.Name switch
    {
        "ddr4" or "gddr6" => 8,
        "lpddr3" => 2,
        "lpddr4" or "gddr5" or "ddr5" => 4,
        _ => 1,
    };

    private static bool IsDdr3(string name) => name.StartsWith("ddr3-", StringComparison.Ordinal);

    [GeneratedRegex(@"-(\d+)gb")]
    private static partial Regex Gigabits();
}
