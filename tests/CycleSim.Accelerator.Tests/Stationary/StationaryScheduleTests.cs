using CsCheck;
using CycleSim.Accelerator.Dataflow.Stationary;
using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Tests.Oracle;
using CycleSim.Properties;

namespace CycleSim.Accelerator.Tests.Stationary;

/// <summary>The folds of the machine against the closed forms, which equal the reference's register-level rows.</summary>
public class StationaryScheduleTests
{
    [Fact]
    [Trait("kind", "property")]
    public void Folds_start_and_end_as_the_closed_forms_say() =>
        (from shape in Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60], Gen.Int[1, 60])
         from rows in Gen.Int[1, 9]
         from columns in Gen.Int[1, 9]
         from block in Gen.Int[1, 60]
         from load in OracleCases.OneOf("serial", "reload", "follow", "shadow_global", "shadow")
         from trim in Gen.Bool
         select (shape, rows, columns, Block: Math.Min(block, shape.Item1), load, Trim: trim && load == "serial")).ForAll(
            c =>
            {
                (int m, int n, int k) = c.shape;
                var array = new SystolicArraySpec(c.rows, c.columns, DrainMode.Physical, c.Trim) { TileLoad = c.load };
                int[] blocks = [.. Enumerable.Repeat(c.Block, m / c.Block), .. m % c.Block == 0 ? Array.Empty<int>() : [m % c.Block]];
                var schedule = StationarySchedule.Of(array, blocks, n, k);
                ArrayTimingCounts expected = ArrayTimings.All.Get("weight_stationary").Count(
                    new ArrayTimingQuestion(new GemmShape(m, n, k), c.rows, c.columns)
                    {
                        Block = c.Block,
                        Variant = c.load,
                        TrimEdges = c.Trim,
                    });
                Assert.Equal(expected.Time.Cycles, schedule.Steps);
                Assert.Equal(expected.Folds.All, schedule.Folds.Length);
                Assert.Equal(
                    expected.Time.Periods!.SelectMany(period => Enumerable.Repeat(period.Cycles, (int)period.Count)),
                    schedule.Folds.Zip(schedule.Folds.Skip(1), (fold, next) => next.StartStep - fold.StartStep));
            },
            cases: 500);
}
