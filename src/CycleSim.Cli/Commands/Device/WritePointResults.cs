using System.CommandLine;
using CycleSim.Cli.Output;
using CycleSim.Device.Junction;
using CycleSim.Device.Retention;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Device;

/// <summary>What `cyclesim device write-point` adds for a junction that is scaled or brought to a temperature.</summary>
internal static class WritePointResults
{
    internal static void Add(ParseResult parsed, ResultList results, MagneticTunnelJunction junction, JunctionWritePoint point)
    {
        bool isScaled = parsed.GetValue(DeviceOptions.Delta) is not null;
        bool hasTemperature = parsed.IsGiven(DeviceOptions.TemperatureK) || parsed.IsGiven(DeviceOptions.Temperatures);
        if (!isScaled && !hasTemperature)
            return;
        results.Add("delta", junction.ThermalStability);
        results.Add("ic0_ua", junction.CriticalCurrentA * 1e6);
        results.Add("tau_d_ns", junction.CharacteristicTimeS * 1e9);
        if (isScaled)
            AddScaled(parsed, results, junction, point);
        if (hasTemperature)
            AddTemperature(parsed, results, junction, point);
    }

    private static void AddScaled(ParseResult parsed, ResultList results, MagneticTunnelJunction junction, JunctionWritePoint point)
    {
        ScalingPath path = DeviceOptions.PathOf(parsed);
        JunctionResistance resistance = junction.Resistance;
        results.Add("scaling_path", path.ToString().ToLowerInvariant());
        results.Add("delta_300k", parsed.GetValue(DeviceOptions.Delta));
        results.Add("edge_nm", junction.LengthM * 1e9);
        results.Add("ki_erg_per_cm2", junction.InterfacialAnisotropyJPerM2 * 1e3);
        results.Add("r_p_ohm", resistance.ParallelOhm);
        results.Add("i_over_ic0", point.CurrentUa * 1e-6 / junction.CriticalCurrentA);
        results.Add("voltage_p_v", point.CurrentUa * 1e-6 * (resistance.ParallelOhm + resistance.TransistorOhm));
        results.Add("energy_p_pj", point.EnergyPjParallel);
        results.Add("retention_s_at_1e-6_per_bit", RetentionTime.Until(junction.ThermalStability, 1e-6, junction.CharacteristicTimeS));
        results.Add("retention_s_at_1e-9_per_bit", RetentionTime.Until(junction.ThermalStability, 1e-9, junction.CharacteristicTimeS));
        RelaxedWrite? relaxed = OrNull(() =>
        {
            MagneticTunnelJunction compared = JunctionScaling.To(DeviceOptions.Junction(parsed), RelaxedWrite.ComparedStability, path);
            return RelaxedWrite.Of(point, DeviceOptions.Solver(parsed, compared));
        });
        results.Add("current_relative_to_delta_55", relaxed?.CurrentRelative);
        results.Add("energy_relative_to_delta_55", relaxed?.EnergyRelative);
    }

    private static void AddTemperature(ParseResult parsed, ResultList results, MagneticTunnelJunction junction, JunctionWritePoint point)
    {
        TemperatureEffects effects = TemperatureEffects.Of(junction);

        // The mistake to compare with keeps Ms and Ki.
        MagneticTunnelJunction? wrong = junction.TemperatureModel == TemperatureModel.Constant
            ? TemperatureEffects.WithRatioTakenAtTemperature(junction) : null;
        results.Add("temperature_model", junction.TemperatureModel.ToString().ToLowerInvariant());
        results.Add("temperature_k", junction.TemperatureK);
        results.Add("mu0_hk_t", junction.AnisotropyFieldT);
        results.Add("ms_relative_to_300k", effects.MagnetisationRelative);
        results.Add("thermal_field_sigma_mt_at_0.5ps", effects.ThermalFieldMt);
        results.Add("eta", junction.SpinTorqueEfficiency);
        results.Add("delta_over_ic0_per_ua", effects.StabilityPerCurrentPerUa);
        results.Add("escape_rate_per_s", effects.EscapeRatePerS);
        results.Add("wrong_ic0_ua_if_ratio_taken_at_temperature", wrong?.CriticalCurrentA * 1e6);
        results.Add("wrong_wer", wrong is null ? null : OrNull(
            () => DeviceOptions.Solver(parsed, wrong).AtCurrentAndPulse(point.CurrentUa, point.PulseNs))?.WriteErrorRate);
    }

    /// <summary>Null where what is compared with has no such write.</summary>
    private static T? OrNull<T>(Func<T> compute)
        where T : class
    {
        try
        {
            return compute();
        }
        catch (InputException)
        {
            return null;
        }
    }
}
