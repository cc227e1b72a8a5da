using CycleSim.Accelerator.Dataflow;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>
/// Counts the distinct lines that tiles of a GEMM hold: pixels that several outputs of a convolution share (the halo) count once in a tile,
/// and once more in each further tile that needs them.
/// </summary>
internal static class TileFootprints
{
    /// <summary>Lines of the tiles of an operand.</summary>
    /// <param name="operand">The operand.</param>
    /// <param name="layout">Its layout.</param>
    /// <param name="lanes">Ranges of lanes.</param>
    /// <param name="depths">Ranges of what is summed; every one goes with every range of lanes.</param>
    internal static TileLines Count(
        OperandView operand, TensorLayout layout, IReadOnlyList<IndexRange> lanes, IReadOnlyList<IndexRange> depths)
    {
        bool onSlices = operand.LaneAxis == LaneAxis.Slices;
        (IReadOnlyList<IndexRange> pairs, IReadOnlyList<IndexRange> words) = onSlices ? (lanes, depths) : (depths, lanes);
        var set = new LineSet(layout);
        var uniform = UniformRows.Of(operand, layout);
        TileLines row = words.Aggregate(default(TileLines), (sum, range) => sum.With(uniform?.LinesOf(range) ?? 0));
        TileLines all = default;
        TileLines tiles = default;
        (long First, long Count) before = (-1, 0);
        foreach (IndexRange range in pairs)
        {
            (long First, long Count) locations = LocationsOf(range, operand.Slices.Count);
            if (locations != before)
            {
                tiles = uniform is null
                    ? words.Aggregate(default(TileLines), (sum, part) => sum.With(LinesOf(operand, locations, part, set)))
                    : row.Times(locations.Count);
            }

            before = locations;
            all += tiles.Times(Math.Min(range.Count, operand.Slices.Count));
        }

        return all;
    }

    /// <summary>Lines of the tiles of the outputs.</summary>
    /// <param name="output">The outputs.</param>
    /// <param name="layout">Their layout, or that of a tensor of their shape.</param>
    /// <param name="rows">Ranges of rows.</param>
    /// <param name="columns">Ranges of columns; every one goes with every range of rows.</param>
    internal static TileLines Count(
        GemmOutput output, TensorLayout layout, IReadOnlyList<IndexRange> rows, IReadOnlyList<IndexRange> columns)
    {
        var set = new LineSet(layout);
        var uniform = UniformRows.Of(output, columns.Max(range => range.End), layout);
        TileLines row = columns.Aggregate(default(TileLines), (all, column) => all.With(uniform?.LinesOf(column) ?? 0));
        TileLines all = default;
        foreach (IndexRange range in rows)
        {
            (long First, long Count) locations = LocationsOf(range, output.Slices.Count);
            TileLines tiles = uniform is null
                ? columns.Aggregate(default(TileLines), (sum, column) => sum.With(LinesOf(output, locations, column, set)))
                : row.Times(locations.Count);
            all += tiles.Times(Math.Min(range.Count, output.Slices.Count));
        }

        return all;
    }

    /// <summary>The lines of an operand, which is one tile, as runs in DRAM.</summary>
    internal static List<LineRun> Runs(OperandView tile, TensorLayout layout)
    {
        var set = new LineSet(layout);
        foreach (var runs in tile.Locations)
            foreach (WordRun run in runs)
                set.Add(run.Word, run.Length);
        return set.DramRuns(tile.Slices.First, tile.Slices.Count);
    }

    /// <summary>The lines of outputs, which are one tile, as runs in DRAM.</summary>
    internal static List<LineRun> Runs(GemmOutput tile, int columns, TensorLayout layout)
    {
        var set = new LineSet(layout);
        foreach (int word in tile.WordBase)
            set.Add(word, columns);
        return set.DramRuns(tile.Slices.First, tile.Slices.Count);
    }

    private static (long First, long Count) LocationsOf(IndexRange pairs, int slices) =>
        (pairs.First / slices, Math.Max(1, pairs.Count / slices));

    private static long LinesOf(OperandView operand, (long First, long Count) locations, IndexRange words, LineSet set)
    {
        set.Clear();
        for (long location = locations.First; location < locations.First + locations.Count; location++)
        {
            foreach (WordRun run in operand.Locations[(int)location])
            {
                long from = Math.Max(run.At, words.First);
                long to = Math.Min(run.At + (long)run.Length, words.End);
                if (from < to)
                    set.Add(run.Word + (int)(from - run.At), (int)(to - from));
            }
        }

        return set.Count;
    }

    private static long LinesOf(GemmOutput output, (long First, long Count) locations, IndexRange columns, LineSet set)
    {
        set.Clear();
        for (long location = locations.First; location < locations.First + locations.Count; location++)
            set.Add(output.WordBase[(int)location] + (int)columns.First, (int)columns.Count);
        return set.Count;
    }
}
