using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Dram.Commands;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Extensions;

/// <summary>
/// "Complete up to" holds for all components: nothing that starts before it is still to be reported, in any ordering and beside a host.
/// </summary>
public class CompletenessTests
{
    private static readonly StepProgram Program = TestMachines.Lower("lenet5-28x28-mnist", 2);

    [Theory]
    [InlineData("sequential", false)]
    [InlineData("sequential", true)]
    [InlineData("double_buffered", false)]
    [InlineData("double_buffered", true)]
    public void Nothing_from_before_is_reported_after(string ordering, bool withHost)
    {
        MachineSpec machine = TestMachines.Paper with { Ordering = ordering };
        var simulator = new TrainingStepSimulator(Program, machine, MemoryTechnologyLoader.Load("stt-mram"), 60 << 10);
        long complete = 0;
        int records = 0;
        int reports = 0;
        simulator.Hooks.CompletePs.Subscribe((in long ps) =>
        {
            Assert.True(ps >= complete);
            complete = ps;
            reports++;
        });
        simulator.Hooks.Phase.Subscribe((in PhaseInterval phase) => Check(phase.StartCycle * machine.ClockPeriodPs));
        simulator.Hooks.Fold.Subscribe((in FoldStart fold) => Check(fold.StartCycle * machine.ClockPeriodPs));
        simulator.Hooks.Transfer.Subscribe((in DramTransfer transfer) => Check(transfer.StartCycle * machine.ClockPeriodPs));
        simulator.Hooks.ScratchpadAccess.Subscribe((in ScratchpadAccess access) => Check(access.Cycle * machine.ClockPeriodPs));
        simulator.Hooks.DramCommands.Subscribe((in DramCommandRun command) => Check(command.Cycle * machine.Dram.ClockPeriodPs));
        long[] times = [.. Enumerable.Range(0, withHost ? 400 : 0).Select(i => 137_000L * i)];
        if (withHost)
            simulator.Components.Add(new DramHost(times, i => i * 64L * 131, i => i % 3 == 0));
        StepResult result = simulator.Run();
        Assert.True(records > 1000 && reports > 50);
        Assert.InRange(complete, result.Cycles.Total * machine.ClockPeriodPs - 20_000_000, result.Cycles.Total * machine.ClockPeriodPs);

        void Check(long startPs)
        {
            records++;
            Assert.True(startPs >= complete, $"a record of {startPs} ps came after all up to {complete} ps were said to be made");
        }
    }
}
