using System.Collections.Immutable;
using CycleSim.Arrays.Cells;
using CycleSim.TrainingRuns;

namespace CycleSim.Studies.Accuracy;

/// <summary>
/// The trainings behind the claims on accuracy. Deep networks have a quarter of their width: the full ones do not converge on two cores
/// within hours.
/// </summary>
public static class AccuracyPlan
{
    private const double QuarterWidth = 0.25;
    private const int Batch = 64;
    private const double Rate = 0.02;

    /// <summary>A deep network without normalisation, which diverges by itself at the learning rate of the others.</summary>
    private const string Unnormalised = "alexnet";

    private const double SmallRate = 0.01;
    private const long QuickSteps = 200;
    private const int QuickTestImages = 2000;

    private const double Relaxed = DeviceWritePoints.RelaxedWriteErrorRate;

    /// <summary>What a junction does that does not switch, at the rates that the claims name.</summary>
    private static readonly ImmutableArray<WriteErrorCase> Named =
    [
        Stuck(FailingField.Mantissa, Relaxed), Stuck(FailingField.SignAndExponent, 1e-6), Stuck(FailingField.SignAndExponent, Relaxed),
        Stuck(FailingField.All, Relaxed),
    ];

    /// <summary>The same at another rate, and with bits that flip.</summary>
    private static readonly ImmutableArray<WriteErrorCase> Many =
    [
        .. Named, Stuck(FailingField.SignAndExponent, 1e-5), .. Named.Where(one => one.Rate == Relaxed).Select(one => one with
        {
            ErrorModel = ErrorModelNames.Flip,
        }),
    ];

    /// <summary>All of it: hours on one core.</summary>
    /// <param name="epochs">Epochs of every training run instead; null for its own budget.</param>
    /// <param name="maxSteps">Maximum number of steps of every training run instead; null for its own budget.</param>
    public static ImmutableArray<AccuracyGroup> Full(int? epochs = null, long? maxSteps = null) =>
    [
        Group("lenet5", "mnist", 1, 3, 3, Many, epochs, maxSteps),
        Group("alexnet", "cifar-10", QuarterWidth, 20, 3, Named, epochs, maxSteps),
        Group("alexnet", "cifar-100", QuarterWidth, 20, 3, Named, epochs, maxSteps),
        Group("vgg16", "cifar-10", QuarterWidth, 15, 3, Named, epochs, maxSteps),
        Group("resnet18", "cifar-10", QuarterWidth, 15, 3, Named, epochs, maxSteps),
    ];

    /// <summary>A look in a minute.</summary>
    /// <param name="epochs">Epochs of every training run instead; null for its own budget.</param>
    /// <param name="maxSteps">Maximum number of steps of every training run instead; null for its own budget.</param>
    public static ImmutableArray<AccuracyGroup> Quick(int? epochs = null, long? maxSteps = null)
    {
        long? steps = maxSteps ?? (epochs is null ? QuickSteps : null);
        AccuracyGroup group = Group("lenet5", "mnist", 1, 1, 3, Named, epochs, steps);
        return [group with { Exact = group.Exact with { TestImages = QuickTestImages } }];
    }

    private static AccuracyGroup Group(
        string network, string dataset, double width, int budget, int seeds, ImmutableArray<WriteErrorCase> cases, int? epochs,
            long? maxSteps) => new(
        new TrainingRequest(
            "exact", network, dataset, epochs ?? budget, Batch, network == Unnormalised ? SmallRate : Rate, maxSteps, null, 1,
                ErrorModelNames.StuckAtOld, new("off", "off", "off"))
        {
            Width = width,
        },
        [.. Enumerable.Range(1, seeds).Select(seed => (ulong)seed)], cases);

    private static WriteErrorCase Stuck(FailingField field, double rate) => new(field, rate, ErrorModelNames.StuckAtOld);
}
