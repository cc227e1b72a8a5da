using CycleSim.Device.CodedWrites;
using CycleSim.Device.Junction;
using CycleSim.Device.Variation;
using CycleSim.Device.WordErrors;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using CycleSim.Reference;
using Xunit.Abstractions;

namespace CycleSim.Device.Tests;

/// <summary>Writes that a code lets be weaker.</summary>
public sealed class CodedWriteTests(ITestOutputHelper output)
{
    /// <summary>
    /// Sets of the reference: E[W] of the population is what the code sees.
    /// </summary>
    [Fact]
    public void Writes_of_cells_that_differ_are_those_of_the_reference()
    {
        ReferenceValue rates = new(1e-7);
        ReferenceValue points = new(1e-3);
        IEnumerable<ReferenceRow> rows =
            ReferenceFile.Table("reliability/ecc_tradeoff.csv").Where(row => row.Text("variation_set") != "none");
        foreach (ReferenceRow row in rows.Where((_, index) => CodeTests.Slow || index % 17 == 0))
        {
            CodedWriteModel model = new(new PopulationWritePoints(Population(row.Text("variation_set"))), TestJunctions.P55.Resistance);
            CodedWrite write = Write(model, row);
            rates.Check(row, "raw_bit_error_rate_allowed", write.RawBitErrorRate);
            rates.Check(row, "wer_allowed_population_mean", write.WriteErrorRate);
            points.Check(row, "pulse_ns", write.Point.PulseNs);
            points.Check(row, "current_ua", write.Point.CurrentUa);
            points.Check(row, "energy_p_pj_per_data_bit", write.EnergyPjPerDataBit);
        }

        output.WriteLine($"{rates.Largest:G3} {points.Largest:G3}");
    }

    [Theory]
    [InlineData(8.62e-10, 10)]
    [InlineData(0.3, 3)]
    public void Currents_and_pulses_of_a_population_are_inverse(double rate, double pulseNs)
    {
        PopulationWritePoints points = new(Population("pessimistic-voltage"));
        double currentUa = points.AtWerAndPulse(rate, pulseNs).CurrentUa;
        Assert.Equal(pulseNs, points.AtWerAndCurrent(rate, currentUa).PulseNs, pulseNs * 1e-6);
    }

    [Theory]
    [InlineData(0.5, 5)]
    [InlineData(1e-9, 5)]
    [InlineData(0.995, 100)]
    [InlineData(1e-9, double.NaN)]
    [InlineData(1e-9, 1e7)]
    [InlineData(1e-9, -3)]
    public void Pulses_that_no_population_can_have_are_refused(double rate, double currentUa) => Assert.Throws<InputException>(
        () => new PopulationWritePoints(Population("typical-current")).AtWerAndCurrent(rate, currentUa));

    private static CellPopulation Population(string set)
    {
        string[] parts = set.Split('-');
        PopulationDrive drive = Enum.Parse<PopulationDrive>(parts[1], ignoreCase: true);
        return new(TestJunctions.P55, VariationFile.Load(parts[0]).Spread(drive), drive);
    }

    private static CodedWrite Write(CodedWriteModel model, ReferenceRow row)
    {
        FailureTarget target = new(Enum.Parse<TargetKind>(row.Text("target_kind"), ignoreCase: true), row.Number("target"));
        return row.Text("held_fixed") == "pulse"
            ? model.AtPulse(CodeTests.Of(row), target, row.Number("pulse_ns"))
            : model.AtCurrent(CodeTests.Of(row), target, row.Number("current_ua"));
    }

    [Fact]
    public void Writes_of_equal_cells_are_those_of_the_reference()
    {
        ReferenceValue rates = new(1e-7);
        ReferenceValue points = new(1e-3);
        ReferenceValue energies = new(2e-3);
        MagneticTunnelJunction p55 = TestJunctions.P55;
        CodedWriteModel model = new(new WriteSolver(p55), p55.Resistance);
        IEnumerable<ReferenceRow> rows =
            ReferenceFile.Table("reliability/ecc_tradeoff.csv").Where(row => row.Text("variation_set") == "none");
        foreach (ReferenceRow row in rows.Where((_, index) => CodeTests.Slow || index % 3 == 0))
        {
            CodedWrite write = Write(model, row);
            rates.Check(row, "raw_bit_error_rate_allowed", write.RawBitErrorRate);
            rates.Check(row, "wer_allowed_population_mean", write.WriteErrorRate);
            points.Check(row, "pulse_ns", write.Point.PulseNs);
            points.Check(row, "current_ua", write.Point.CurrentUa);
            energies.Check(row, "energy_p_pj_per_cell", write.EnergyPjPerCell);
            energies.Check(row, "energy_p_pj_per_data_bit", write.EnergyPjPerDataBit);
        }

        output.WriteLine($"{rates.Largest:G3} {points.Largest:G3} {energies.Largest:G3}");
    }
}
