using CsCheck;
using CycleSim.Device.Junction;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using CycleSim.Properties;

namespace CycleSim.Device.Tests;

public sealed class WerTableTests : IDisposable
{
    private static readonly WerTable Table =
        WerTableBuilder.Build(TestJunctions.P55, WriteDirection.FromParallel, (90, 250), (3, 12));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cyclesim-");

    private string FilePath => Path.Combine(_folder.FullName, "table.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    [Trait("kind", "property")]
    public void Between_its_points_it_is_as_good_as_it_states()
    {
        WriteSolver solver = new(TestJunctions.P55);
        Assert.InRange(Table.InterpolationError, 1e-9, WerTableBuilder.LargestInterpolationError);
        Gen.Select(Gen.Double[90, 250], Gen.Double[3, 12]).ForAll((current, pulse) =>
        {
            double solved = solver.AtCurrentAndPulse(current, pulse).WriteErrorRate;

            // The solver's own error comes on top.
            Assert.Equal(1, Table.WriteErrorRate(current, pulse) / solved, Table.InterpolationError * 1.2 + 1e-3);
        }, cases: 200);
    }

    [Fact]
    public void A_saved_table_is_the_same_table_and_the_same_bytes()
    {
        Table.Save(FilePath);
        byte[] first = File.ReadAllBytes(FilePath);
        WerTable read = WerTable.Load(FilePath);
        Assert.Equal(Table.WriteErrorRate(201.5, 7.3), read.WriteErrorRate(201.5, 7.3));
        Assert.Equal(Table.InterpolationError, read.InterpolationError);
        read.Save(FilePath);
        Assert.Equal(first, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void Rates_currents_and_voltages_invert_each_other()
    {
        double current = Table.CurrentUa(1e-6, 9.5);
        Assert.Equal(1e-6, Table.WriteErrorRate(current, 9.5), 1e-12);
        double voltage = TestJunctions.P55.Resistance.CellVoltageV(current * 1e-6, 1);
        Assert.Equal(1e-6, Table.WriteErrorRateAtVoltage(voltage, 9.5), 1e-11);
    }

    [Fact]
    public void A_look_up_allocates_nothing()
    {
        double sum = 0;
        Assert.Equal(0, Allocation.LeastBytes(() =>
        {
            for (int k = 0; k < 1000; k++)
                sum += Table.WriteErrorRate(100 + 0.1 * k, 5);
        }));
        Assert.True(sum > 0);
    }

    [Fact]
    public void Nothing_is_extrapolated()
    {
        InputException problem = Assert.Throws<InputException>(() => Table.WriteErrorRate(89.9, 5));
        Assert.Contains("allowed: 90 to 250 uA", problem.Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => Table.WriteErrorRate(100, 12.1));
        Assert.Throws<InputException>(() => Table.WriteErrorRate(double.NaN, 5));
        Assert.Throws<InputException>(() => Table.CurrentUa(1e-17, 5));
    }

    [Theory]
    [InlineData("\"ln_wer\": [", "\"ln_wer\": [ 0,", "ln_wer")]
    [InlineData("\"ln_wer\": [", "\"ln_wer\": [ \"x\",", "ln_wer[0]")]
    [InlineData("\"kind\": \"cyclesim-wer-table\"", "\"kind\": \"other\"", "cyclesim device table")]
    [InlineData("\"pulses_ns\": [", "\"pulses_ns\": [ 99,", "pulses_ns")]
    [InlineData("\"version\": 1", "\"version\": 2", "version = 2")]
    [InlineData("\"direction\"", "\"Direction\"", "direction")]
    public void A_damaged_file_is_refused(string oldText, string newText, string message)
    {
        Table.Save(FilePath);
        File.WriteAllText(FilePath, File.ReadAllText(FilePath).Replace(oldText, newText, StringComparison.Ordinal));
        InputException problem = Assert.Throws<InputException>(() => WerTable.Load(FilePath));
        Assert.Contains("table.json(", problem.Message, StringComparison.Ordinal);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }
}
