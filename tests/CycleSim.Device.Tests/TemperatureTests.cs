using CycleSim.Configuration.Json;
using CycleSim.Configuration.Models;
using CycleSim.Device.Junction;
using CycleSim.Device.Retention;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using CycleSim.Reference;

namespace CycleSim.Device.Tests;

/// <summary>One rule for temperature, whether a file or a caller sets it.</summary>
public sealed class TemperatureTests
{
    private static readonly string P55 = ModelStore.ReadText(ModelKind.Devices, "P55").Text;

    [Fact]
    public void Every_row_of_the_reference_holds_for_a_file_of_that_temperature_and_for_a_junction_brought_to_it()
    {
        int rows = 0;
        foreach (ReferenceRow row in ReferenceFile.Table("reliability/temperature_rule.csv"))
        {
            double temperatureK = row.Number("temperature_k");
            string model = row.Text("temperature_model");
            MagneticTunnelJunction file = FromFile(temperatureK, model);
            MagneticTunnelJunction brought = JunctionLoader.Load("P55")
                .At(temperatureK, Enum.Parse<TemperatureModel>(model, ignoreCase: true));
            foreach (MagneticTunnelJunction junction in new[] { file, brought })
            {
                AssertClose(row, "delta", junction.ThermalStability, 1e-8);
                AssertClose(row, "ic0_ua", junction.CriticalCurrentA * 1e6, 1e-8);
                AssertClose(row, "tau_d_ns", junction.CharacteristicTimeS * 1e9, 1e-8);
                AssertClose(row, "mu0_hk_t", junction.AnisotropyFieldT, 1e-8);
                AssertClose(row, "eta", junction.SpinTorqueEfficiency, 1e-8);
                AssertClose(row, "ms_relative_to_300k", junction.SaturationMagnetisationAPerM / 1.2e6, 1e-8);
                AssertClose(row, "delta_over_ic0_per_ua", junction.ThermalStability / (junction.CriticalCurrentA * 1e6), 1e-8);
                TemperatureEffects figures = TemperatureEffects.Of(junction);
                AssertClose(row, "ms_relative_to_300k", figures.MagnetisationRelative, 1e-8);
                AssertClose(row, "thermal_field_sigma_mt_at_0.5ps", figures.ThermalFieldMt, 1e-8);
                AssertClose(row, "escape_rate_per_s", figures.EscapeRatePerS, 2e-8);
                AssertClose(row, "wrong_ic0_ua_if_ratio_taken_at_temperature",
                    TemperatureEffects.WithRatioTakenAtTemperature(junction).CriticalCurrentA * 1e6, 1e-8);
                AssertClose(row, "wer",
                    new WriteSolver(junction).AtCurrentAndPulse(row.Number("current_ua"), row.Number("pulse_ns")).WriteErrorRate, 3e-3);
            }

            rows++;
        }

        Assert.Equal(30, rows);
    }

    [Theory]
    [InlineData("constant")]
    [InlineData("bloch")]
    public void Ways_to_a_temperature_do_not_matter(string model)
    {
        MagneticTunnelJunction direct = FromFile(240, model);
        MagneticTunnelJunction detour = FromFile(390, model).At(100, TemperatureModel.Constant).At(310, TemperatureModel.Bloch)
            .At(240, Enum.Parse<TemperatureModel>(model, ignoreCase: true));
        Assert.Equal(direct.CriticalCurrentA, detour.CriticalCurrentA, direct.CriticalCurrentA * 1e-12);
        Assert.Equal(direct.ThermalStability, detour.ThermalStability, 1e-9);
        Assert.Equal(direct.SaturationMagnetisationAPerM, detour.SaturationMagnetisationAPerM, 1e-4);
    }

    [Fact]
    public void Temperatures_out_of_range_are_refused()
    {
        MagneticTunnelJunction junction = JunctionLoader.Load("P55");
        Assert.Contains("0 to 2000 K", Assert.Throws<InputException>(() => junction.At(2001)).Message, StringComparison.Ordinal);
        Assert.Contains("0 to 1100 K", Assert.Throws<InputException>(() => junction.At(1101, TemperatureModel.Bloch)).Message,
            StringComparison.Ordinal);
        Assert.Throws<InputException>(() => junction.At(double.NaN));
        Assert.Throws<InputException>(() => junction.At(-1));
        Assert.Contains("5 to 500", Assert.Throws<InputException>(junction.At(20).CheckBarrier).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => FromFile(20, "constant"));
    }

    private static MagneticTunnelJunction FromFile(double temperatureK, string model) => JunctionLoader.Read(ConfigDocument.Parse(
        P55.Replace("\"temperature_k\": 300", FormattableString.Invariant($"\"temperature_k\": {temperatureK}, ") +
            FormattableString.Invariant($"\"temperature_model\": \"{model}\""),
            StringComparison.Ordinal),
        "p55.json"));

    private static void AssertClose(ReferenceRow row, string column, double value, double relative) =>
        Assert.True(
            row.Text(column).Length == 0 || Math.Abs(value / row.Number(column) - 1) < relative,
            $"{column}: {value:G9} instead of {row.Text(column)}");
}
