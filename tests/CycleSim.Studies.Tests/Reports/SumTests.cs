using CycleSim.Properties;
using CycleSim.Studies.Reports;

namespace CycleSim.Studies.Tests.Reports;

/// <summary>What a report adds up is added number by number.</summary>
public sealed class SumTests
{
    public static TheoryData<string> Summed => [.. SummedParts.TypesOf(typeof(StepReport).Assembly).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Summed))]
    public void Each_number_stands_in_a_sum_once(string type) => SummedParts.Check(typeof(StepReport).Assembly.GetType(type)!);
}
