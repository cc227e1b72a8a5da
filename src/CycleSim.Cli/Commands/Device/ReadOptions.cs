using System.CommandLine;
using CycleSim.Device.Reading;
using CycleSim.Device.Retention;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Device;

/// <summary>Options of commands about reads.</summary>
internal static class ReadOptions
{
    internal static readonly OptionSpec AnyReadNs = new("--read-ns", "Duration of a read")
    {
        Unit = "ns",
        Range = new(0, RetentionSolver.TimesS.Max * 1e9) { ExcludesMin = true },
    };

    internal static readonly Option<double?> ReadNs = (AnyReadNs with
    {
        Range = ReadDisturbSolver.ReadsNs,
    }).Optional<double?>();

    internal static readonly Option<double?> ReadCurrentUa = new OptionSpec(
        "--read-current-ua", "Current of the read; it drives towards the other state")
    {
        Unit = "uA",
        Since = "0.2",
    }.Optional<double?>();
}
