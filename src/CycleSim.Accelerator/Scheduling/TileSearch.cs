using System.Collections.Immutable;
using System.Globalization;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;
using CycleSim.Accelerator.Mapping.Objectives;
using CycleSim.Platform;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>
/// Chooses tile sizes and loop order of a GEMM operation by the machine's objective. Lines of all tiles are counted one by one; of equal
/// choices the one with the minimum of lines, then of tiles is taken. Simpler than it could be: K is the inner loop, so partial sums
/// never leave the chip, and sizes are about a power of two parts of the whole.
/// </summary>
/// <param name="gemm">The operation.</param>
/// <param name="layouts">Layout of each tensor, by id.</param>
/// <param name="machine">The machine.</param>
/// <param name="choice">What the choice makes as small as possible.</param>
internal sealed class TileSearch(
    GemmOperation gemm, IReadOnlyList<TensorLayout> layouts, MachineSpec machine, MappingChoice choice)
{
    /// <summary>Candidates whose tiles are run on the tile pipeline.</summary>
    private const int MaxRefined = 4;

    private static readonly LoopOrder[] Orders = [.. LoopOrder.All.Where(order => order.Inner == GemmDimension.K)];

    private readonly Dictionary<(long Rows, long Columns, int Tensor), TileLines> _outputs = [];
    private readonly Dictionary<string, GemmTilePlan?> _plans = [];
    private readonly OperandLines _operands = new(gemm.Product(0), layouts, ProductCuts.Of(gemm));

    // Of any two sizes of lines one is a multiple of the other.
    private readonly int _alignedWords = gemm.Reads.Concat(gemm.Writes).Max(tensor => layouts[tensor.Id].AlignedWords);
    private ImmutableDictionary<int, long>? _onePass;

    private GemmOperation First => _operands.Product;

    private ProductCuts Cuts => _operands.Cuts;

    /// <summary>The best tiles; null where none fit.</summary>
    /// <param name="onChip">Ids of the tensors that are on-chip.</param>
    /// <param name="shares">How the scratchpads are divided.</param>
    internal GemmTilePlan? Best(IReadOnlySet<int> onChip, ScratchpadShares shares)
    {
        string key = KeyOf(onChip, shares);
        if (!_plans.TryGetValue(key, out GemmTilePlan? plan))
            _plans.Add(key, plan = Search(onChip, shares));
        return plan;
    }

    /// <summary>All that the choice depends on.</summary>
    private string KeyOf(IReadOnlySet<int> onChip, ScratchpadShares shares) => string.Join(
        ' ', gemm.Reads.Concat(gemm.Writes).Select(tensor =>
            onChip.Contains(tensor.Id) ? "-" : shares[tensor.Role].HalfBytes.ToString(CultureInfo.InvariantCulture)));

    private GemmTilePlan? Search(IReadOnlySet<int> onChip, ScratchpadShares shares)
    {
        var limits = new TileLineLimits(gemm, onChip, shares, machine.Scratchpad.LineBytes);
        List<GemmTiling> tilings = [.. Tilings(TileSteps.Of(machine.Array), onChip, limits)];
        if (tilings.Count == 0)
            tilings.AddRange(Tilings(TileSteps.Any, onChip, limits)); // in small scratchpads tiles fill a part of the array
        IEnumerable<Candidate> ranked = Ranked(
            tilings.SelectMany(tiling => Orders.Select(order => CandidateOf(new TiledLoopNest(tiling, order), onChip))));
        if (choice.Objective.NeedsEstimates)
            ranked = Ranked(ranked.Take(MaxRefined).Select(Refined));
        return ranked.FirstOrDefault() is { } best ? PlanOf(best.Loops, onChip).At(best.Cost.Times(gemm.Count)) : null;
    }

    /// <summary>The best first; of equal ones that with the minimum of lines, then of tiles, then the first.</summary>
    private IEnumerable<Candidate> Ranked(IEnumerable<Candidate> candidates) => candidates
        .OrderBy(candidate => choice.Objective.Of(candidate.Cost)).ThenBy(candidate => candidate.Cost.DramLines)
        .ThenBy(candidate => candidate.Cost.Tiles);

    private Candidate CandidateOf(TiledLoopNest loops, IReadOnlySet<int> onChip)
    {
        ProductTiles tiles = TilesOf(loops);
        double lines = LinesOf(loops, tiles, onChip, _operands).Values.Sum();
        if (choice.Estimate is not { } estimate)
            return new Candidate(loops, tiles, default, 0, new MappingCost(lines, tiles.Count, 0, 0));
        ProductLines moved = MovedBy(loops, tiles, lines, onChip);
        double reads = LaneReads(tiles, loops.Tiling);
        return new Candidate(loops, tiles, moved, reads, estimate.Of(tiles, moved, reads));
    }

    private Candidate Refined(Candidate candidate) =>
        choice.Estimate!.Run(candidate.Tiles, candidate.Moved, candidate.Reads) is { } cost ? candidate with { Cost = cost } : candidate;

    private ProductLines MovedBy(TiledLoopNest loops, ProductTiles tiles, double lines, IReadOnlySet<int> onChip)
    {
        double rows = onChip.Contains(First.Rows.Tensor.Id) ? 0 : RowLines(loops.Tiling).Total;
        double columns = onChip.Contains(First.Columns.Tensor.Id) ? 0 : ColumnLines(loops.Tiling).Total;
        double others = lines - (rows > 0 ? _operands.Loaded(isRows: true, loops.Tiling, tiles) : 0)
            - (columns > 0 ? _operands.Loaded(isRows: false, loops.Tiling, tiles) : 0);
        double stored = onChip.Contains(First.Output.Tensor.Id) ? 0 : OutputLines(First, First.Output.Tensor, loops.Tiling);
        return new ProductLines(
            lines - stored, lines, rows / (tiles.M.Length * tiles.K.Length), columns / (tiles.N.Length * tiles.K.Length),
            others / (tiles.M.Length * tiles.N.Length));
    }

    /// <summary>
    /// Lines that lanes read of operands and partial sums, and write of these: each panel once for each fold that uses it.
    /// </summary>
    private double LaneReads(ProductTiles tiles, GemmTiling tiling)
    {
        SystolicArraySpec array = machine.Array;
        long? sums = machine.Accumulators?.WordsOfColumn(array);
        (long rowFolds, long columnFolds) = array.Dataflow switch
        {
            DataflowKind.WeightStationary => (Parts(tiling.Tn, array.FoldColumns), Parts(tiling.Tm, sums ?? tiling.Tm)),
            DataflowKind.InputStationary => (Parts(tiling.Tn, sums ?? tiling.Tn), Parts(tiling.Tm, array.FoldColumns)),
            _ => (Parts(tiling.Tn, array.FoldColumns), Parts(tiling.Tm, array.Rows)),
        };
        return (double)RowLines(tiling).Total * tiles.N.Length * rowFolds + (double)ColumnLines(tiling).Total * tiles.M.Length * columnFolds
            + 2.0 * (tiles.K.Length - 1) * OutputLines(First, First.Output.Tensor, tiling);

        static long Parts(long size, long part) => WholeNumbers.CeilingDivide(size, part);
    }

    private TileLines RowLines(GemmTiling tiling) => _operands.Of(isRows: true, tiling.Tm, tiling.Tk);

    private TileLines ColumnLines(GemmTiling tiling) => _operands.Of(isRows: false, tiling.Tn, tiling.Tk);

    /// <summary>Tiles that somebody has chosen; null where they do not fit.</summary>
    /// <param name="loops">The choice; no tile is larger than the whole.</param>
    /// <param name="shares">How the scratchpads are divided.</param>
    /// <exception cref="InputException">Partial sums would leave the chip.</exception>
    internal GemmTilePlan? Of(TiledLoopNest loops, ScratchpadShares shares)
    {
        ImmutableHashSet<int> none = [];
        var limits = new TileLineLimits(gemm, none, shares, machine.Scratchpad.LineBytes);
        (long tm, long tn, long tk) = (loops.Tiling.Tm, loops.Tiling.Tn, loops.Tiling.Tk);
        if (loops.Order.Inner != GemmDimension.K && tk < gemm.K)
            throw new InputException($"order {loops.Order}: K in parts must be the innermost loop, or partial sums would leave the chip");
        bool fits = FitOutputs(tm, tn, none, limits) && Fits(true, tm, tk, none, limits) && Fits(false, tn, tk, none, limits);
        LoopOrder order = Array.Find(Orders, order => IsOutside(loops.Order, order.Outer, order.Middle))!;
        return fits ? PlanOf(new TiledLoopNest(loops.Tiling, order), none) : null;
    }

    private static bool IsOutside(LoopOrder order, GemmDimension first, GemmDimension second) =>
        order.Outer == first || (order.Outer != second && order.Middle == first);

    private GemmTilePlan PlanOf(TiledLoopNest loops, IReadOnlySet<int> onChip)
    {
        ProductTiles tiles = TilesOf(loops);
        return new GemmTilePlan(loops, tiles, LinesOfAll(loops, tiles, onChip));
    }

    /// <summary>Lines that each tensor moves if it passes once, by its id.</summary>
    internal ImmutableDictionary<int, long> LinesOfOnePass => _onePass ??= CountOnePass();

    private ImmutableDictionary<int, long> CountOnePass()
    {
        var whole = new TiledLoopNest(new GemmTiling(gemm.M, gemm.N, gemm.K), Orders[0]);
        return LinesOfAll(whole, TilesOf(whole), ImmutableHashSet<int>.Empty);
    }

    /// <summary>The tilings that fit; of K only the largest part that does, for each size of M and N.</summary>
    /// <param name="steps">What sizes are multiples of.</param>
    /// <param name="onChip">Ids of the tensors that are on-chip.</param>
    /// <param name="limits">Room for tiles.</param>
    private IEnumerable<GemmTiling> Tilings(TileSteps steps, IReadOnlySet<int> onChip, TileLineLimits limits)
    {
        foreach (long tm in Cuts.M.TileSizes(steps.M))
        {
            foreach (long tn in Cuts.N.TileSizes(steps.N))
            {
                if (!FitOutputs(tm, tn, onChip, limits))
                    continue;
                foreach (long tk in Cuts.K.TileSizes(steps.K))
                {
                    if (!Fits(isRows: true, tm, tk, onChip, limits) || !Fits(isRows: false, tn, tk, onChip, limits))
                        continue;
                    yield return new GemmTiling(tm, tn, tk);
                    break;
                }
            }
        }
    }

    private bool FitOutputs(long tm, long tn, IReadOnlySet<int> onChip, TileLineLimits limits) =>
        (onChip.Contains(gemm.Output.Tensor.Id) || Lines(gemm.Output.Tensor, tm, tn).Max <= limits.OfOutputs(gemm.Output.Tensor))
        && gemm.OutputReads.All(read => onChip.Contains(read.Id) || Lines(read, tm, tn).Max <= limits.OfRead(read));

    private bool Fits(bool isRows, long lanes, long depth, IReadOnlySet<int> onChip, TileLineLimits limits)
    {
        OperandView operand = isRows ? First.Rows : First.Columns;
        return onChip.Contains(operand.Tensor.Id)
            || _operands.Of(isRows, lanes, depth).Max <= limits.OfRead(operand.Tensor);
    }

    private TileLines Lines(TensorSpec tensor, long rows, long columns)
    {
        if (!_outputs.TryGetValue((rows, columns, tensor.Id), out TileLines lines))
        {
            lines = TileFootprints.Count(First.Output, layouts[tensor.Id], Cuts.M.Ranges(rows), Cuts.N.Ranges(columns));
            _outputs.Add((rows, columns, tensor.Id), lines);
        }

        return lines;
    }

    private ProductTiles TilesOf(TiledLoopNest loops) =>
        Cuts.Tiles(loops.Tiling.Tm, loops.Tiling.Tn, loops.Tiling.Tk, loops.Order.Outer == GemmDimension.M) with
        {
            IsSerpentine = machine.TileLoops == TileDirection.Serpentine,
        };

    private ImmutableDictionary<int, long> LinesOfAll(TiledLoopNest loops, ProductTiles tiles, IReadOnlySet<int> onChip)
    {
        var all = new Dictionary<int, long>();
        var alike = new Dictionary<GemmShift, Dictionary<int, long>> { [default] = LinesOf(loops, tiles, onChip, _operands) };
        for (int i = 0; i < gemm.Count; i++)
        {
            GemmShift within = i == 0 ? default : WithinLines(gemm.Repeats[i - 1]);
            if (!alike.TryGetValue(within, out Dictionary<int, long>? product))
                alike.Add(within, product = LinesOf(loops, tiles, onChip, _operands.In(gemm.Product(i))));
            foreach ((int tensor, long lines) in product)
                all[tensor] = all.GetValueOrDefault(tensor) + lines;
        }

        return all.ToImmutableDictionary();
    }

    /// <summary>What is left of a shift without whole lines: products that differ by whole lines move equally many.</summary>
    private GemmShift WithinLines(GemmShift shift)
    {
        return new GemmShift(Left(shift.Rows), Left(shift.Columns), Left(shift.Output), shift.Vectors % _alignedWords);

        WordShift Left(WordShift words) => new(0, words.Words % _alignedWords);
    }

    /// <summary>Lines of each tensor in one product.</summary>
    private Dictionary<int, long> LinesOf(
        TiledLoopNest loops, ProductTiles tiles, IReadOnlySet<int> onChip, OperandLines operands)
    {
        GemmOperation product = operands.Product;
        var lines = new Dictionary<int, long>();
        GemmTiling tiling = loops.Tiling;
        long m = tiles.M.Length;
        Add(product.Rows.Tensor, () => operands.Loaded(isRows: true, tiling, tiles));
        Add(product.Columns.Tensor, () => operands.Loaded(isRows: false, tiling, tiles));
        foreach (TensorSpec tensor in product.OutputReads.Append(product.Output.Tensor))
            Add(tensor, () => OutputLines(product, tensor, tiling));
        if (product.Bias is { } bias)
            Add(bias, () => m * VectorLines(bias, product, Cuts.N.Ranges(tiling.Tn)));
        if (product.RowSums is { } sums)
            Add(sums, () => VectorLines(sums, product, Cuts.M.Ranges(tiling.Tm)));
        return lines;

        void Add(TensorSpec tensor, Func<long> count)
        {
            if (!onChip.Contains(tensor.Id))
                lines[tensor.Id] = lines.GetValueOrDefault(tensor.Id) + count();
        }
    }

    private long OutputLines(GemmOperation product, TensorSpec tensor, GemmTiling tiling) => product == First
        ? Lines(tensor, tiling.Tm, tiling.Tn).Total
        : TileFootprints.Count(product.Output, layouts[tensor.Id], Cuts.M.Ranges(tiling.Tm), Cuts.N.Ranges(tiling.Tn)).Total;

    private long VectorLines(TensorSpec vector, GemmOperation product, IEnumerable<IndexRange> ranges) => ranges.Sum(range =>
        LineRun.Total(layouts[vector.Id].LinesOf(checked((int)(product.VectorOffset + range.First)), (int)range.Count)));

    /// <summary>Tiles to choose from.</summary>
    private sealed record Candidate(TiledLoopNest Loops, ProductTiles Tiles, ProductLines Moved, double Reads, MappingCost Cost);
}
