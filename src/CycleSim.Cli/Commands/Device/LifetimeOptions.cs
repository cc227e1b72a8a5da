using System.CommandLine;
using CycleSim.Device.Retention;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Device;

/// <summary>How long a memory keeps its data.</summary>
internal static class LifetimeOptions
{
    internal static readonly Option<double?> LifetimeS = new OptionSpec("--lifetime-s", "How long data must be kept")
    {
        Unit = "s",
        Range = Scrubbing.LifetimesS,
        Since = "0.2",
    }.Optional<double?>();
}
