using System.Globalization;
using CycleSim.Training.Data;
using CycleSim.Training.Errors;
using CycleSim.Training.Running;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Commands;

/// <summary>What came out of a training run, for reading.</summary>
internal static class TrainTables
{
    internal static void Print(Network network, Dataset dataset, TrainingOptions options, TrainingResult result)
    {
        Line($"{network.Name}, {network.Parameters:N0} parameters, {dataset.Spec.Name}, batch {options.Batch}, seed {options.Seed}");
        string status = result.Status == TrainingStatus.Diverged
            ? $"diverged: the loss of step {result.Steps} is not finite"
            : $"{(result.Status == TrainingStatus.Completed ? "completed" : "interrupted")} after {result.Steps} steps";
        Line($"{status}; an epoch has {result.StepsPerEpoch}");
        if (result.TestAccuracy is { } accuracy)
            Line($"test accuracy {100 * accuracy:0.00} %, loss {result.TestLoss:0.0000}");
        foreach (TensorRole role in TensorRoles.All.Where(role => !options.WriteErrors.At(role).IsExact))
        {
            string name = TensorRoles.KeyOf(role);
            Line($"wrong bits in {name}: {result.WrongBits.Total(role):N0} in {result.WrongBits.Words(role):N0} words written");
        }

        if (!options.WriteErrors.States.IsExact)
        {
            WrongBitCounts wrong = result.WrongStateBits;
            Line($"wrong bits in states: {wrong.Total(TensorRole.Weight):N0} in {wrong.Words(TensorRole.Weight):N0} words written");
        }

        Line($"weights sha256 {result.WeightsSha256}");
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
