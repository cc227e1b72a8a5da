using System.Collections.Immutable;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Configuration.Models;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.FastForward;

/// <summary>
/// Machines with DRAM of other standards: several channels, short rows, bank groups, bursts that are shorter or longer than a line. Steps
/// with the memo and in detail are the same.
/// </summary>
/// <remarks>
/// `CYCLESIM_SLOW=1 dotnet test tests/CycleSim.Accelerator.Tests -c Release --filter DramPartTests` does it for all shipped networks with
/// every shipped HBM2 and DDR4 part.
/// </remarks>
public class DramPartTests
{
    private static readonly bool Slow = Environment.GetEnvironmentVariable("CYCLESIM_SLOW") == "1";

    public static TheoryData<string, string, int, string> Runs
    {
        get
        {
            var runs = new TheoryData<string, string, int, string>();
            foreach (string part in ModelStore.Names(ModelKind.Dram).Where(part => StandardOf(part) != DramStandard.DefaultName))
            {
                runs.Add(part, "lenet5-28x28-mnist", 4, "sequential");
                runs.Add(part, "lenet5-28x28-mnist", 3, "double_buffered");
            }

            foreach (string part in new[]
                { "hbm2-2000-8gb-bl4", "hbm2-2000-8gb-bl2", "lpddr4-3200-8gb-x16", "ddr4-2400-8gb-x8", "gddr6-12000-8gb-x16" })
            {
                runs.Add(part, "lenet5-28x28-mnist", 32, "sequential");
            }

            return runs;
        }
    }

    public static TheoryData<string> AllNetworks => [.. TestMachines.SmallNetworks];

    [Theory]
    [MemberData(nameof(Runs))]
    public void Runs_are_equal(string part, string network, int batch, string ordering)
    {
        StepProgram program = TestMachines.Lower(network, batch);
        MachineSpec machine = TestMachines.Paper with { Dram = DramLoader.Load(part), Ordering = ordering };
        AssertEqual(program, machine, 96 << 10, "stt-mram");
    }

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void Steps_of_all_networks_are_equal(string network)
    {
        if (!Slow)
            return;
        StepProgram program = TestMachines.Lower(network, 2);
        foreach (string part in ModelStore.Names(ModelKind.Dram).Where(part => StandardOf(part) is "hbm2" or "ddr4"))
            AssertEqual(program, TestMachines.Paper with { Dram = DramLoader.Load(part) }, 512 << 10, "stt-mram");
    }

    private static string StandardOf(string part) => DramLoader.Load(part).Standard.Name;

    private static void AssertEqual(StepProgram program, MachineSpec machine, long capacity, string memory)
    {
        TrainingStepSimulator fast = Simulator(program, machine, capacity, memory, fastForward: true);
        TrainingStepSimulator detailed = Simulator(program, machine, capacity, memory, fastForward: false);
        ImmutableArray<OperationResult> expected = detailed.Run().Operations;
        Assert.Equal(expected.AsEnumerable(), fast.Run().Operations);
        Assert.True(expected.Sum(operation => operation.Dram.Bursts) > 0);
        Assert.True(fast.Effort.DramCyclesVisited < detailed.Effort.DramCyclesVisited);
        // Segments of rows are not kept where banks are refreshed one by one.
        Assert.Equal(machine.Dram.RefreshPolicy != "per_bank", fast.Effort.DramRowSegmentHits > 0);
    }

    private static TrainingStepSimulator Simulator(
        StepProgram program, MachineSpec machine, long capacity, string memory, bool fastForward) =>
        new(program, machine, MemoryTechnologyLoader.Load(memory), capacity) { FastForward = fastForward };
}
