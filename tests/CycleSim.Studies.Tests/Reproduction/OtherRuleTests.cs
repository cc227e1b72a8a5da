using CycleSim.Arrays;
using CycleSim.Studies.Arrays;
using CycleSim.Studies.Heterogeneous;
using CycleSim.Studies.Reproduction;

namespace CycleSim.Studies.Tests.Reproduction;

/// <summary>Rules for device, arrays and write energy hold on made-up data just inside the claim and fail just outside.</summary>
public sealed class OtherRuleTests
{
    private const long KiB = 1 << 10;

    [Theory]
    [InlineData(5e-4, 248, Verdict.Holds)]
    [InlineData(9.9e-4, 259.5, Verdict.Holds)]
    [InlineData(1.1e-3, 248, Verdict.HoldsInPart)] // resolves too little
    [InlineData(9e-6, 248, Verdict.HoldsInPart)] // or more than the paper says
    [InlineData(5e-4, 260, Verdict.HoldsInPart)] // the line is more than a tenth off
    [InlineData(1.1e-3, 260, Verdict.DoesNotHold)]
    public void D6_needs_the_rate_and_the_line(double smallest, double lineUa, Verdict verdict) => Assert.Equal(
        verdict, DeviceJudge.ExtrapolationOf(MadeUpCurve.Claim("D6"), 20_000, smallest, lineUa, 236).Verdict);

    [Theory]
    [InlineData(1.51, 3.49, Verdict.Holds)]
    [InlineData(1.49, 3.4, Verdict.HoldsInPart)]
    [InlineData(1.6, 3.51, Verdict.HoldsInPart)]
    public void A1_is_met_by_what_rounds_to_its_digit(double least, double greatest, Verdict verdict)
    {
        ArrayCurve sram = Curve((64 * KiB, 0.9), (128 * KiB, 1.1), (1024 * KiB, least), (2048 * KiB, greatest));
        ArrayCurve mram = Curve((64 * KiB, 1), (128 * KiB, 1), (1024 * KiB, 1), (2048 * KiB, 1));
        Assert.Equal(verdict, Judge(sram, mram, null).Judge(MadeUpCurve.Claim("A1")).Verdict);
    }

    [Theory]
    [InlineData(0.56, Verdict.HoldsInPart)]
    [InlineData(0.54, Verdict.DoesNotHold)]
    public void A3_is_also_met_on_the_papers_line(double cut, Verdict verdict)
    {
        ArrayCurve flat = Curve((128 * KiB, 1));
        Assert.Equal(verdict, Judge(flat, flat, (128 * KiB, cut)).Judge(MadeUpCurve.Claim("A3")).Verdict);
    }

    [Theory]
    [InlineData(2.9, 3.0, 2.0, 4.0, Verdict.Given)]
    [InlineData(2.9, 3.6, 2.0, 4.0, Verdict.DoesNotHold)]
    [InlineData(2.9, 3.0, 1.7, 4.0, Verdict.DoesNotHold)]
    public void A4_is_given(double small, double large, double leastLeakage, double greatestLeakage, Verdict verdict)
    {
        TableTwoRow[] rows =
        [
            Row(100, leastLeakage), Row((long)(100 * small), 1), Row(100, greatestLeakage), Row((long)(100 * large), 1),
        ];
        ArrayCurve flat = Curve((128 * KiB, 1));
        var judge = new ArrayJudge(flat, flat, [flat], [flat], [.. rows], null);
        Assert.Equal(verdict, judge.Judge(MadeUpCurve.Claim("A4")).Verdict);
    }

    [Theory]
    [InlineData(1.84, null, Verdict.Holds)]
    [InlineData(1.82, null, Verdict.HoldsInPart)]
    [InlineData(2.24, null, Verdict.HoldsInPart)]
    [InlineData(1.5, 1.88, Verdict.Holds)]
    [InlineData(1.5, 1.82, Verdict.HoldsInPart)]
    [InlineData(0.9, 1.88, Verdict.DoesNotHold)] // nothing is saved
    public void E3_needs_the_improvement_by_either_write_point(double improvement, double? onLine, Verdict verdict)
    {
        int rates = WriteEnergyStudy.Rates.Length;
        var study = new WriteEnergyStudy(
            "made up", [new WriteEnergyRow(128 * KiB, 0.1, 1, [.. Enumerable.Repeat(1 / improvement, rates)], 1)]);
        (long, double)[] line = onLine is { } value ? [(128 * KiB, value)] : [];
        Assert.Equal(verdict, new ApplicationJudge([], study, [], line).Judge(MadeUpCurve.Claim("E3")).Verdict);
    }

    private static ArrayJudge Judge(ArrayCurve sram, ArrayCurve mram, (long, double)? cut) => new(sram, mram, [mram], [mram], [], cut);

    private static ArrayCurve Curve(params (long Capacity, double AreaMm2)[] points) => new(
        "made up", MemoryModelKind.Table,
        [.. points.Select(point => new MemoryMetrics(point.Capacity, point.AreaMm2, 1, 1, 1, 1, 512, 1))]);

    private static TableTwoRow Row(long capacity, double leakageMw)
    {
        var metrics = new MemoryMetrics(capacity, 1, 1, 1, 1, 1, 512, leakageMw);
        return new("made up", 1, metrics, metrics);
    }
}
