using System.CommandLine;
using CycleSim.Configuration.Text;
using CycleSim.Studies.Accuracy;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Study;

/// <summary>The options of studies that train: where images are, and how long to train.</summary>
internal static class TrainingData
{
    private const string DataVariable = "CYCLESIM_DATA";

    internal static readonly Option<string?> Data = SharedOptions.Data.Optional<string?>();

    internal static readonly Option<bool> AllowPartial = SharedOptions.AllowPartial.Optional<bool>();

    private static readonly NumberRange Counts = new(1, 100_000_000);

    internal static readonly Option<int?> Epochs = new OptionSpec(
        "--epochs", "Number of epochs of every training run, instead of the default budget")
    {
        ValueForm = "N",
        Range = Counts,
    }.Optional<int?>();

    internal static readonly Option<long?> MaxSteps = (SharedOptions.MaxSteps with { Range = Counts }).Optional<long?>();

    internal static TrainingProcess Backend(ParseResult parsed) =>
        new(parsed.GetValue(Data) ?? Environment.GetEnvironmentVariable(DataVariable), parsed.GetValue(AllowPartial));
}
