using System.Collections.Immutable;
using CycleSim.Platform;
using CycleSim.Studies.Accuracy;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Codesign;

/// <summary>Short trainings that measure what write errors in low bits of one scratchpad at a time cost in accuracy.</summary>
/// <param name="exact">The training without write errors.</param>
/// <param name="runner">Runs trainings, and reuses those that are there.</param>
/// <param name="progress">Told of each training that is done; may be null.</param>
/// <param name="cancellation">Ends the trainings; those so far are kept.</param>
public sealed class BitSensitivities(
    TrainingRequest exact, TrainingRunner runner, Action? progress = null, CancellationToken cancellation = default)
{
    /// <summary>Trains without errors.</summary>
    /// <param name="seeds">Trainings, with different seeds.</param>
    /// <exception cref="InputException">Training diverges without any write errors.</exception>
    public SeededAccuracy Exact(int seeds)
    {
        SeededAccuracy accuracy = Train(exact.WriteErrorRates, seeds);
        return double.IsNaN(accuracy.Mean)
            ? throw new InputException("training diverges without any write errors; a smaller --learning-rate may help")
            : accuracy;
    }

    /// <summary>Trains with write errors in all scratchpads at once.</summary>
    /// <param name="rates">Write error rates of each scratchpad.</param>
    /// <param name="seeds">Trainings, with different seeds.</param>
    public SeededAccuracy Train(RoleValues<string> rates, int seeds)
    {
        var runs = new List<TrainedRun>();
        for (int seed = 0; seed < seeds; seed++)
        {
            runs.Add(runner.Run(exact with { WriteErrorRates = rates, Seed = exact.Seed + (ulong)seed }, cancellation));
            progress?.Invoke();
        }

        return new(
            [.. runs.Select(run => run.TestAccuracy ?? double.NaN)], Math.Sqrt(runs.Sum(run => run.Deviation * run.Deviation)) / seeds);
    }

    /// <summary>Measures all losses of a space.</summary>
    /// <param name="space">Says which bits and rates.</param>
    /// <param name="seeds">Trainings of each setting, with different seeds; losses are means.</param>
    public ImmutableArray<MeasuredLoss> Measure(CodesignSpace space, int seeds)
    {
        ArgumentNullException.ThrowIfNull(space);
        SeededAccuracy reference = Exact(seeds);
        return
        [
            .. TensorRoles.All.SelectMany(role => Monotone(
            [
                .. from bits in space.CheapBits
                   from rate in space.CheapRates
                   select new MeasuredLoss(role, bits, rate, Loss(role, ScratchpadOption.RatesOf(bits, rate))),
            ])),
        ];

        double Loss(TensorRole role, string rates) => Math.Max(0, Train(RatesOf(other => other == role ? rates : "off"), seeds)
            .LossAgainst(reference));
    }

    /// <summary>Trainings that <see cref="Measure"/> needs.</summary>
    /// <param name="space">Says which bits and rates.</param>
    /// <param name="seeds">Trainings of each setting.</param>
    public static int Count(CodesignSpace space, int seeds)
    {
        ArgumentNullException.ThrowIfNull(space);
        return seeds * (1 + TensorRoles.Count * space.CheapBits.Length * space.CheapRates.Length);
    }

    /// <summary>Write error rates of all scratchpads.</summary>
    /// <param name="of">The rates of one.</param>
    public static RoleValues<string> RatesOf(Func<TensorRole, string> of)
    {
        ArgumentNullException.ThrowIfNull(of);
        return new(of(TensorRole.Activation), of(TensorRole.Weight), of(TensorRole.Error));
    }

    /// <summary>
    /// The smallest loss that was measured for at least as many bits at at least the rate: noise does not make a setting worse.
    /// </summary>
    internal static ImmutableArray<MeasuredLoss> Monotone(ImmutableArray<MeasuredLoss> measured) =>
    [
        .. measured.Select(option => option with
        {
            AccuracyLoss = measured.Where(other => other.CheapBits >= option.CheapBits && other.Rate >= option.Rate)
                .Min(other => other.AccuracyLoss),
        }),
    ];
}
