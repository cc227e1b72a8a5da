using CycleSim.Arrays.Circuit;
using CycleSim.Arrays.Models;
using CycleSim.Arrays.Search;
using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Tests.Circuit;

/// <summary>The circuit model against every run of NVSim: 22 kinds of array from 28 to 32 nm, 32 KiB to 512 MiB.</summary>
public class NvsimTests
{
    // The reference is rounded to three decimals of its unit; what is below that cannot be told.
    private const double HalfDigit = 0.00051;

    [Fact]
    public void With_the_organisation_forced_every_figure_of_the_data_array_is_the_same()
    {
        Assert.Equal(254, NvsimRow.All.Count);
        Assert.All(NvsimRow.All, row =>
        {
            BankDesign? design = ForcedOrganisation.Evaluate(Factory(row.Spec), row.Organisation, row.Stored);
            Assert.NotNull(design);
            Assert.All(row.CompareData(design.Metrics), metric => AssertClose(row, metric, 0.001));
        });
    }

    [Fact]
    public void The_search_finds_the_same_organisation_every_time() => Assert.All(NvsimRow.All, row =>
    {
        BankDesign? data = new ArrayDesigner(row.Spec).DesignData(row.CapacityBytes);
        Assert.Equal(row.Organisation, data?.Organisation);
    });

    [Fact]
    public void With_our_own_search_data_and_tags_together_are_the_same() => Assert.All(NvsimRow.All, row =>
    {
        MemoryMetrics ours = new CircuitModel(row.Spec).At(row.CapacityBytes);
        Assert.All(row.CompareTotal(ours), metric => AssertClose(row, metric, 0.005));
    });

    private static SubarrayFactory Factory(CircuitSpec spec)
    {
        var process = ProcessNodeFactory.Create(spec.NodeNm, spec.Transistors, spec.TemperatureK);
        return new(new SubarrayContext(process, spec.Cell, process.LocalAggressive, spec.WritePoint));
    }

    private static void AssertClose(NvsimRow row, (string Name, double Expected, double Actual) metric, double relative)
    {
        double allowed = relative * metric.Expected + HalfDigit;
        Assert.True(
            Math.Abs(metric.Actual - metric.Expected) <= allowed,
            $"{row.Name}, {metric.Name}: expected {metric.Expected}, found {metric.Actual}");
    }
}
