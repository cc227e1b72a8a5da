using CsCheck;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Dram;
using CycleSim.Dram.Commands;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
using CycleSim.Properties;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Extensions;

/// <summary>A component that also uses the machine's DRAM is served exactly, however far DRAM works ahead.</summary>
public class SharedDramTests
{
    private const long Capacity = 96 << 10;

    private static readonly StepProgram Program = TestMachines.Lower("lenet5-28x28-mnist", 2);

    [Theory]
    [InlineData("sequential")]
    [InlineData("double_buffered")]
    public void A_host_that_asks_for_nothing_disturbs_nobody(string ordering)
    {
        (StepResult alone, DramCommandRun[] commands) = RunAs(ordering);
        (StepResult beside, DramCommandRun[] besideCommands) = RunAs(ordering, new DramHost([], _ => 0, _ => false));
        AssertEqual(alone, beside);
        Assert.Equal(Issued(commands), Issued(besideCommands));
    }

    [Theory]
    [InlineData("ddr4-2400-8gb-x8", 2, "sequential")]
    [InlineData("ddr4-2400-8gb-x8", 2, "double_buffered")]
    [InlineData("hbm2-2000-8gb-bl2", 8, "sequential")]
    [InlineData("lpddr4-3200-8gb-x16", 2, "double_buffered")]
    public void A_host_that_asks_for_nothing_disturbs_no_channel(string part, int channels, string ordering)
    {
        MachineSpec machine = TestMachines.Paper with
        {
            Ordering = ordering,
            Dram = DramLoader.Load(part) with { Channels = channels, Mapping = "ro ra ba bg ch co" },
        };
        (StepResult alone, DramCommandRun[] commands) = RunOn(machine);
        (StepResult beside, DramCommandRun[] besideCommands) = RunOn(machine, new DramHost([], _ => 0, _ => false));
        AssertEqual(alone, beside);
        Assert.Equal(channels, commands.Select(command => command.Channel).Distinct().Count());
        for (int channel = 0; channel < channels; channel++)
        {
            Assert.Equal(
                Issued(commands).Where(command => command.Channel == channel),
                Issued(besideCommands).Where(command => command.Channel == channel));
        }
    }

    [Fact]
    public void Promises_let_dram_work_ahead_and_change_nothing() =>
        (from count in Gen.Int[1, 40]
         from gaps in Gen.Long[0, 3_000_000].Array[count]
         from seed in Gen.Int[0, 1000]
         from waits in Gen.Bool
         from overlaps in Gen.Bool
         select (gaps, seed, waits, ordering: overlaps ? "double_buffered" : "sequential")).ForAll(
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
            DramHost Second() => new([.. times.Select(time => time / 2)], i => AddressOf(i, c.seed + 7), i => i % 2 == 0)
            {
                Promises = true,
            };

            (StepResult first, DramCommandRun[] firstCommands) = RunAs(c.ordering, hosts[0], Second());
            (StepResult second, DramCommandRun[] secondCommands) = RunAs(c.ordering, hosts[1], Second());
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
        RunHostAlone(machine, host);
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
        (StepResult beside, DramCommandRun[] commands) = Run(host);
        Assert.True(beside.Cycles.Dram > alone.Cycles.Dram);
        Assert.Equal(alone.Cycles with { Dram = 0 }, beside.Cycles with { Dram = 0 });
        Assert.Equal(alone.Scratchpads, beside.Scratchpads);
        Assert.Empty(JedecChecker.Check(TestMachines.Paper.Dram, Issued(commands)));
        int served = host.Requests.Count(request => request.Done >= 0);
        // Of the host's last requests some are under way when the step ends; a request that another one answers has no command.
        Assert.InRange(alone.Dram.Bursts + served - beside.Dram.Bursts, -8, 60);
    }

    [Theory]
    [InlineData("sequential")]
    [InlineData("double_buffered")]
    public void Background_time_of_each_operation_is_its_own_length_even_where_dram_works_ahead(string ordering)
    {
        MachineSpec machine = TestMachines.Paper;
        long[] times = [.. Enumerable.Range(0, 500).Select(i => 130_000L * i)];
        (StepResult result, _) = RunAs(ordering, new DramHost(times, i => AddressOf(i, 9), _ => false) { Promises = true });
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

    /// <summary>
    /// Reads without end would keep writes in the buffer for ever; a transfer that waits for its writes has them drained.
    /// </summary>
    [Fact]
    public void A_host_that_reads_without_end_does_not_hold_a_store_up_for_ever()
    {
        (StepResult alone, _) = Run();
        using var cancellation = new CancellationTokenSource();
        var simulator = new TrainingStepSimulator(Program, TestMachines.Paper, MemoryTechnologyLoader.Load("stt-mram"), Capacity);
        simulator.Components.Add(new EndlessReader(32, maxReads: 1_000_000, cancellation));
        StepResult beside = simulator.Run(cancellation.Token);
        Assert.InRange(beside.Cycles.Total, alone.Cycles.Total, 20 * alone.Cycles.Total);
    }

    /// <summary>
    /// A transfer of many bursts is under way when the host asks: the host's request enters then, not after the transfer.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_request_is_served_in_the_middle_of_a_long_transfer(bool promises)
    {
        long[] times = [.. Enumerable.Range(0, 20).Select(i => 16_000_000 + 400_000L * i)];
        var host = new DramHost(times, i => AddressOf(i, 3), _ => false) { Promises = promises };
        (StepResult result, _) = Run(host);
        OperationResult[] before = [.. result.Operations.TakeWhile(operation => operation.Layer != "fc1")];
        long start = before.Sum(operation => operation.Cycles.Total) * TestMachines.Paper.ClockPeriodPs;
        OperationResult loading = result.Operations[before.Length];
        Assert.InRange(times[0], start, start + 2_000_000);
        Assert.InRange(times[^1], start, start + loading.Cycles.Dram * TestMachines.Paper.ClockPeriodPs);
        // A read of the rank that the transfer does not use has to wait: the command that is legal first goes first.
        Assert.True(host.Requests.Count(request => request.Done - request.Made < 700_000) >= 10);
    }

    /// <summary>A host that asks for everything at once gets every other turn, not all of them.</summary>
    [Fact]
    public void Host_and_transfer_take_turns()
    {
        (StepResult alone, _) = Run();
        var host = new DramHost([.. Enumerable.Repeat(0L, 20_000)], i => AddressOf(i, 3), _ => false);
        (StepResult beside, _) = Run(host);
        OperationResult first = beside.Operations[0];
        Assert.InRange(first.Dram.Bursts - alone.Operations[0].Dram.Bursts, 400, 8000);
        Assert.Contains(host.Requests, request => request.Done > first.Cycles.Total * TestMachines.Paper.ClockPeriodPs);
    }

    [Fact]
    public void Requests_of_two_ports_enter_in_the_order_in_which_they_were_made()
    {
        long[] times = [.. Enumerable.Range(0, 60).Select(i => 1_000_000L + 3_000L * i)];
        DramHost[] hosts =
        [
            .. new[] { 0, 1 }.Select(which => new DramHost(
                [.. times.Where((_, i) => i % 2 == which)], i => AddressOf(2 * i + which, 4), _ => false)),
        ];
        var single = new DramHost(times, i => AddressOf(i, 4), _ => false);
        RunHostAlone(TestMachines.Paper, hosts);
        RunHostAlone(TestMachines.Paper, single);
        Assert.Equal(single.Requests, hosts[0].Requests.Zip(hosts[1].Requests).SelectMany(pair => new[] { pair.First, pair.Second }));
    }

    [Fact]
    public void A_promise_cannot_be_taken_back()
    {
        var host = new Liar();
        Assert.ThrowsAny<Exception>(() => Run(host));
        Assert.Contains(
            "cannot take that back", Assert.Throws<InvalidOperationException>(() => host.Port!.NextRequestPs = 0).Message,
            StringComparison.Ordinal);
    }

    /// <summary>A transfer may have been computed to its end, so nobody can come later.</summary>
    [Fact]
    public void Nobody_connects_after_the_start()
    {
        var late = new LateComer();
        Run(late);
        Assert.Contains("DRAM port 'late' must be connected before the run starts", late.Problem!.Message, StringComparison.Ordinal);
    }

    private static long AddressOf(int i, int seed) => (long)(i * 2654435761 + seed * 40503L) % (1 << 20) * 64;

    private static (StepResult Result, DramCommandRun[] Commands) Run(params IMachineComponent[] components) =>
        RunAs(PaperChoices.Ordering, components);

    private static (StepResult Result, DramCommandRun[] Commands) RunAs(string ordering, params IMachineComponent[] components) =>
        RunOn(TestMachines.Paper with { Ordering = ordering }, components);

    private static (StepResult Result, DramCommandRun[] Commands) RunOn(MachineSpec machine, params IMachineComponent[] components)
    {
        var simulator = new TrainingStepSimulator(Program, machine, MemoryTechnologyLoader.Load("stt-mram"), Capacity);
        var commands = new List<DramCommandRun>();
        simulator.Hooks.DramCommands.Subscribe((in DramCommandRun command) => commands.Add(command));
        foreach (IMachineComponent component in components)
            simulator.Components.Add(component);
        return (simulator.Run(), [.. commands]);
    }

    private static void RunHostAlone(MachineSpec machine, params DramHost[] hosts)
    {
        using var simulation = new Kernel.Simulation();
        var parts = new StepMachine(simulation, machine, 1, 1, new MachineHooks());
        foreach (DramHost host in hosts)
            host.Attach(new MachineContext(simulation, machine, new MachineHooks(), parts.Dram));
        simulation.Run();
    }

    /// <summary>Commands one by one: how they are grouped says how they were found, not what was issued.</summary>
    private static IEnumerable<DramCommand> Issued(DramCommandRun[] commands) =>
        commands.SelectMany(DramCommand.Expand).OrderBy(command => command.Cycle);

    /// <summary>Keeps a number of reads outstanding for ever; the test ends the run after far more than the step can take.</summary>
    private sealed class EndlessReader(int outstanding, int maxReads, CancellationTokenSource cancellation) : IMachineComponent
    {
        public void Attach(MachineContext machine)
        {
            DramPort port = machine.ConnectDram("reader");
            for (int i = 0; i < outstanding; i++)
                machine.Simulation.Start(Read(i), "reader");

            IEnumerable<Kernel.Wait> Read(int start)
            {
                for (int i = start; ; i += outstanding)
                {
                    if (i > maxReads)
                        cancellation.Cancel();
                    yield return port.Read(AddressOf(i, 2));
                }
            }
        }
    }

    /// <summary>Tries to connect while the step runs.</summary>
    private sealed class LateComer : IMachineComponent
    {
        internal InvalidOperationException? Problem { get; private set; }

        public void Attach(MachineContext machine) => machine.Hooks.Phase.Subscribe((in PhaseInterval phase) =>
        {
            if (phase.Kind == PhaseKind.Dram && phase.StartCycle > 0)
                Problem ??= Assert.Throws<InvalidOperationException>(() => machine.ConnectDram("late"));
        });
    }

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
