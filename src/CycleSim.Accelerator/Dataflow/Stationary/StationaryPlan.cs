using System.Collections.Immutable;
using CycleSim.Accelerator.Machine;
using CycleSim.Platform;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Dataflow.Stationary;

/// <summary>
/// How a product with a stationary operand runs. Several arrays share the stream and hold different columns, or hold the same columns and
/// share out the stream, whichever takes fewer steps.
/// </summary>
/// <param name="Product">The product.</param>
/// <param name="Array">The arrays that lie side by side along the columns.</param>
/// <param name="Blocks">Blocks of the stream, as large as the accumulators hold.</param>
/// <param name="Schedule">The folds.</param>
internal sealed record StationaryPlan(
    StationaryProduct Product, SystolicArraySpec Array, ImmutableArray<StationaryBlock> Blocks, StationarySchedule Schedule)
{
    /// <summary>Plans a product.</summary>
    /// <param name="gemm">The product.</param>
    /// <param name="machine">Arrays and accumulators.</param>
    internal static StationaryPlan Of(GemmOperation gemm, MachineSpec machine)
    {
        SystolicArraySpec array = machine.Array;
        StationaryProduct product = StationaryProduct.Of(gemm, array);
        long? accumulatorWords = machine.Accumulators?.WordsOfColumn(array);
        StationaryPlan byColumns = Of(product, array, accumulatorWords, streams: 1);
        if (array.Arrays == 1)
            return byColumns;
        StationaryPlan byStream = Of(product, array with { Arrays = 1 }, accumulatorWords, array.Arrays);
        return byStream.Schedule.Steps < byColumns.Schedule.Steps ? byStream : byColumns;
    }

    /// <summary>Parts into which each block is shared out.</summary>
    internal int Streams => Blocks.Max(block => block.Parts.Length);

    private static StationaryPlan Of(StationaryProduct product, SystolicArraySpec array, long? accumulatorWords, int streams)
    {
        long max = accumulatorWords ?? product.Words;
        long share = Math.Min(max, WholeNumbers.CeilingDivide(product.Words, streams));
        ImmutableArray<StationaryBlock> blocks =
        [
            .. product.CutStream(share, max).Chunk(streams).Select(parts => new StationaryBlock([.. parts])),
        ];
        var schedule = StationarySchedule.Of(array, [.. blocks.Select(block => block.Words)], product.Columns, product.Gemm.K);
        return new StationaryPlan(product, array, blocks, schedule);
    }
}
