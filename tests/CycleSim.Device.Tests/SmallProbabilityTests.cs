using CycleSim.Device.Codes;
using CycleSim.Device.Mathematics;
using CycleSim.Device.WordErrors;
using CycleSim.Device.WriteVerify;
using CycleSim.Platform;

namespace CycleSim.Device.Tests;

/// <summary>Probabilities that are very small, or that no number stands for.</summary>
public class SmallProbabilityTests
{
    [Theory]
    [InlineData(1e-8)]
    [InlineData(1e-14)]
    [InlineData(1e-17)]
    public void Check_bits_toggle_as_often_as_one_of_their_data_bits_where_that_is_rare(double toggle)
    {
        ErrorCorrectingCode code = CodeTable.Create("sec-ded", 64);
        double toggles = code.DataBitsPerCheck().Sum() * toggle + 64 * toggle;
        ToggleFailure failure = ToggleFailureModel.At(code, toggle, 0.1);
        Assert.InRange(failure.MeanBitErrorRate / (0.1 * toggles / 72), 1 - 1e-6, 1 + 1e-6);
    }

    [Fact]
    public void Attempts_that_never_fail_have_no_ratio_of_failures()
    {
        Assert.Null(AttemptStatistics.OfEqualCells(0, 2, 64, 0.5).ResidualOverIndependent);
        Assert.Equal(1, AttemptStatistics.OfEqualCells(0, 1, 64, 0.5).ResidualOverIndependent);
        Assert.Contains("1000", Assert.Throws<InputException>(() => AttemptStatistics.OfEqualCells(0.1, 1000, 64, 0.5)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Quantiles_among_cells_without_a_number_have_none()
    {
        var family = new LineFamily(new Limited(-2, 3));
        Assert.Equal(double.PositiveInfinity, family.LevelExceededWith(1e-4));
        Assert.Equal(double.NegativeInfinity, family.LevelExceededWith(0.999));
        Assert.Equal(1, family.LevelExceededWith(NormalTail.Above(1)), 6);
    }

    private sealed class Limited(double low, double high) : IFunctionOfNormals
    {
        public int Dimensions => 1;

        public double[] At(double[] points, int count) =>
            [.. points.Select(x => x < low ? double.NegativeInfinity : x > high ? double.PositiveInfinity : x)];
    }
}
