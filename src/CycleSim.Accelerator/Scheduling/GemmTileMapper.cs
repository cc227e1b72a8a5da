using System.Collections.Immutable;
using System.Globalization;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;
using CycleSim.Platform;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>
/// Chooses tile sizes and loop order of a GEMM operation so that the fewest DRAM lines move. Lines of all tiles are counted one by one; of
/// equal choices the one with the fewest tiles is taken. Simpler than it could be: K is the inner loop, so partial sums never leave the
/// chip, and sizes are about a power of two parts of the whole.
/// </summary>
/// <param name="gemm">The operation.</param>
/// <param name="layouts">Layout of each tensor, by id.</param>
/// <param name="machine">The machine.</param>
internal sealed class GemmTileMapper(GemmOperation gemm, IReadOnlyList<TensorLayout> layouts, MachineSpec machine)
{
    private static readonly LoopOrder[] Orders = [.. LoopOrder.All.Where(order => order.Inner == GemmDimension.K)];

    private readonly GemmOperation _first = gemm.Product(0);
    private readonly Dictionary<(long Lanes, long Depth, bool IsRows), TileLines> _operands = [];
    private readonly Dictionary<(long Rows, long Columns, int Tensor), TileLines> _outputs = [];
    private readonly Dictionary<string, GemmTilePlan?> _plans = [];
    private readonly ProductCuts _cuts = ProductCuts.Of(gemm);

    /// <summary>The best tiles.</summary>
    /// <param name="onChip">Ids of the tensors that are on-chip.</param>
    /// <param name="shares">How the scratchpads are divided.</param>
    /// <exception cref="InputException">No tile fits.</exception>
    internal GemmTilePlan Map(IReadOnlySet<int> onChip, ScratchpadShares shares)
    {
        string key = KeyOf(onChip, shares);
        if (!_plans.TryGetValue(key, out GemmTilePlan? plan))
            _plans.Add(key, plan = Search(onChip, shares));
        return plan ?? throw TooSmall("no tile", shares);
    }

    /// <summary>All that the choice depends on.</summary>
    private string KeyOf(IReadOnlySet<int> onChip, ScratchpadShares shares) => string.Join(
        ' ', gemm.Reads.Concat(gemm.Writes).Select(tensor =>
            onChip.Contains(tensor.Id) ? "-" : shares[tensor.Role].HalfBytes.ToString(CultureInfo.InvariantCulture)));

    private GemmTilePlan? Search(IReadOnlySet<int> onChip, ScratchpadShares shares)
    {
        var limits = new TileLineLimits(gemm, onChip, shares, machine.Scratchpad.LineBytes);
        (long Lines, long Tiles, GemmTiling Tiling, LoopOrder Order)? best = null;
        List<GemmTiling> tilings = [.. Tilings(machine.Array.Rows, machine.Array.Columns, onChip, limits)];
        if (tilings.Count == 0)
            tilings.AddRange(Tilings(1, 1, onChip, limits)); // in small scratchpads tiles fill a part of the array
        foreach (GemmTiling tiling in tilings)
        {
            foreach (LoopOrder order in Orders)
            {
                long lines = LinesOf(_first, tiling, order, onChip, _operands).Values.Sum();
                long tiles = TilesOf(tiling, order).Count;
                if (best is null || (lines, tiles).CompareTo((best.Value.Lines, best.Value.Tiles)) < 0)
                    best = (lines, tiles, tiling, order);
            }
        }

        return best is { } found ? PlanOf(new TiledLoopNest(found.Tiling, found.Order), onChip) : null;
    }

    /// <summary>Tiles that somebody has chosen.</summary>
    /// <param name="loops">The choice; tiles that are larger than the whole are the whole.</param>
    /// <param name="shares">How the scratchpads are divided.</param>
    /// <exception cref="InputException">They do not fit, or partial sums would leave the chip.</exception>
    internal GemmTilePlan MapTo(TiledLoopNest loops, ScratchpadShares shares)
    {
        ImmutableHashSet<int> none = [];
        var limits = new TileLineLimits(gemm, none, shares, machine.Scratchpad.LineBytes);
        (long tm, long tn, long tk) = (
            Math.Min(gemm.M, loops.Tiling.Tm), Math.Min(gemm.N, loops.Tiling.Tn), Math.Min(gemm.K, loops.Tiling.Tk));
        if (loops.Order.Inner != GemmDimension.K && tk < gemm.K)
            throw new InputException($"order {loops.Order}: K in parts must be the innermost loop, or partial sums would leave the chip");
        bool fits = FitOutputs(tm, tn, none, limits) && Fits(true, tm, tk, none, limits) && Fits(false, tn, tk, none, limits);
        LoopOrder order = Array.Find(Orders, order => IsOutside(loops.Order, order.Outer, order.Middle))!;
        return fits
            ? PlanOf(new TiledLoopNest(new GemmTiling(tm, tn, tk), order), none)
            : throw TooSmall($"no tile of {tm} x {tn} x {tk} words", shares);
    }

    private static bool IsOutside(LoopOrder order, GemmDimension first, GemmDimension second) =>
        order.Outer == first || (order.Outer != second && order.Middle == first);

    private GemmTilePlan PlanOf(TiledLoopNest loops, IReadOnlySet<int> onChip) => new(
        loops, TilesOf(loops.Tiling, loops.Order), LinesOfAll(loops.Tiling, loops.Order, onChip));

    /// <summary>Lines that a tensor moves if it passes once.</summary>
    internal long LinesOfOnePass(TensorSpec tensor) =>
        LinesOfAll(new GemmTiling(gemm.M, gemm.N, gemm.K), Orders[0], ImmutableHashSet<int>.Empty).GetValueOrDefault(tensor.Id);

    /// <summary>The tilings that fit; of K only the largest part that does, for each size of M and N.</summary>
    /// <param name="rows">Rows of the array: sizes of M and K are multiples.</param>
    /// <param name="columns">Columns of the array: sizes of N are multiples.</param>
    /// <param name="onChip">Ids of the tensors that are on-chip.</param>
    /// <param name="limits">Room for tiles.</param>
    private IEnumerable<GemmTiling> Tilings(int rows, int columns, IReadOnlySet<int> onChip, TileLineLimits limits)
    {
        foreach (long tm in _cuts.M.TileSizes(rows))
        {
            foreach (long tn in _cuts.N.TileSizes(columns))
            {
                if (!FitOutputs(tm, tn, onChip, limits))
                    continue;
                foreach (long tk in _cuts.K.TileSizes(rows))
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
        OperandView operand = isRows ? _first.Rows : _first.Columns;
        return onChip.Contains(operand.Tensor.Id)
            || Lines(_first, isRows, lanes, depth, _operands).Max <= limits.OfRead(operand.Tensor);
    }

    private TileLines Lines(
        GemmOperation product, bool isRows, long lanes, long depth, Dictionary<(long Lanes, long Depth, bool IsRows), TileLines> known)
    {
        if (!known.TryGetValue((lanes, depth, isRows), out TileLines lines))
        {
            OperandView operand = isRows ? product.Rows : product.Columns;
            lines = TileFootprints.Count(
                operand, layouts[operand.Tensor.Id], (isRows ? _cuts.M : _cuts.N).Ranges(lanes), _cuts.K.Ranges(depth));
            known.Add((lanes, depth, isRows), lines);
        }

        return lines;
    }

    private TileLines Lines(TensorSpec tensor, long rows, long columns)
    {
        if (!_outputs.TryGetValue((rows, columns, tensor.Id), out TileLines lines))
        {
            lines = TileFootprints.Count(_first.Output, layouts[tensor.Id], _cuts.M.Ranges(rows), _cuts.N.Ranges(columns));
            _outputs.Add((rows, columns, tensor.Id), lines);
        }

        return lines;
    }

    private ProductTiles TilesOf(GemmTiling tiling, LoopOrder order) =>
        _cuts.Tiles(tiling.Tm, tiling.Tn, tiling.Tk, order.Outer == GemmDimension.M);

    private ImmutableDictionary<int, long> LinesOfAll(GemmTiling tiling, LoopOrder order, IReadOnlySet<int> onChip)
    {
        Dictionary<int, long> all = LinesOf(_first, tiling, order, onChip, _operands);
        for (int i = 1; i < gemm.Count; i++)
            foreach ((int tensor, long lines) in LinesOf(gemm.Product(i), tiling, order, onChip, []))
                all[tensor] = all.GetValueOrDefault(tensor) + lines;
        return all.ToImmutableDictionary();
    }

    /// <summary>
    /// Lines of each tensor in one product. K is the inner loop: where it is in parts, each tile of an operand is loaded again for each
    /// tile of the dimension that the operand does not have. Where K is whole, the operand of the outer loop stays.
    /// </summary>
    private Dictionary<int, long> LinesOf(
        GemmOperation product, GemmTiling tiling, LoopOrder order, IReadOnlySet<int> onChip,
        Dictionary<(long Lanes, long Depth, bool IsRows), TileLines> known)
    {
        var lines = new Dictionary<int, long>();
        long m = _cuts.M.Ranges(tiling.Tm).Length;
        long n = _cuts.N.Ranges(tiling.Tn).Length;
        long k = _cuts.K.Ranges(tiling.Tk).Length;
        long rowLoads = k == 1 && (order.Outer == GemmDimension.M || m == 1) ? 1 : n;
        long columnLoads = k == 1 && (order.Outer == GemmDimension.N || n == 1) ? 1 : m;
        Add(product.Rows.Tensor, () => rowLoads * Lines(product, true, tiling.Tm, tiling.Tk, known).Total);
        Add(product.Columns.Tensor, () => columnLoads * Lines(product, false, tiling.Tn, tiling.Tk, known).Total);
        foreach (TensorSpec tensor in product.OutputReads.Append(product.Output.Tensor))
            Add(tensor, () => OutputLines(product, tensor, tiling));
        if (product.Bias is { } bias)
            Add(bias, () => m * VectorLines(bias, product, _cuts.N.Ranges(tiling.Tn)));
        if (product.RowSums is { } sums)
            Add(sums, () => VectorLines(sums, product, _cuts.M.Ranges(tiling.Tm)));
        return lines;

        void Add(TensorSpec tensor, Func<long> count)
        {
            if (!onChip.Contains(tensor.Id))
                lines[tensor.Id] = lines.GetValueOrDefault(tensor.Id) + count();
        }
    }

    private long OutputLines(GemmOperation product, TensorSpec tensor, GemmTiling tiling) => product == _first
        ? Lines(tensor, tiling.Tm, tiling.Tn).Total
        : TileFootprints.Count(product.Output, layouts[tensor.Id], _cuts.M.Ranges(tiling.Tm), _cuts.N.Ranges(tiling.Tn)).Total;

    private long VectorLines(TensorSpec vector, GemmOperation product, IEnumerable<IndexRange> ranges) => ranges.Sum(range =>
        LineRun.Total(layouts[vector.Id].LinesOf(checked((int)(product.VectorOffset + range.First)), (int)range.Count)));

    private InputException TooSmall(string what, ScratchpadShares shares)
    {
        string parts = string.Join(
            ", ", TensorRoles.All.Select(role => $"{shares[role].HalfBytes} ({role.ToString().ToLowerInvariant()})"));
        return new InputException(
            $"machine {machine.Name}: residency tiled: {what} of {gemm.Name} fits the scratchpads' parts for tiles, of {parts} bytes; "
            + "take a larger capacity or fewer buffers");
    }
}
