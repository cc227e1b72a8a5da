using CycleSim.Device.CodedWrites;
using CycleSim.Device.Junction;
using CycleSim.Device.Operation;
using CycleSim.Device.WordErrors;
using CycleSim.Reference;
using Xunit.Abstractions;

namespace CycleSim.Device.Tests;

/// <summary>Writes that a code lets be weaker.</summary>
public sealed class CodedWriteTests(ITestOutputHelper output)
{
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
            FailureTarget target = new(Enum.Parse<TargetKind>(row.Text("target_kind"), ignoreCase: true), row.Number("target"));
            CodedWrite write = row.Text("held_fixed") == "pulse"
                ? model.AtPulse(CodeTests.Of(row), target, row.Number("pulse_ns"))
                : model.AtCurrent(CodeTests.Of(row), target, row.Number("current_ua"));
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
