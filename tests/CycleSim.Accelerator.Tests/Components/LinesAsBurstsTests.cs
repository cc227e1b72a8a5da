using CsCheck;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Dram.Requests;
using CycleSim.Properties;

namespace CycleSim.Accelerator.Tests.Components;

/// <summary>Which bursts hold which lines, for lines of several bursts and bursts of several lines.</summary>
public class LinesAsBurstsTests
{
    private static Gen<(int LineBytes, int BurstBytes, DmaDescriptor Moved)> Cases =>
        from line in Gen.Int[2, 8]
        from burst in Gen.Int[2, 8]
        from start in Gen.Long[0, 40]
        from runs in Gen.Select(Gen.Int[0, 5], Gen.Int[1, 9]).Array[1, 6]
        select (1 << line, 1 << burst, new DmaDescriptor(0, 0, start, Place(runs), IsWrite: false));

    [Fact]
    [Trait("kind", "property")]
    public void Each_line_has_the_bursts_that_hold_its_bytes_and_each_burst_moves_once() =>
        Cases.ForAll(
            c =>
            {
                var lines = new LinesAsBursts(c.LineBytes, c.BurstBytes);
                BurstRun[] runs = lines.Bursts(c.Moved);
                long[] bursts = [.. runs.SelectMany(run => Enumerable.Range(0, (int)run.Count).Select(i => run.First + i))];
                IEnumerable<long> numbers = c.Moved.Runs.SelectMany(
                    run => Enumerable.Range(0, (int)run.Count).Select(i => c.Moved.BaseLine + run.First + i));
                long[][] expected =
                [
                    .. numbers.Select(line => Enumerable.Range(0, c.LineBytes).Select(i => (line * c.LineBytes + i) / c.BurstBytes)
                        .Distinct().ToArray()),
                ];
                Assert.Equal(expected.SelectMany(own => own).Distinct(), bursts);
                Assert.Equal(
                    expected, lines.BurstsOfLines(c.Moved, runs).Select(own => bursts[own.First..(own.Last + 1)]));
            },
            cases: 300);

    private static LineRun[] Place((int Gap, int Count)[] runs)
    {
        long at = 0;
        return [.. runs.Select(run =>
        {
            var placed = new LineRun(at + run.Gap, run.Count);
            at = placed.End;
            return placed;
        })];
    }
}
