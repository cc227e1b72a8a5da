using System.CommandLine;
using CycleSim.Studies.Accuracy;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Study;

/// <summary>The options of studies that train: where images are, and how long to train.</summary>
internal static class TrainingData
{
    internal static readonly Option<string?> Data = SharedOptions.Data.Optional<string?>();

    internal static readonly Option<bool> AllowPartial = SharedOptions.AllowPartial.Optional<bool>();

    internal static readonly Option<int?> Epochs = (SharedOptions.Epochs with
    {
        Meaning = "Number of epochs of every training run, instead of the default budget",
    }).Optional<int?>();

    internal static readonly Option<long?> MaxSteps = SharedOptions.MaxSteps.Optional<long?>();

    internal static TrainingProcess Backend(ParseResult parsed) =>
        new(parsed.GetValue(Data) ?? Environment.GetEnvironmentVariable(SharedOptions.DataVariable), parsed.GetValue(AllowPartial));
}
