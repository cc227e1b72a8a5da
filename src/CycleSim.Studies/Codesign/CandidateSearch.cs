using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays;
using CycleSim.Device.Writing;
using CycleSim.Traces;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Codesign;

/// <summary>
/// All ways to build a scratchpad that keep its data for their lifetime and meet the failure budget, with what they cost. No training is
/// needed: the loss of accuracy of cheap bits is not looked at.
/// </summary>
/// <param name="space">What is chosen from.</param>
/// <param name="cells">Finds writes.</param>
/// <param name="arrays">Designs arrays.</param>
/// <param name="costs">Costs of scratchpads.</param>
/// <param name="budget">What the bits that must be right have to meet.</param>
public sealed class CandidateSearch(
    CodesignSpace space, CellModel cells, ScratchpadArrays arrays, CostModel costs, FailureBudget budget)
{
    private const int VerifySeed = 1;

    /// <summary>The candidates of a scratchpad.</summary>
    /// <param name="role">Which.</param>
    /// <param name="lifetimeS">Longest time in s for which its data are kept.</param>
    /// <param name="cancellation">Ends the search early.</param>
    /// <returns>Candidates in a fixed order, without those that another one undercuts in every current and energy of its writes.</returns>
    public ImmutableArray<ScratchpadOption> Of(TensorRole role, double lifetimeS, CancellationToken cancellation = default)
    {
        StoredCell[] stored = [.. StoredCells(lifetimeS, cancellation)];
        Draft[] drafts =
        [
            .. Splits().SelectMany(split => Useful(
                (split.Bits == StoredWord.Bits ? CheapCells(split.Rate, lifetimeS) : stored.Where(cell => Fits(cell.Design, split.Bits)))
                    .Select(cell => Drafted(cell, split)).OfType<Draft>())),
        ];
        var metrics = new MemoryMetrics[drafts.Length];
        ForEach(
            drafts.Length, i => metrics[i] = arrays.Metrics(drafts[i].Cell, drafts[i].CheapBits, drafts[i].Cheap), cancellation);
        return [.. drafts.Select((draft, i) => Option(role, draft, metrics[i]))];
    }

    /// <summary>All cells that meet the budget, without a look at arrays.</summary>
    /// <param name="lifetimeS">Longest time in s for which data are kept.</param>
    /// <param name="cancellation">Ends the search early.</param>
    public IEnumerable<StoredCell> StoredCells(double lifetimeS, CancellationToken cancellation = default)
    {
        CellDesign[] designs = [.. space.Designs()];
        var found = new StoredCell?[designs.Length];
        ForEach(designs.Length, i => found[i] = cells.Store(designs[i], budget, lifetimeS), cancellation);
        return found.OfType<StoredCell>();
    }

    /// <summary>Cells of words whose bits are all cheap: they meet no budget, and have no code and one attempt.</summary>
    private IEnumerable<StoredCell> CheapCells(double rate, double lifetimeS) => space.Designs()
        .Where(design => design.Code.IsNone && design.Attempts == 1)
        .Select(design => cells.Written(design, budget.LineBits, lifetimeS, rate)).OfType<StoredCell>();

    /// <summary>Whether a design goes with cheap bits: codewords lie within the safe bits of a line.</summary>
    private bool Fits(CellDesign design, int cheapBits)
    {
        int safeBits = (StoredWord.Bits - cheapBits) * (budget.LineBits / StoredWord.Bits);
        return design.Code.IsNone || safeBits % design.Code.DataBits == 0;
    }

    private IEnumerable<(int Bits, double Rate)> Splits() =>
        [(0, 0), .. from bits in space.CheapBits from rate in space.CheapRates select (bits, rate)];

    private Draft? Drafted(StoredCell cell, (int Bits, double Rate) split)
    {
        if (split.Bits == 0)
            return new(cell, 0, 0, null, cell.Attempts(budget.LineBits).MeanAttempts);
        return cells.Cheap(cell.Design.BarrierKt, cell.Design.PulseNs, split.Rate, cell.LifetimeS) is { } cheap
            ? new(cell, split.Bits, split.Rate, cheap, cell.Attempts(budget.LineBits).MeanAttempts)
            : null;
    }

    /// <summary>
    /// Without those that differ from another one in the barrier alone and have no smaller current, energy or number of attempts: arrays
    /// cost no less then.
    /// </summary>
    private static IEnumerable<Draft> Useful(IEnumerable<Draft> drafts) => drafts
        .GroupBy(draft => (draft.Cell.Design.PulseNs, draft.Cell.Design.Code, draft.Cell.Design.Attempts))
        .SelectMany(group => group.Where(draft => !group.Any(other => other.Undercuts(draft))));

    private ScratchpadOption Option(TensorRole role, Draft draft, MemoryMetrics metrics)
    {
        int attempts = draft.Cell.Design.Attempts;
        var memory = new ScratchpadMemory(metrics, attempts == 1
            ? null
            : new WriteVerifySpec(attempts, draft.Cell.Failures[0], FailureBudget.ToggleProbability, VerifySeed));
        return new(
            role, draft.Cell, draft.CheapBits, draft.CheapRate, draft.Cheap, memory, draft.MeanAttempts,
            costs.Of(role, memory, draft.MeanAttempts), 0);
    }

    /// <summary>Does something for each index, several at a time; an exception of it passes as it is.</summary>
    private static void ForEach(int count, Action<int> work, CancellationToken cancellation)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation }, work);
        }
        catch (AggregateException problems)
        {
            ExceptionDispatchInfo.Throw(problems.Flatten().InnerExceptions[0]);
        }
    }

    private sealed record Draft(StoredCell Cell, int CheapBits, double CheapRate, JunctionWritePoint? Cheap, double MeanAttempts)
    {
        internal bool Undercuts(Draft other)
        {
            (double Own, double Other)[] pairs = [.. Sizes().Zip(other.Sizes())];
            return pairs.All(pair => pair.Own <= pair.Other) && pairs.Any(pair => pair.Own < pair.Other);
        }

        private IEnumerable<double> Sizes() =>
            [.. SizesOf(CheapBits == StoredWord.Bits ? null : Cell.Point), .. SizesOf(Cheap), MeanAttempts];

        private static double[] SizesOf(JunctionWritePoint? point) =>
            point is null ? [0, 0, 0] : [point.CurrentUa, point.EnergyPjParallel, point.EnergyPjAntiparallel];
    }
}
