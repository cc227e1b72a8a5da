using System.CommandLine;
using CycleSim.Device.WriteVerify;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Reliability;

/// <summary>The options that describe a word that is written.</summary>
internal static class WordOptions
{
    internal static readonly Option<int> WordBits = new OptionSpec("--word-bits", "Bits of a word")
    {
        ValueForm = "N",
        Range = new(1, AttemptStatistics.MaxWordBits),
        Since = "0.2",
    }.WithDefault(64);

    /// <summary>How often a bit has to toggle.</summary>
    internal static readonly OptionSpec Toggles = new(
        "--toggle-probability", "Probability that a data bit has to toggle; only bits that toggle can fail")
    {
        ValueForm = "RATE",
        Range = new(0, 1),
        Since = "0.2",
    };

    internal static readonly Option<double> ToggleProbability = Toggles.WithDefault(0.5);
}
