using System.CommandLine;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Terminal.Options;
using CycleSim.Training.Data;
using CycleSim.Training.Networks;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Commands;

/// <summary>The options that say which network is trained.</summary>
internal static class NetworkOptions
{
    internal static readonly Option<double> Width = new OptionSpec(
        "--width", "Share of the channels of each layer, e.g. 0.25: a narrow network of the same family, which trains faster")
    {
        ValueForm = "SHARE",
        Range = new NumberRange(0, 1),
        Since = "0.2",
    }.WithDefault(1.0);

    /// <summary>Loads a network.</summary>
    /// <param name="parsed">The command line, for its width.</param>
    /// <param name="name">Its name, or the path of its file.</param>
    /// <param name="spec">The data set.</param>
    /// <exception cref="InputException">There is no such network, or it cannot have this width.</exception>
    internal static Network Load(ParseResult parsed, string name, DatasetSpec spec) =>
        NetworkChoice.Load(name, spec, parsed.GetRequiredValue(Width));
}
