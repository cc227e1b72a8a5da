using System.CommandLine;
using CycleSim.Configuration;
using CycleSim.Studies.Accuracy;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Study;

/// <summary>The options of studies that train: where images are, and how long to train.</summary>
internal static class TrainingData
{
    private const string DataVariable = "CYCLESIM_DATA";

    internal static readonly Option<string?> Data = SharedOptions.Data.Optional<string?>();

    internal static readonly Option<bool> AllowPartial = SharedOptions.AllowPartial.Optional<bool>();

    internal static readonly Option<int?> Epochs = new("--epochs")
    {
        Description = "Number of epochs of every training run, instead of the default budget",
    };

    internal static readonly Option<long?> MaxSteps = SharedOptions.MaxSteps.Optional<long?>();

    internal static TrainingProcess Backend(ParseResult parsed)
    {
        Check(Epochs.Name, parsed.GetValue(Epochs));
        Check(MaxSteps.Name, parsed.GetValue(MaxSteps));
        return new(parsed.GetValue(Data) ?? Environment.GetEnvironmentVariable(DataVariable), parsed.GetValue(AllowPartial));
    }

    private static void Check(string option, long? value)
    {
        if (value is < 1 or > 100_000_000)
            throw new InputException($"{option} {value}: allowed are 1 to 100000000");
    }
}
