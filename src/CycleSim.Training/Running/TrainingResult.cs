using CycleSim.Training.Errors;
using CycleSim.TrainingRuns;

namespace CycleSim.Training.Running;

/// <summary>What came out of a run.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Steps">Steps that updated the weights. The loss of the next one was not finite when the run diverged.</param>
/// <param name="StepsPerEpoch">Steps of an epoch.</param>
/// <param name="TestAccuracy">Share of test images classified right after the last step; null if none were looked at.</param>
/// <param name="TestLoss">Mean loss over test images; null if none were looked at.</param>
/// <param name="WrongBits">Wrong bits of all steps.</param>
/// <param name="WrongStateBits">Wrong bits in states of the optimizer, as those of the role of weights.</param>
/// <param name="WeightsSha256">Hash of all parameters, in hexadecimal: equal for equal weights, bit for bit.</param>
internal sealed record TrainingResult(
    TrainingStatus Status, long Steps, long StepsPerEpoch, double? TestAccuracy, double? TestLoss, WrongBitCounts WrongBits,
    WrongBitCounts WrongStateBits, string WeightsSha256);
