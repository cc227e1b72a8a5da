using System.CommandLine;
using CycleSim.Cli.Output;
using CycleSim.Device.FokkerPlanck;
using CycleSim.Device.Junction;
using CycleSim.Platform.Processes;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Device;

/// <summary>`cyclesim device info`: what follows from a junction's description.</summary>
internal static class DeviceInfoCommand
{
    internal static Command Create()
    {
        var command = new Command(
            "info",
            "Barrier, anisotropy field, critical current and demagnetising factors of a junction.\n\n" +
            "Example: cyclesim device info --device T1 --json")
        {
            DeviceOptions.Json,
        };
        command.AddOptions(DeviceOptions.OfJunction);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, DeviceOptions.Json);
        MagneticTunnelJunction junction = DeviceOptions.Junction(parsed);
        DemagnetisingFactors n = junction.Demagnetisation;
        var results = new ResultList();
        results.Add("name", junction.Name);
        results.Add("temperature_k", junction.TemperatureK);
        results.Add("temperature_model", junction.TemperatureModel.ToString().ToLowerInvariant());
        results.Add("thermal_stability", junction.ThermalStability);
        results.Add("hk_oe", junction.AnisotropyFieldOe);
        results.Add("ic0_ua", junction.CriticalCurrentA * 1e6);
        results.Add("nx", n.X);
        results.Add("ny", n.Y);
        results.Add("nz", n.Z);
        results.Add("volume_m3", junction.VolumeM3);
        results.Add("tau_d_ns", junction.CharacteristicTimeS * 1e9);
        results.Add("keff_j_per_m3", junction.EffectiveAnisotropyJPerM3);
        results.Add("mu0_hk_t", junction.AnisotropyFieldT);
        results.Add("spin_torque_efficiency", junction.SpinTorqueEfficiency);
        results.Add("stability_per_critical_current_per_ua", junction.ThermalStability / (junction.CriticalCurrentA * 1e6));
        results.Add("mean_mz", ThermalState.MeanZ(junction.ThermalStability));
        results.Add("r_p_ohm", junction.Resistance.ParallelOhm);
        results.Add("r_ap_zero_bias_ohm", junction.Resistance.ParallelOhm * (1 + junction.Resistance.TmrRatio));
        results.Add("access_transistor_ohm", junction.Resistance.TransistorOhm);
        results.Print(output);
        if (!output.IsAlone)
        {
            ProseText.Print(
                "temperature_k is that of the junction (300 K in the source paper); the transistors of an array around it have their " +
                "own, 350 K in the shipped memories (`cyclesim array`).");
        }

        return ExitCode.Done;
    }
}
