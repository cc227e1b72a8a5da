using System.Collections.Immutable;
using CycleSim.Platform;
using CycleSim.Traces;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Codesign;

/// <summary>
/// Searches barrier, write point, code, verification and cheap bits of each scratchpad for the memories of minimum cost at a stated loss of
/// accuracy and failure rate, and checks them by a simulated step.
/// </summary>
public sealed class CodesignStudy
{
    private const int MaxRounds = 5;

    // What a step with longer lifetimes may exceed the failure rate by: digits of solutions.
    private const double Accuracy = 1e-3;

    private readonly CodesignQuestion _question;
    private readonly CancellationToken _cancellation;
    private readonly CandidateSearch _search;

    /// <summary>Prepares a search; the baseline's step is simulated.</summary>
    /// <param name="question">The question.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="InputException">The question cannot be answered for its memory, machine or space.</exception>
    public CodesignStudy(CodesignQuestion question, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        question.Space.Check();
        _question = question;
        _cancellation = cancellation;
        long capacity = question.Point.CapacityBytes / question.Point.MemoryArrayCount;
        Cells = new(question.Junction, question.Spread, question.RetentionTemperatureK);
        foreach (double barrier in question.Space.BarriersKt)
            Cells.Check(barrier);
        Arrays = new(question.Point.Memory, capacity);
        Baseline = CodesignBaseline.Of(question, Cells, Arrays);
        Steps = new(question.Point, Baseline.Memory, cancellation);
        Costs = new(Steps, question.WritesOnly);
        _search = new(question.Space.With(Baseline.Design), Cells, Arrays, Costs, Baseline.Budget);
    }

    /// <summary>The question.</summary>
    public CodesignQuestion Question => _question;

    /// <summary>The model of the cells.</summary>
    public CellModel Cells { get; }

    /// <summary>The arrays.</summary>
    public ScratchpadArrays Arrays { get; }

    /// <summary>The memory that is improved on.</summary>
    public CodesignBaseline Baseline { get; }

    /// <summary>Steps of the machine.</summary>
    public MachineSteps Steps { get; }

    /// <summary>Costs of scratchpads.</summary>
    public CostModel Costs { get; }

    /// <summary>What a scratchpad of the baseline costs.</summary>
    /// <param name="role">Which.</param>
    public ScratchpadCost BaselineCost(TensorRole role) => Costs.Of(role, Baseline.Memory, 1);

    /// <summary>All cells that keep data for a time and meet the failure rate, without a look at arrays.</summary>
    /// <param name="lifetimeS">The time in s.</param>
    public IEnumerable<StoredCell> StoredCells(double lifetimeS) => _search.StoredCells(lifetimeS, _cancellation);

    /// <summary>Searches.</summary>
    /// <param name="losses">Measured losses of cheap bits; a setting without one is not chosen.</param>
    /// <exception cref="InputException">Nothing in the space keeps the data of a scratchpad right.</exception>
    public CodesignSelection Select(IReadOnlyCollection<MeasuredLoss> losses)
    {
        ArgumentNullException.ThrowIfNull(losses);
        ImmutableArray<double> lifetimes = Steps.Baseline.LifetimesS;
        for (int round = 1; ; round++)
        {
            CodesignSelection selection = Select(losses, lifetimes, round);
            if (selection.KeepsData || round == MaxRounds)
                return selection;
            lifetimes = [.. lifetimes.Zip(selection.Step.LifetimesS, Math.Max)];
        }
    }

    /// <summary>Measures losses, searches, and trains with the choice.</summary>
    /// <param name="trainings">The trainings.</param>
    /// <param name="seeds">Trainings of each setting whose loss is measured.</param>
    /// <param name="dataset">The data set of the trainings.</param>
    /// <exception cref="InputException">Training diverges without errors, or nothing in the space keeps data right.</exception>
    public CodesignOutcome Run(BitSensitivities trainings, int seeds, string dataset)
    {
        ArgumentNullException.ThrowIfNull(trainings);
        CodesignSelection selection = Select(trainings.Measure(Question.Space, seeds));
        var accuracy = new CodesignAccuracy(
            trainings.Exact(CodesignOutcome.ConfirmingSeeds),
            trainings.Train(
                BitSensitivities.RatesOf(role => selection.Chosen.Chosen[(int)role].Rates), CodesignOutcome.ConfirmingSeeds));
        return new(selection, accuracy, CodesignResult.Of(this, selection, accuracy, dataset));
    }

    private CodesignSelection Select(IReadOnlyCollection<MeasuredLoss> losses, ImmutableArray<double> lifetimesS, int round)
    {
        ImmutableArray<ImmutableArray<ScratchpadOption>> candidates =
            [.. TensorRoles.All.Select(role => _search.Of(role, lifetimesS[(int)role], _cancellation))];
        ImmutableArray<ImmutableArray<ScratchpadOption>> options =
        [
            .. candidates.Select(scratchpad => CodesignSearch.CheapestOfEachSplit(scratchpad, _question.Objective)
                .Select(option => option with { AccuracyLoss = LossOf(option, losses) }).ToImmutableArray()),
        ];
        int empty = options.ToList().FindIndex(scratchpad => scratchpad.All(option => option.CheapBits != 0));
        if (empty >= 0)
        {
            throw new InputException(FormattableString.Invariant(
                $"nothing keeps the {TensorRoles.KeyOf(TensorRoles.All[empty])} right for {lifetimesS[empty]:G3} s ") + FormattableString
                .Invariant($"with a failure of {Baseline.Budget.LineFailure:G3} a line; higher barriers or stronger codes may"));
        }

        CodesignPoint chosen = CodesignSearch.Best(options, _question.MaxAccuracyLoss, _question.Objective);
        CodesignPoint right = CodesignSearch.Best(
            [.. options.Select(scratchpad => scratchpad.Where(option => option.CheapBits == 0).ToImmutableArray())], 0,
            _question.Objective);
        StepProfile step = Steps.With([.. chosen.Chosen.Select(option => option.Memory)]);
        ImmutableArray<StoredCell> kept =
            [.. chosen.Chosen.Select((option, i) => Cells.Kept(option.Cell, Baseline.Budget.LineBits, step.LifetimesS[i]))];
        bool keepsData = chosen.Chosen.Zip(kept).All(pair => Keeps(pair.First, pair.Second));
        return new(candidates, options, CodesignSearch.Front(options, _question.Objective), chosen, right, step, kept, round, keepsData);
    }

    private bool Keeps(ScratchpadOption option, StoredCell kept)
    {
        bool cheap = option.CheapBits == 0
            || Cells.Cheap(option.Cell.Design.BarrierKt, option.Cell.Design.PulseNs, option.CheapRate, kept.LifetimeS) is not null;
        bool hasSafeBits = option.CheapBits < StoredWord.Bits;
        return cheap && (!hasSafeBits || kept.LineFailure <= Baseline.Budget.LineFailure * (1 + Accuracy));
    }

    private static double LossOf(ScratchpadOption option, IReadOnlyCollection<MeasuredLoss> losses) => option.CheapBits == 0
        ? 0
        : losses.FirstOrDefault(loss => loss.Role == option.Role && loss.CheapBits == option.CheapBits && loss.Rate == option.CheapRate)
            ?.AccuracyLoss ?? double.PositiveInfinity;
}
