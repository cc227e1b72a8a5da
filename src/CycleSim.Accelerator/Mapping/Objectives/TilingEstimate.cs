using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Tiles;
using CycleSim.Platform;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Mapping.Objectives;

/// <summary>Estimates time and energy of a product in tiles, as if all its tiles moved equally many lines.</summary>
/// <param name="machine">The machine.</param>
/// <param name="costs">What accesses cost.</param>
internal sealed class TilingEstimate(MachineSpec machine, AccessCosts costs)
{
    /// <summary>Tiles up to which a product runs on the tile pipeline, on an ideal memory; longer ones have a closed form.</summary>
    private const long MaxPipelined = 4096;

    /// <summary>The pipeline counts in parts of a cycle, since transfers of average size take no whole ones.</summary>
    private const int PartsOfCycle = 16;

    private readonly Dictionary<(long M, long N, long K), long> _cycles = [];

    /// <summary>The cost by a closed form.</summary>
    /// <param name="tiles">The tiles of the product.</param>
    /// <param name="lines">Lines to and from DRAM.</param>
    /// <param name="reads">Lines that lanes read of operands and partial sums.</param>
    internal MappingCost Of(ProductTiles tiles, ProductLines lines, double reads)
    {
        double computed = ComputeCycles(tiles);
        double moved = costs.CyclesOf(lines.All) + costs.Latency * 2 * tiles.Count;
        double cycles = machine.Overlap.OperandBuffers > 1 ? Math.Max(computed, moved) + moved / tiles.Count : computed + moved;
        return CostOf(tiles, lines, reads, cycles);
    }

    /// <summary>The cost by running tiles of average size; null where they are too many.</summary>
    /// <param name="tiles">The tiles of the product.</param>
    /// <param name="lines">Lines to and from DRAM.</param>
    /// <param name="reads">Lines that lanes read of operands and partial sums.</param>
    internal MappingCost? Run(ProductTiles tiles, ProductLines lines, double reads)
    {
        if (tiles.Count > MaxPipelined)
            return null;
        TileWork[] works = [.. Works(tiles, lines)];
        if (works.Any(work => Math.Max(work.ComputeCycles, work.LoadABytes + work.LoadBBytes + work.StoreBytes) > TileSchedule.MaxNumber))
            return null;
        TileTimes times = TileSchedule.Run(
            works,
            new TileMachine(
                new IdealDram(1, (long)(costs.Latency * PartsOfCycle), machine.IdealDram?.LatencyMode ?? LatencyMode.Held),
                machine.Overlap.OperandBuffers, machine.Overlap.OutputBuffers, DmaPolicies.All.Get(machine.Overlap.DmaPolicy)));
        return CostOf(tiles, lines, reads, times.TotalCycles / (double)PartsOfCycle);
    }

    private IEnumerable<TileWork> Works(ProductTiles tiles, ProductLines lines)
    {
        TileIndex? before = null;
        foreach (TileIndex index in tiles.All())
        {
            bool hasA = before is { } a && (a.M, a.K) == (index.M, index.K);
            bool hasB = before is { } b && (b.N, b.K) == (index.N, index.K);
            bool isLast = tiles.IsLast(index);
            yield return new TileWork(
                hasA ? 0 : Parts(lines.TileOfA), hasB ? 0 : Parts(lines.TileOfB), CyclesOf(tiles.SizeOf(index)) * PartsOfCycle,
                isLast ? Parts(lines.TileOfC) : 0);
            before = index;
        }

        long Parts(double moved) => (long)Math.Ceiling(costs.CyclesOf(moved) * PartsOfCycle);
    }

    private double ComputeCycles(ProductTiles tiles)
    {
        double cycles = 0;
        foreach (var m in tiles.M.CountBy(range => range.Count))
            foreach (var n in tiles.N.CountBy(range => range.Count))
                foreach (var k in tiles.K.CountBy(range => range.Count))
                    cycles += (double)m.Value * n.Value * k.Value * CyclesOf((m.Key, n.Key, k.Key));
        return cycles;
    }

    private long CyclesOf((long M, long N, long K) size)
    {
        if (!_cycles.TryGetValue(size, out long cycles))
            _cycles.Add(size, cycles = MachineTiming.Cycles(machine, new GemmShape(size.M, size.N, size.K)));
        return cycles;
    }

    /// <summary>Products, and sums in the accumulator buffer: each output once for each pass of the array over K.</summary>
    private double ComputePj(ProductTiles tiles)
    {
        double outputs = (double)tiles.M.Sum(range => range.Count) * tiles.N.Sum(range => range.Count);
        double depth = tiles.K.Sum(range => range.Count);
        double passes = tiles.K.Sum(range => WholeNumbers.CeilingDivide(range.Count, machine.Array.Rows));
        return outputs * (depth * costs.MacPj + passes * costs.SumPj);
    }

    private MappingCost CostOf(ProductTiles tiles, ProductLines lines, double reads, double cycles)
    {
        double energy = costs.DramPj(lines.All) + lines.Loaded * costs.WritePj + (lines.All - lines.Loaded) * costs.ReadPj
            + reads * costs.ReadPj + ComputePj(tiles) + costs.StaticPj(cycles);
        return new MappingCost(lines.All, tiles.Count, cycles, energy);
    }
}
