using System.Collections.Immutable;
using CycleSim.Arrays;
using CycleSim.Arrays.Cells;
using CycleSim.Configuration;
using CycleSim.Studies.Accuracy;
using CycleSim.Studies.Plans;

namespace CycleSim.Studies.Heterogeneous;

/// <summary>What the search came to.</summary>
/// <param name="Exact">Training without errors.</param>
/// <param name="Options">All options, scratchpad by scratchpad.</param>
/// <param name="Chosen">The choice.</param>
/// <param name="Safe">All bits written safely, scratchpad by scratchpad.</param>
/// <param name="Check">Training with the choice in all three places at once.</param>
public sealed record OptimizerResult(
    TrainedRun Exact, ImmutableArray<ImmutableArray<WriteOption>> Options, ImmutableArray<WriteOption> Chosen, ImmutableArray<WriteOption> Safe, TrainedRun Check)
{
    /// <summary>Energy of the scratchpads with the choice.</summary>
    public double ChosenJ => Chosen.Sum(option => option.EnergyJ);

    /// <summary>Energy of the scratchpads with all bits safe.</summary>
    public double SafeJ => Safe.Sum(option => option.EnergyJ);

    /// <summary>Loss that the additive model predicts.</summary>
    public double PredictedLoss => Chosen.Sum(option => option.Loss);

    /// <summary>Loss that training with the choice had; infinite if it diverged.</summary>
    public double MeasuredLoss => Check.HasDiverged ? double.PositiveInfinity : (Exact.TestAccuracy ?? 0) - (Check.TestAccuracy ?? 0);
}

/// <summary>
/// Searches which low bits of each scratchpad may lie in a cheap array, and how hard that one may be under-driven, so that scratchpads take
/// the least energy for a stated loss of accuracy. Losses are measured: short trainings with errors in one place at a time.
/// </summary>
/// <param name="exact">The training without errors; its network is that of the point.</param>
/// <param name="runner">Runs trainings.</param>
/// <param name="point">The training step, with safe STT-MRAM.</param>
/// <param name="result">Its result.</param>
public sealed class WriteOptimizer(TrainingRequest exact, TrainingRunner runner, StudyPoint point, PointResult result)
{
    private const double BitsPerByte = 8;
    private const double Pico = 1e-12;
    private const int Scratchpads = 3;

    private static readonly int[] Splits = [8, 16, WriteEnergyStudy.CheapBits, WriteOption.WordBits];

    private readonly MemoryVariant _memory = point.Memory;
    private readonly MemoryVariant _safe = point.Memory.WithWritePoint(WriteEnergyStudy.Junction, DeviceWritePoint.BaseWriteErrorRate, WriteEnergyStudy.PulseNs);

    /// <summary>Write error rates that are tried.</summary>
    public static ImmutableArray<double> Rates { get; } = [1e-5, DeviceWritePoint.RelaxedWriteErrorRate, 1e-2, 0.1];

    /// <summary>What the search takes for granted.</summary>
    public static ImmutableArray<string> Assumptions { get; } =
    [
        "losses of the three scratchpads add; the last line trains with all of them at once and says whether they do",
        "a loss below the sampling noise of the test images counts as it was measured, but never below 0",
        "pulse width is 10 ns for both arrays, so time and traffic of the step do not change; only voltage does",
        "safe bits fail at 8.62e-10, too seldom to be trained with",
        "short trainings show what long ones would lose",
        "the two arrays of a word have their bits' share of capacity, reads, writes and leakage",
    ];

    /// <summary>Trainings that are needed at most.</summary>
    public static int Trainings => 2 + Scratchpads * Splits.Length * Rates.Length;

    /// <summary>Searches.</summary>
    /// <param name="mostLoss">Most accuracy that may be lost, a share.</param>
    /// <param name="progress">Told how many trainings of how many are done; may be null.</param>
    /// <param name="cancellation">Ends the search; trainings so far are kept.</param>
    /// <exception cref="InputException">The training without errors diverges.</exception>
    public OptimizerResult Search(double mostLoss, Action<int, int>? progress, CancellationToken cancellation)
    {
        int done = 0;
        TrainedRun reference = Train(exact);
        if (reference.TestAccuracy is not { } accuracy)
            throw new InputException("training diverges without any errors; a smaller --learning-rate may help");
        ScratchpadPlace[] places = Enum.GetValues<ScratchpadPlace>();
        ImmutableArray<WriteOption> safe = [.. places.Select(place => Option(place, 0, 0, 0))];
        ImmutableArray<ImmutableArray<WriteOption>> options =
        [
            .. places.Select((place, i) => ImmutableArray.Create<WriteOption>(
                [safe[i], .. from split in Splits from rate in Rates select Measured(place, split, rate, accuracy)])),
        ];
        ImmutableArray<WriteOption> chosen = [.. WriteSearch.Best([.. options.Select(list => (IReadOnlyList<WriteOption>)list)], mostLoss)];
        TrainedRun check = Train(exact with { Label = "chosen", Activations = chosen[0].Map, Weights = chosen[1].Map, Errors = chosen[2].Map });
        return new(reference, options, chosen, safe, check);

        TrainedRun Train(TrainingRequest request)
        {
            TrainedRun run = runner.Run(request, cancellation);
            progress?.Invoke(++done, Trainings);
            return run;
        }

        WriteOption Measured(ScratchpadPlace place, int split, double rate, double without)
        {
            string map = new WriteOption(place, split, rate, 0, 0).Map;
            TrainedRun run = Train(exact with
            {
                Activations = place == ScratchpadPlace.Activations ? map : "off",
                Weights = place == ScratchpadPlace.Weights ? map : "off",
                Errors = place == ScratchpadPlace.Errors ? map : "off",
            });
            double loss = run.HasDiverged ? double.PositiveInfinity : Math.Max(0, without - (run.TestAccuracy ?? 0));
            return Option(place, split, rate, loss);
        }
    }

    private WriteOption Option(ScratchpadPlace place, int split, double rate, double loss) => new(place, split, rate, loss, EnergyJ(place, split, rate));

    private double EnergyJ(ScratchpadPlace place, int split, double rate)
    {
        MemoryVariant memory = split == 0
            ? _safe
            : MemoryVariant.Heterogeneous(
                "", (WriteOption.WordBits - split, _safe), (split, _memory.WithWritePoint(WriteEnergyStudy.Junction, rate, WriteEnergyStudy.PulseNs)));
        MemoryFigures figures = memory.Technology.At(point.CapacityBytes);
        ScratchpadBytes bytes = place switch
        {
            ScratchpadPlace.Activations => result.Activation,
            ScratchpadPlace.Weights => result.Weight,
            _ => result.Error,
        };
        double accesses = BitsPerByte * (bytes.Read * figures.ReadEnergyPjPerBit + bytes.Written * figures.WriteEnergyPjPerBit) * Pico;
        return accesses + figures.LeakageMw * 1e-3 / Scratchpads * result.TimeS;
    }
}
