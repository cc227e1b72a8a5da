using CycleSim.Configuration;
using CycleSim.Studies.Identity;
using CycleSim.TrainingRuns;

namespace CycleSim.Studies.Accuracy;

/// <summary>
/// A training run that a study needs. Write error rates are written as for `cyclesim train --activation-write-error-rates`: "off", or
/// "mantissa@8e-4+sign@1e-9".
/// </summary>
/// <param name="Label">Name in figures.</param>
/// <param name="Network">Network, with or without its data set.</param>
/// <param name="Dataset">Data set.</param>
/// <param name="Epochs">Passes over the training images.</param>
/// <param name="Batch">Batch size.</param>
/// <param name="LearningRate">Step size of the descent.</param>
/// <param name="MaxSteps">The step after which the run ends; null for all epochs.</param>
/// <param name="TestImages">Test images that are looked at; null for all.</param>
/// <param name="Seed">Seed.</param>
/// <param name="ErrorModel">Name of the error model, which says what a failed write leaves.</param>
/// <param name="WriteErrorRates">Write error rates of the bits of each role's tensors.</param>
public sealed record TrainingRequest(
    string Label, string Network, string Dataset, int Epochs, int Batch, double LearningRate, long? MaxSteps, int? TestImages, ulong Seed,
    string ErrorModel, RoleValues<string> WriteErrorRates)
{
    private const int Schema = 1;

    /// <summary>The share of the channels of each layer that the network has: 1 for all of them.</summary>
    public double Width { get; init; } = 1;

    /// <summary>The same with the same write error rates for all three roles.</summary>
    public TrainingRequest With(string label, string errorModel, string rates) =>
        this with { Label = label, ErrorModel = errorModel, WriteErrorRates = new(rates, rates, rates) };

    /// <summary>Hash of everything that decides the result.</summary>
    /// <param name="fingerprint">What the run depends on beyond the request: network and images.</param>
    public string Id(string fingerprint) => ContentId.Of($"schema {Schema}\nversion {ToolVersion.Text}\n{fingerprint}\n{IdentityText()}");

    /// <summary>Everything that decides the result, as text that stays what it was: its name is no part of that.</summary>
    internal string IdentityText() => new RecordText("TrainingRequest")
        .Add("Label", "")
        .Add("Network", Network)
        .Add("Dataset", Dataset)
        .Add("Epochs", Epochs)
        .Add("Batch", Batch)
        .Add("LearningRate", LearningRate)
        .Add("MaxSteps", MaxSteps)
        .Add("TestImages", TestImages)
        .Add("Seed", Seed)
        .Add("ErrorModel", ErrorModel)
        .Add("Activations", WriteErrorRates.Activations)
        .Add("Weights", WriteErrorRates.Weights)
        .Add("Errors", WriteErrorRates.Errors)
        .AddUnless("Width", Width, 1)
        .ToString();
}
