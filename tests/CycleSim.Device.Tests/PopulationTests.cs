using CsCheck;
using CycleSim.Device.Junction;
using CycleSim.Device.Mathematics;
using CycleSim.Device.Variation;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using CycleSim.Properties;
using CycleSim.Reference;

namespace CycleSim.Device.Tests;

/// <summary>Populations of cells that differ: the public tables, and other ways to the same numbers.</summary>
public sealed class PopulationTests
{
    // Populations of four properties take tenths of a second.
    private static readonly bool IsSlow = Environment.GetEnvironmentVariable("CYCLESIM_SLOW") == "1";

    private static readonly MagneticTunnelJunction P55 = TestJunctions.P55;

    [Fact]
    public void Statistics_of_the_closed_form_are_those_of_the_reference() =>
        AssertRates("reliability/variation_population_butler.csv", mean: 1e-6, quantile: 1e-4, all: false);

    [Fact]
    public void Populations_of_fokker_planck_rates_are_those_of_the_reference() =>
        AssertRates("reliability/variation_population.csv", mean: 5e-4, quantile: 1e-3, all: IsSlow);

    [Theory]
    [InlineData("variation_margin_butler", 1e-7)]
    [InlineData("variation_margin", 2e-5)]
    public void Margins_are_those_of_the_reference(string table, double tolerance)
    {
        foreach (ReferenceRow row in Sampled(ReferenceFile.Table($"reliability/{table}.csv"), IsSlow ? 1 : 5))
        {
            PopulationMargin margin = PopulationRows.Population(row).Margin(row.Number("target_wer"), row.Number("pulse_ns"));
            AssertClose(row, "current_ua_without_variation", margin.NominalCellUa, tolerance);
            AssertClose(row, "current_ua_population_mean", margin.MeanUa, tolerance);
            AssertClose(row, "current_ua_6sigma_cell", margin.SixSigmaCellUa, tolerance);
            AssertClose(row, "current_ua_worst_of_2e20_cells_median", margin.WorstOf2Pow20CellsUa, tolerance);
            AssertClose(row, "approx_margin_lognormal", margin.LognormalMargin, 1e-5);
            AssertClose(row, "dlnwer_dlni_nominal", margin.LogSlope, 1e-4);
        }
    }

    [Fact]
    public void Switching_currents_are_those_of_the_reference()
    {
        foreach (ReferenceRow row in Sampled(ReferenceFile.Table("reliability/variation_switching_current.csv"), IsSlow ? 1 : 3))
        {
            SwitchingCurrents currents = PopulationRows.Population(row)
                .Switching(row.Number("wer_that_defines_switching"), row.Number("pulse_ns"));
            AssertClose(row, "switching_current_ua_nominal", currents.NominalUa, 2e-5);
            AssertClose(row, "switching_current_ua_mean", currents.MeanUa, 2e-5);
            AssertClose(row, "switching_current_ua_sd", currents.DeviationUa, 5e-4);
            AssertClose(row, "switching_current_ua_minus3sigma", currents.MinusThreeSigmaUa, 2e-5);
            AssertClose(row, "switching_current_ua_median", currents.MedianUa, 2e-5);
            AssertClose(row, "switching_current_ua_plus3sigma", currents.PlusThreeSigmaUa, 2e-5);
            AssertClose(row, "switching_current_ua_plus6sigma", currents.PlusSixSigmaUa, 4e-5);
        }
    }

    [Fact]
    public void Straight_lines_miss_as_in_the_reference()
    {
        foreach (ReferenceRow row in Sampled(ReferenceFile.Table("reliability/variation_extrapolation.csv"), IsSlow ? 1 : 4))
        {
            RateExtrapolation line = RateExtrapolation.Of(
                PopulationRows.Named(row.Text("variation_set")), row.Number("wer_first"), row.Number("wer_second"),
                row.Number("target_wer"), row.Number("pulse_ns"));
            AssertClose(row, "current_ua_first", line.FirstUa, 2e-5);
            AssertClose(row, "current_ua_second", line.SecondUa, 2e-5);
            AssertClose(row, "current_ua_true", line.TrueUa, 2e-5);
            AssertClose(row, "current_ua_linear_extrapolation", line.ExtrapolatedUa, 2e-5);
            AssertClose(row, "wer_at_extrapolated_current", line.RateAtExtrapolated, 1e-3);
            Assert.Equal(row.Number("relative_error"), line.RelativeError, 2e-5);
        }
    }

    [Theory]
    [InlineData(0.025, 0)]
    [InlineData(0, 0.02)]
    public void Mean_is_that_of_junctions_solved_one_by_one(double diameter, double anisotropy)
    {
        const double currentUa = 131.4557;
        CellPopulation population = new(P55, new CellSpread { Diameter = diameter, Anisotropy = anisotropy });
        HermiteRule rule = HermiteRule.OfOrder(24);
        double mean = 0;
        for (int k = 0; k < 24; k++)
        {
            double x = rule.Nodes[k];
            MagneticTunnelJunction cell = P55 with
            {
                LengthM = P55.LengthM * (1 + diameter * x),
                WidthM = P55.WidthM * (1 + diameter * x),
                InterfacialAnisotropyJPerM2 = P55.InterfacialAnisotropyJPerM2 * (1 + anisotropy * x),
            };
            mean += rule.Weights[k] * new WriteSolver(cell).AtCurrentAndPulse(currentUa, 10).WriteErrorRate;
        }

        Assert.Equal(1, population.MeanRate(currentUa, 10) / mean, 5e-4);
    }

    [Theory]
    [InlineData("typical-current", 235.87, CellRateModel.FokkerPlanck)]
    [InlineData("pessimistic-current", 131.4557, CellRateModel.FokkerPlanck)]
    [InlineData("typical-voltage", 178, CellRateModel.Butler)]
    public void Quadrature_agrees_with_importance_sampling(string set, double currentUa, CellRateModel model)
    {
        const int samples = 30_000;
        CellPopulation population = PopulationRows.Named(set, model);
        (double mean, double error, double above, double aboveError) = ImportanceSample.Of(set, model, currentUa, samples);
        Assert.InRange(error, 0, 0.03 * mean);
        Assert.InRange(population.MeanRate(currentUa, 10), mean - 4 * error, mean + 4 * error);

        // The share of cells beyond the 3-sigma cell is that of a normal beyond 3.
        Assert.InRange(NormalTail.Above(3), above - 4 * aboveError, above + 4 * aboveError);
    }

    [Fact]
    public void Quantiles_rise_and_their_shares_are_what_was_asked_for() =>
        Gen.Select(Gen.Double[0, 0.05], Gen.Double[0, 0.03], Gen.Double[0.01, 0.06], Gen.Double[100, 260]).ForAll(
            (diameter, anisotropy, current, currentUa) =>
            {
                CellPopulation population = new(
                    P55, new CellSpread { Diameter = diameter, Anisotropy = anisotropy, Current = current }, model: CellRateModel.Butler);
                double[] shares = [0.9, 0.5, 0.1, 1e-3, 1e-6, 1e-9];
                IReadOnlyList<double> rates = population.RatesExceededBy(currentUa, 10, shares);
                for (int k = 1; k < shares.Length; k++)
                    Assert.True(rates[k] > rates[k - 1]);
                double mean = population.MeanRate(currentUa, 10);
                Assert.InRange(mean, rates[0] * 0.5, 1);
                Assert.True(population.MeanRate(currentUa, 10, 2) >= mean * mean * (1 - 1e-9));
            },
            cases: 12,
            slowCases: 300);

    [Fact]
    public void Cells_that_are_alike_are_the_nominal_cell()
    {
        CellPopulation population = new(P55, new CellSpread());
        PopulationRates rates = population.Rates(150, 10);
        Assert.Equal(1, rates.NominalCell / new WriteSolver(P55).AtCurrentAndPulse(150, 10).WriteErrorRate, 5e-4);
        Assert.Equal(rates.NominalCell, rates.Mean, rates.NominalCell * 1e-12);
        Assert.Equal(rates.NominalCell, rates.SixSigmaCell);
        PopulationMargin margin = population.Margin(1e-6, 10);
        Assert.Equal(1, margin.MeanUa / margin.NominalCellUa, 1e-9);
        Assert.Equal(margin.NominalCellUa, margin.SixSigmaCellUa!.Value, 1e-9);
    }

    [Fact]
    public void A_margin_restores_the_rate() => Gen.Select(Gen.Double[0.005, 0.04], Gen.Double[-9.0, -2.0]).ForAll(
        (sigma, logTarget) =>
        {
            CellPopulation population = new(P55, new CellSpread { Diameter = sigma, Current = sigma });
            double target = Math.Pow(10, logTarget);
            PopulationMargin margin = population.Margin(target, 8);
            Assert.Equal(1, population.MeanRate(margin.MeanUa, 8) / target, 1e-6);
            double reached = population.RatesExceededBy(margin.SixSigmaCellUa!.Value, 8, [NormalTail.Above(6)])[0];
            Assert.Equal(1, reached / target, 2e-3);
        },
        cases: 8,
        slowCases: 100);

    [Fact]
    public void What_no_population_can_have_is_refused()
    {
        Assert.Throws<InputException>(() => new CellPopulation(P55, new CellSpread { Current = -0.1 }));
        Assert.Throws<InputException>(() => new CellPopulation(P55, new CellSpread { Current = double.NaN }));
        Assert.Throws<InputException>(() => new CellPopulation(P55 with { Drive = DriveMode.Voltage }, new CellSpread()));
        Assert.Throws<InputException>(() => new CellPopulation(P55 with { Torque = TorqueModel.Slonczewski }, new CellSpread()));
        Assert.Throws<InputException>(() => new CellPopulation(P55.At(2000), new CellSpread()));
        CellPopulation population = new(P55, new CellSpread { Current = 0.03 });
        Assert.Throws<InputException>(() => population.Rates(0, 10));
        Assert.Throws<InputException>(() => population.Rates(double.PositiveInfinity, 10));
        Assert.Throws<InputException>(() => population.Rates(150, double.NaN));
        Assert.Throws<InputException>(() => population.Margin(0, 10));
        Assert.Throws<InputException>(() => population.Margin(1, 10));
        InputException problem = Assert.Throws<InputException>(() => population.Rates(150, 500));
        Assert.Contains("a pulse width of 500 ns is too long", problem.Message, StringComparison.Ordinal);
    }

    private static void AssertRates(string table, double mean, double quantile, bool all)
    {
        foreach (ReferenceRow row in Sampled(ReferenceFile.Table(table), all ? 1 : 2))
        {
            PopulationRates rates = PopulationRows.Population(row).Rates(row.Number("current_ua"), row.Number("pulse_ns"));
            AssertClose(row, "wer_nominal_cell", rates.NominalCell, mean);
            AssertClose(row, "wer_population_mean", rates.Mean, mean);
            AssertClose(row, "wer_median_cell", rates.MedianCell, quantile);
            AssertClose(row, "wer_cell_3sigma", rates.ThreeSigmaCell, quantile);
            AssertClose(row, "wer_cell_6sigma", rates.SixSigmaCell, quantile);
            AssertClose(row, "wer_worst_of_2e20_cells_median", rates.WorstOf2Pow20Cells, quantile);
            AssertClose(row, "wer_worst_of_2e30_cells_median", rates.WorstOf2Pow30Cells, quantile);
            AssertClose(row, "mean_ln_wer", rates.Moments.MeanLogRate, 1e-4);
            AssertClose(row, "sd_ln_wer", rates.Moments.DeviationOfLogRate, 2e-3);
            AssertClose(row, "mean_delta", rates.Moments.MeanStability, 1e-6);
            AssertClose(row, "mean_ic0_ua", rates.Moments.MeanCriticalCurrentUa, 1e-6);
            AssertClose(row, "approx_lognormal_mean", rates.Approximations.Lognormal, 5e-4);
            AssertClose(row, "approx_quadratic_mean", rates.Approximations.Quadratic, 3e-3);
            AssertClose(row, "approx_gauss_hermite_10_unshifted", rates.Approximations.GaussHermite, 5e-4);
            if (row.Number("sd_delta") == 0)
                Assert.Equal(0, rates.Moments.DeviationOfStability);
            else
                AssertClose(row, "sd_delta", rates.Moments.DeviationOfStability, 5e-6);
        }
    }

    private static void AssertClose(ReferenceRow row, string column, double? value, double tolerance)
    {
        double deviation = PopulationRows.Deviation(row, column, value);
        Assert.True(deviation <= tolerance, $"{row.Text(row.Has("set") ? "set" : "variation_set")}, {column}: {value}, not " +
            $"{row.Text(column)}, a deviation of {deviation:G3}");
    }

    private static IEnumerable<ReferenceRow> Sampled(IReadOnlyList<ReferenceRow> rows, int every) => rows.Where((_, k) => k % every == 0);
}
