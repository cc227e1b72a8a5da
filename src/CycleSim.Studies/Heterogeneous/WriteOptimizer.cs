using System.Collections.Immutable;
using CycleSim.Arrays;
using CycleSim.Arrays.Cells;
using CycleSim.Platform;
using CycleSim.Studies.Accuracy;
using CycleSim.Studies.Plans;
using CycleSim.Traces;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Heterogeneous;

/// <summary>
/// Searches which low bits of each scratchpad may lie in a cheap array, and how hard that one may be under-driven, so that scratchpads take
/// the least energy for a stated loss of accuracy. Losses are measured: short trainings with write errors in one scratchpad at a time.
/// </summary>
/// <param name="exact">The training without write errors; its network is that of the point.</param>
/// <param name="runner">Runs trainings.</param>
/// <param name="point">The training step, with safe STT-MRAM.</param>
/// <param name="result">Its result.</param>
/// <param name="seeds">Trainings of each setting.</param>
/// <param name="writesOnly">Whether the energy of writes alone counts; else that of reads, writes and leakage.</param>
public sealed class WriteOptimizer(
    TrainingRequest exact, TrainingRunner runner, StudyPoint point, PointResult result, int seeds, bool writesOnly)
{
    private const double BitsPerByte = 8;
    private const double Pico = 1e-12;

    private static readonly int[] Splits = [8, 16, WriteEnergyStudy.CheapBits, StoredWord.Bits];

    private readonly MemoryVariant _memory = point.Memory;
    private readonly MemoryVariant _safe =
        point.Memory.WithWritePoint(WriteEnergyStudy.Junction, DeviceWritePoint.BaseWriteErrorRate, WriteEnergyStudy.PulseNs);

    /// <summary>Write error rates that are tried.</summary>
    public static ImmutableArray<double> Rates { get; } = [1e-5, DeviceWritePoint.RelaxedWriteErrorRate, 1e-2, 0.1];

    /// <summary>What the search takes for granted.</summary>
    public static ImmutableArray<string> Assumptions { get; } =
    [
        "losses of the three scratchpads add; the last line trains with all of them at once and says whether they do",
        "fewer cheap bits, or a lower rate, never lose more than what was measured for more bits and a higher rate",
        "pulse width is 10 ns for both arrays, so time and traffic of the step do not change; only voltage does",
        "safe bits fail at 8.62e-10, too seldom to be trained with",
        "short trainings show what long ones would lose",
        "the two arrays of a word have their bits' share of capacity, reads, writes and leakage",
    ];

    /// <summary>Trainings that are needed at most.</summary>
    public int Trainings => seeds * (2 + TensorRoles.Count * Splits.Length * Rates.Length);

    /// <summary>Searches.</summary>
    /// <param name="maxLoss">Maximum loss of accuracy, a share.</param>
    /// <param name="progress">Told how many trainings of how many are done; may be null.</param>
    /// <param name="cancellation">Ends the search; trainings so far are kept.</param>
    /// <exception cref="InputException">The training without write errors diverges.</exception>
    public OptimizerResult Search(double maxLoss, Action<int, int>? progress, CancellationToken cancellation)
    {
        int done = 0;
        SeededAccuracy reference = Train(exact);
        if (double.IsNaN(reference.Mean))
            throw new InputException("training diverges without any write errors; a smaller --learning-rate may help");
        ImmutableArray<WriteOption> safe = [.. TensorRoles.All.Select(role => Option(role, 0, 0, 0))];
        ImmutableArray<ImmutableArray<WriteOption>> options =
        [
            .. TensorRoles.All.Select((role, i) => Monotone(
                [safe[i], .. from split in Splits from rate in Rates select Option(role, split, rate, Loss(role, split, rate))])),
        ];
        ImmutableArray<WriteOption> chosen = [.. WriteSearch.Best([.. options.Select(list => (IReadOnlyList<WriteOption>)list)], maxLoss)];
        return new(reference, options, chosen, safe, Train(With(chosen[0].Rates, chosen[1].Rates, chosen[2].Rates)));

        SeededAccuracy Train(TrainingRequest request)
        {
            var runs = new List<TrainedRun>();
            for (int seed = 0; seed < seeds; seed++)
            {
                runs.Add(runner.Run(request with { Seed = request.Seed + (ulong)seed }, cancellation));
                progress?.Invoke(++done, Trainings);
            }

            return new(
                [.. runs.Select(run => run.TestAccuracy ?? double.NaN)],
                Math.Sqrt(runs.Sum(run => run.Deviation * run.Deviation)) / seeds);
        }

        double Loss(TensorRole role, int split, double rate)
        {
            string rates = new WriteOption(role, split, rate, 0, 0).Rates;
            return Math.Max(0, Train(With(Of(TensorRole.Activation), Of(TensorRole.Weight), Of(TensorRole.Error)))
                .LossAgainst(reference));

            string Of(TensorRole other) => other == role ? rates : "off";
        }
    }

    /// <summary>The least loss that was measured for at least as many bits at at least the rate.</summary>
    internal static ImmutableArray<WriteOption> Monotone(ImmutableArray<WriteOption> measured) =>
    [
        .. measured.Select(option => option with
        {
            Loss = measured.Where(other => other.CheapBits >= option.CheapBits && other.Rate >= option.Rate).Min(other => other.Loss),
        }),
    ];

    private TrainingRequest With(string activations, string weights, string errors) =>
        exact with { WriteErrorRates = new(activations, weights, errors) };

    private WriteOption Option(TensorRole role, int split, double rate, double loss) =>
        new(role, split, rate, loss, EnergyJ(role, split, rate));

    private double EnergyJ(TensorRole role, int split, double rate)
    {
        MemoryVariant memory = split == 0
            ? _safe
            : MemoryVariant.Heterogeneous(
                "", (StoredWord.Bits - split, _safe),
                    (split, _memory.WithWritePoint(WriteEnergyStudy.Junction, rate, WriteEnergyStudy.PulseNs)));
        MemoryMetrics metrics = memory.Technology.At(point.CapacityBytes);
        ScratchpadBytes bytes = role switch
        {
            TensorRole.Activation => result.Activation,
            TensorRole.Weight => result.Weight,
            _ => result.Error,
        };
        double writes = BitsPerByte * bytes.Written * metrics.WriteEnergyPjPerBit * Pico;
        double reads = BitsPerByte * bytes.Read * metrics.ReadEnergyPjPerBit * Pico;
        return writesOnly ? writes : writes + reads + metrics.LeakageMw * 1e-3 / TensorRoles.Count * result.TimeS;
    }
}
