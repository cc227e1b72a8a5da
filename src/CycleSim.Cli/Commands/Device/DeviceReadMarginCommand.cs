using System.CommandLine;
using CycleSim.Cli.Output;
using CycleSim.Configuration.Text;
using CycleSim.Device.Junction;
using CycleSim.Device.Reading;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Device;

/// <summary>`cyclesim device read-margin`: how well the two states are told apart.</summary>
internal static class DeviceReadMarginCommand
{
    private static readonly Option<double?> CellVoltageV = new OptionSpec(
        "--cell-voltage-v", "Read voltage over junction and access transistor")
    {
        Unit = "V",
        Range = ReadMargin.VoltagesV,
        Since = "0.2",
    }.Optional<double?>();

    private static readonly Option<double?> TmrPercent = new OptionSpec(
        "--tmr-zero-bias-percent", "Tunnel magnetoresistance at zero bias, in %, instead of that of the model file")
    {
        ValueForm = "%",
        Range = new NumberRange(0, 2000),
        Since = "0.2",
    }.Optional<double?>();

    private static readonly Option<double?> SigmaResistance = new OptionSpec(
        "--sigma-r-p-relative", "Relative standard deviation of the resistance, of both states together")
    {
        ValueForm = "FRACTION",
        Range = ReadMargin.Spreads,
        Since = "0.2",
    }.Optional<double?>();

    private static readonly Option<double?> SigmaOffsetUa = new OptionSpec(
        "--sigma-sense-offset-ua", "Standard deviation of the sense amplifier's offset")
    {
        Unit = "uA",
        Range = ReadMargin.OffsetsUa,
        Since = "0.2",
    }.Optional<double?>();

    internal static Command Create()
    {
        var command = new Command(
            "read-margin",
            "Currents of both states at a read voltage, their distance in standard deviations, and how often one is mistaken.\n\n" +
            "Example: cyclesim device read-margin --cell-voltage-v 0.2 --sigma-r-p-relative 0.05 --sigma-sense-offset-ua 1")
        {
            CellVoltageV, TmrPercent, SigmaResistance, SigmaOffsetUa,
        };
        command.AddOptions([DeviceOptions.Device, DeviceOptions.Delta, DeviceOptions.Path, DeviceOptions.Json]);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, DeviceOptions.Json);
        double voltageV = DeviceOptions.Required(parsed, CellVoltageV);
        double spread = DeviceOptions.Required(parsed, SigmaResistance);
        double offsetUa = DeviceOptions.Required(parsed, SigmaOffsetUa);
        JunctionResistance resistance = DeviceOptions.ScaledJunction(parsed).Resistance;
        if (parsed.GetValue(TmrPercent) is { } percent)
            resistance = resistance with { TmrRatio = percent / 100 };
        ReadMargin margin = ReadMargin.Of(resistance, voltageV, spread, offsetUa);
        var results = new ResultList();
        results.Add("cell_voltage_v", voltageV);
        results.Add("tmr_zero_bias_percent", resistance.TmrRatio * 100);
        results.Add("sigma_r_p_relative", spread);
        results.Add("sigma_sense_offset_ua", offsetUa);
        results.Add("r_p_ohm", resistance.ParallelOhm);
        results.Add("current_p_ua", margin.CurrentParallelUa);
        results.Add("current_ap_ua", margin.CurrentAntiparallelUa);
        results.Add("junction_voltage_ap_v", margin.JunctionVoltageAntiparallelV);
        results.Add("half_window_ua", margin.HalfWindowUa);
        results.Add("sigma_total_p_ua", margin.SigmaParallelUa);
        results.Add("sigma_total_ap_ua", margin.SigmaAntiparallelUa);
        results.Add("margin_p_sigma", margin.MarginParallel);
        results.Add("margin_ap_sigma", margin.MarginAntiparallel);
        results.Add("p_misread_p", margin.MisreadParallel);
        results.Add("p_misread_ap", margin.MisreadAntiparallel);
        results.Print(output);
        return ExitCode.Done;
    }
}
