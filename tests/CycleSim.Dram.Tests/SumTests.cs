using System.Reflection;
using CycleSim.Dram.Statistics;
using CycleSim.Properties;

namespace CycleSim.Dram.Tests;

/// <summary>Counts of commands and times are added number by number.</summary>
public sealed class SumTests
{
    public static TheoryData<string> Summed => [.. SummedParts.TypesOf(typeof(DramCounts).Assembly).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Summed))]
    public void Each_number_stands_in_a_sum_once(string type) => SummedParts.Check(typeof(DramCounts).Assembly.GetType(type)!);

    /// <summary>Channels run side by side: their last cycles are not added.</summary>
    [Fact]
    public void Each_number_of_channels_is_added_but_their_last_cycles()
    {
        string[] last = [nameof(DramTotals.Cycles), nameof(DramTotals.LastColumnCycle)];
        foreach (PropertyInfo property in typeof(DramTotals).GetProperties().Where(property => property.CanWrite))
        {
            DramTotals sum = DramTotals.Sum(With(property, 3), With(property, 5));
            Assert.Equal(With(property, last.Contains(property.Name) ? 5 : 8), sum);
        }
    }

    private static DramTotals With(PropertyInfo property, long value)
    {
        object totals = default(DramTotals);
        property.SetValue(totals, value);
        return (DramTotals)totals;
    }
}
