using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;

namespace CycleSim.Accelerator.Tests.Mapping;

/// <summary>All tilings of a small GEMM that fit, each in all orders.</summary>
internal static class AllTilings
{
    internal static IEnumerable<TilingRank> Of(GemmShape shape, MappingConstraints machine) =>
        from tm in Multiples(shape.M, machine.Step.Tm)
        from tn in Multiples(shape.N, machine.Step.Tn)
        from tk in Multiples(shape.K, machine.Step.Tk)
        where Fits(shape, machine, tm, tn, tk)
        from order in Enumerable.Range(0, 6)
        let traffic = TiledTraffic.Of(shape, new GemmTiling(tm, tn, tk), LoopOrder.All[order], machine.Words)
        select new TilingRank(traffic.TotalBytes, Count(shape.M, tm) * Count(shape.N, tn) * Count(shape.K, tk), order, tm, tn, tk);

    private static bool Fits(GemmShape shape, MappingConstraints machine, long tm, long tn, long tk)
    {
        (long m, long n, long k) = (Math.Min(tm, shape.M), Math.Min(tn, shape.N), Math.Min(tk, shape.K));
        (OperandBuffers buffers, WordSizes words) = (machine.Buffers, machine.Words);
        return m * k * words.Element * buffers.A.Halves <= buffers.A.Bytes
            && k * n * words.Element * buffers.B.Halves <= buffers.B.Bytes
            && m * n * words.Partial * buffers.C.Halves <= buffers.C.Bytes;
    }

    private static IEnumerable<long> Multiples(long size, long step)
    {
        for (long tile = step; tile < size + step; tile += step)
            yield return tile;
    }

    private static long Count(long size, long tile) => (size + tile - 1) / tile;
}
