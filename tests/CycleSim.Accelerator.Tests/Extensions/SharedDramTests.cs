using CsCheck;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Dram;
using CycleSim.Properties;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Extensions;

/// <summary>A component that also uses the machine's DRAM is served exactly, however far DRAM works ahead.</summary>
public class SharedDramTests
{
    private const long Capacity = 96 << 10;

    private static readonly StepProgram Program = TestMachines.Lower("lenet5-28x28-mnist", 2);

    [Fact]
    public void A_host_that_asks_for_nothing_disturbs_nobody()
    {
        (StepResult alone, DramCommand[] commands) = Run();
        (StepResult beside, DramCommand[] besideCommands) = Run(new DramHost([], _ => 0, _ => false));
        AssertEqual(alone, beside);
        Assert.Equal(Issued(commands), Issued(besideCommands));
    }

    [Fact]
    public void Promises_let_dram_work_ahead_and_change_nothing() =>
        (from count in Gen.Int[1, 40]
         from gaps in Gen.Long[0, 3_000_000].Array[count]
         from seed in Gen.Int[0, 1000]
         from waits in Gen.Bool
         select (gaps, seed, waits)).ForAll(
        c =>
        {
            long now = 0;
            long[] times = [.. c.gaps.Select(gap => now += gap)];
            DramHost[] hosts =
            [
                .. new[] { false, true }.Select(promises => new DramHost(times, i => AddressOf(i, c.seed), i => (i + c.seed) % 3 == 0)
                {
                    Promises = promises,
                    WaitsForDone = c.waits,
                }),
            ];
            (StepResult first, DramCommand[] firstCommands) = Run(hosts[0]);
            (StepResult second, DramCommand[] secondCommands) = Run(hosts[1]);
            Assert.Equal(hosts[0].Requests, hosts[1].Requests);
            AssertEqual(first, second);
            Assert.Equal(Issued(firstCommands), Issued(secondCommands));
        },
        cases: 30);

    /// <summary>
    /// With everything on-chip the host has DRAM for itself while the array runs: its requests are served as the controller serves a
    /// list of the same requests.
    /// </summary>
    [Fact]
    public void A_host_on_an_idle_dram_is_served_as_a_list_of_requests_is()
    {
        MachineSpec machine = TestMachines.Paper;
        long[] times = [.. Enumerable.Range(0, 200).Select(i => 40_000L * i + i * i % 977 * 100)];
        Array.Sort(times);
        var host = new DramHost(times, i => AddressOf(i, 5), i => i % 4 == 1);
        var listed = new DramController(machine.Dram, DramPolicy.Default);
        DramCompletion[] expected = listed.Replay(
        [
            .. times.Select((time, i) => new DramRequest(
                (time + machine.Dram.ClockPeriodPs - 1) / machine.Dram.ClockPeriodPs, AddressOf(i, 5), i % 4 == 1)),
        ]);
        RunHostAlone(host, machine);
        Assert.Equal(
            expected.Select(completion => completion.DoneCycle * machine.Dram.ClockPeriodPs),
            host.Requests.Select(request => request.Done));
    }

    [Fact]
    public void A_busy_host_slows_the_step_and_every_command_stays_legal_and_accounted_for()
    {
        (StepResult alone, _) = Run();
        long[] times = [.. Enumerable.Range(0, 3000).Select(i => 20_000L * i)];
        var host = new DramHost(times, i => AddressOf(i, 3), i => i % 2 == 0);
        (StepResult beside, DramCommand[] commands) = Run(host);
        Assert.True(beside.Cycles.Dram > alone.Cycles.Dram);
        Assert.Equal(alone.Cycles with { Dram = 0 }, beside.Cycles with { Dram = 0 });
        Assert.Equal(alone.Scratchpads, beside.Scratchpads);
        Assert.Empty(JedecChecker.Check(TestMachines.Paper.Dram, Issued(commands)));
        int served = host.Requests.Count(request => request.Done >= 0);
        // Of the host's last requests some are under way when the step ends; a request that another one answers has no command.
        Assert.InRange(alone.Dram.Bursts + served - beside.Dram.Bursts, -8, 60);
    }

    [Fact]
    public void Background_time_of_each_operation_is_its_own_length_even_where_dram_works_ahead()
    {
        MachineSpec machine = TestMachines.Paper;
        long[] times = [.. Enumerable.Range(0, 500).Select(i => 130_000L * i)];
        (StepResult result, _) = Run(new DramHost(times, i => AddressOf(i, 9), _ => false) { Promises = true });
        long start = 0;
        foreach (OperationResult operation in result.Operations)
        {
            long end = start + operation.Cycles.Total * machine.ClockPeriodPs;
            long cycles = end / machine.Dram.ClockPeriodPs - start / machine.Dram.ClockPeriodPs;
            Assert.Equal(cycles * machine.Dram.Ranks, operation.Dram.ActiveCycles + operation.Dram.PrechargedCycles);
            start = end;
        }
    }

    [Fact]
    public void A_broken_promise_and_an_address_beyond_dram_are_refused()
    {
        var host = new Liar();
        Exception problem = Assert.ThrowsAny<Exception>(() => Run(host));
        Assert.Contains(
            "DRAM port 'liar' makes a request at 0 ps and had promised none before 10 ps", problem.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => host.Port!.Read(TestMachines.Paper.Dram.CapacityBytes));
    }

    private static void AssertEqual(StepResult expected, StepResult actual)
    {
        foreach ((OperationResult one, OperationResult other) in expected.Operations.Zip(actual.Operations))
            Assert.Equal(one, other);
    }

    private static long AddressOf(int i, int seed) => (long)(i * 2654435761 + seed * 40503L) % (1 << 20) * 64;

    private static (StepResult Result, DramCommand[] Commands) Run(params IMachineComponent[] components)
    {
        var simulator = new TrainingStepSimulator(Program, TestMachines.Paper, MemoryTechnology.Load("stt-mram"), Capacity);
        var commands = new List<DramCommand>();
        simulator.Hooks.DramCommand.Subscribe((in DramCommand command) => commands.Add(command));
        foreach (IMachineComponent component in components)
            simulator.Components.Add(component);
        return (simulator.Run(), [.. commands]);
    }

    private static void RunHostAlone(DramHost host, MachineSpec machine)
    {
        using var simulation = new Kernel.Simulation();
        var parts = new StepMachine(simulation, machine, 1, 1, new MachineHooks());
        host.Attach(new MachineContext(simulation, machine, new MachineHooks(), parts.Dram));
        simulation.Run();
    }

    /// <summary>Commands one by one: how they are grouped says how they were found, not what was issued.</summary>
    private static IEnumerable<IssuedCommand> Issued(DramCommand[] commands) =>
        commands.SelectMany(IssuedCommand.Expand).OrderBy(command => command.Cycle);

    /// <summary>Promises to wait and does not.</summary>
    private sealed class Liar : IMachineComponent
    {
        internal DramPort? Port { get; private set; }

        public void Attach(MachineContext machine)
        {
            Port = machine.ConnectDram("liar");
            Port.NextRequestPs = 10;
            Port.Read(0);
        }
    }
}
