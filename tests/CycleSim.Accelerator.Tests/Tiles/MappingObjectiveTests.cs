using CsCheck;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;
using CycleSim.Accelerator.Steps;
using CycleSim.Accelerator.Tests.Oracle;
using CycleSim.Properties;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Tiles;

/// <summary>What tiles are chosen by, seen in the runs.</summary>
public class MappingObjectiveTests
{
    /// <summary>
    /// Estimates leave out edges and stalls, so a single product may come out a little slower; on the whole time is saved.
    /// </summary>
    [Fact]
    [Trait("kind", "property")]
    public void Tiles_for_time_save_time()
    {
        double saved = 0;
        int count = 0;
        var sums = new Lock();
        (from shape in Gen.Select(Gen.Int[20, 200], Gen.Int[20, 200], Gen.Int[20, 200])
         from bytes in Gen.Int[8, 256]
         from latency in Gen.Int[0, 50]
         from capacity in Gen.Int[24, 60]
         select (shape, dram: new IdealDram(bytes, latency, LatencyMode.Held), capacity)).ForAll(
            c =>
            {
                (int m, int n, int k) = c.shape;
                StepProgram program = SingleGemmStep.Of(m, n, k);
                StepResult bytes = Run(program, Machine(c.dram, "bytes"), c.capacity);
                StepResult time = Run(program, Machine(c.dram, "time"), c.capacity);
                Assert.True(time.Cycles.Total < 1.2 * bytes.Cycles.Total, $"{time.Cycles.Total} {bytes.Cycles.Total}");
                var bound = MachineTrafficBound.Of(new GemmShape(m, n, k), bytes.Machine, bytes.CapacityBytes);
                Assert.True(bytes.DramBytes >= bound.LowerBoundBytes);
                lock (sums)
                {
                    saved += 1 - (double)time.Cycles.Total / bytes.Cycles.Total;
                    count++;
                }
            },
            cases: 30);
        Assert.True(saved / count > 0.02, $"{saved / count} of {count}");
    }

    /// <summary>
    /// Here whole weights in their scratchpad save time, but only while activations have all of theirs for tiles: a larger part for whole
    /// activations, which helps alone, must not be taken first.
    /// </summary>
    [Fact]
    public void The_change_of_a_share_that_saves_more_time_is_made_first()
    {
        StepProgram program = SingleGemmStep.Of(199, 47, 166);
        var dram = new IdealDram(141, 46, LatencyMode.Held);
        long byBytes = Run(program, Machine(dram, "bytes"), 43).Cycles.Total;
        Assert.InRange(Run(program, Machine(dram, "time"), 43).Cycles.Total, 0.9 * byBytes, 1.05 * byBytes); // was 1.24 times
    }

    private static StepResult Run(StepProgram program, MachineSpec machine, int capacityKiB) => new TrainingStepSimulator(
        program, machine, OracleMemory.Technology(1, 1), capacityKiB * TensorRoles.Count * 1024L).Run();

    private static MachineSpec Machine(IdealDram dram, string mapping) => TestMachines.With(16, 16, banks: 64) with
    {
        Dram = TestMachines.Paper.Dram with { ClockPeriodPs = TestMachines.Paper.ClockPeriodPs, BurstBytes = 64 },
        IdealDram = dram,
        Residency = "tiled",
        Ordering = "overlapped",
        Overlap = OverlapSpec.PingPong,
        Mapping = mapping,
    };
}
