using CsCheck;
using CycleSim.Accelerator.Dram;
using CycleSim.Accelerator.Observation;
using CycleSim.Accelerator.Scratchpads;

namespace CycleSim.Accelerator.Tests.Dram;

/// <summary>Every command of the controller obeys the standard, and every burst is moved once.</summary>
public class DramControllerTests
{
    private static readonly DramSpec Part = TestMachines.Paper.Dram;

    private static readonly Gen<(int Gap, bool IsWrite, (int First, int Count)[] Runs)[]> Requests = Gen.Select(
        Gen.Frequency((6, Gen.Int[0, 40]), (2, Gen.Int[40, 900]), (1, Gen.Int[900, 9000])),
        Gen.Bool,
        Gen.Select(Gen.Int[0, 1500], Gen.Frequency((3, Gen.Int[1, 4]), (1, Gen.Int[1, 60]))).Array[1, 12]).Array[1, 14];

    [Fact]
    public void No_command_breaks_a_rule_and_every_burst_moves_once_in_order() =>
        (from ranks in OneOf(1, 2, 4)
         from banks in OneOf(1, 2, 8)
         from columns in OneOf(1, 4, 16)
         from queue in OneOf(1, 2, 32)
         from timing in Timings
         from requests in Requests
         let organised = Part with { Ranks = ranks, Banks = banks, Rows = 4096, Columns = columns }
         select (spec: organised with { QueueDepth = queue, Timing = timing }, requests))
        .Sample(c => AssertRun(c.spec, c.requests), iter: 600);

    [Theory]
    [InlineData(0)]
    [InlineData(6000)]
    [InlineData(17)]
    public void A_single_read_of_a_closed_bank_takes_tRCD_CL_and_its_burst(long cycle)
    {
        var controller = new DramController(Part, new MachineHooks());
        Assert.Equal(cycle + 11 + 11 + 4, controller.Transfer(cycle, 0, [new LineRun(77, 1)], isWrite: false));
        Assert.Equal((1, 0, 0, 1, 0, 1), Shape(controller.Counts));
    }

    [Fact]
    public void A_single_write_takes_tRCD_CWL_and_its_burst()
    {
        var controller = new DramController(Part, new MachineHooks());
        Assert.Equal(50 + 11 + 8 + 4, controller.Transfer(50, 128, [new LineRun(0, 1)], isWrite: true));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(128, 1)]
    [InlineData(129, 2)]
    [InlineData(1500, 12)]
    public void A_stream_reaches_the_burst_pitch(int bursts, int rows)
    {
        var controller = new DramController(Part, new MachineHooks());
        long end = controller.Transfer(0, 0, [new LineRun(0, bursts)], isWrite: false);
        // Rows 1 to 8 are in the banks of rank 0, the next in rank 1: there the bus turns round once.
        int turn = rows > 8 ? Part.Timing.Trtrs : 0;
        Assert.Equal(11 + (bursts - 1) * 4 + turn + 11 + 4, end);
        Assert.Equal((bursts, 0, bursts - rows, rows, 0, rows), Shape(controller.Counts));
    }

    [Fact]
    public void Two_rows_of_a_bank_in_turn_conflict_every_time()
    {
        DramSpec spec = Part with { QueueDepth = 1 };
        var controller = new DramController(spec, new MachineHooks());
        long row = (long)spec.Columns * spec.Banks * spec.Ranks;
        long end = controller.Transfer(0, 0, [.. Enumerable.Range(0, 20).Select(i => new LineRun(i % 2 * row, 1))], isWrite: false);
        // From the second on: tRC apart, as tRAS + tRP is longer than tRCD + tRTP + tRP.
        Assert.Equal(19 * 39 + 11 + 11 + 4, end);
        Assert.Equal((20, 0, 0, 1, 19, 20), Shape(controller.Counts));
    }

    [Fact]
    public void Idle_time_is_refreshed_and_accounted()
    {
        var controller = new DramController(Part, new MachineHooks());
        controller.AccountUntil(10 * 6240 - 1);
        DramCounts counts = controller.Counts;
        Assert.Equal((9 * 2, 0, 2L * (10 * 6240 - 1)), (counts.Refreshes, counts.ActiveCycles, counts.PrechargedCycles));
        controller.AccountUntil(10 * 6240);
        Assert.Equal((10 * 2, 2L * 10 * 6240), (controller.Counts.Refreshes, controller.Counts.PrechargedCycles));
    }

    [Fact]
    public void An_open_row_counts_as_active_from_its_activate_to_the_precharge_of_the_refresh()
    {
        var controller = new DramController(Part, new MachineHooks());
        controller.Transfer(100, 0, [new LineRun(0, 1)], isWrite: false);
        controller.AccountUntil(10_000);
        Assert.Equal(6240 - 100, controller.Counts.ActiveCycles);
        Assert.Equal(20_000 - (6240 - 100), controller.Counts.PrechargedCycles);
    }

    [Fact]
    public void Energies_of_the_shipped_part_are_those_of_its_data_sheet()
    {
        DramEnergy energy = Part.Energy;
        double[] actual =
            [energy.ActivatePj, energy.ReadPj, energy.WritePj, energy.RefreshPj, energy.ActiveCyclePj, energy.PrechargedCyclePj];
        double[] expected = [9841.5, 6426, 4698, 553176, 513, 432];
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 6);
        Assert.Equal((6030, 14000, 8L << 30), (energy.InterfacePj, energy.TerminationPj, Part.CapacityBytes));
    }

    private static Gen<int> OneOf(params int[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<DramTiming> Timings => Gen.OneOf(
        Gen.Const(Part.Timing with { Trefi = 900 }),
        from column in Gen.Int[4, 8]
        from rcd in Gen.Int[1, 20]
        from rp in Gen.Int[1, 20]
        from ras in Gen.Int[1, 40]
        from rrd in Gen.Int[1, 10]
        from faw in Gen.Int[1, 50]
        from cl in Gen.Int[8, 14]
        from cwl in Gen.Int[5, 8]
        from rest in Gen.Int[1, 15].Array[5]
        select new DramTiming(
            cl, cwl, 4, rcd, rp, ras, rrd, faw, column, rest[0], rest[1], rest[2], rest[3] % 4, 1100, 20 + 10 * rest[4]));

    private static void AssertRun(DramSpec spec, (int Gap, bool IsWrite, (int First, int Count)[] Runs)[] requests)
    {
        var hooks = new MachineHooks();
        var commands = new List<DramCommand>();
        hooks.DramCommand.Subscribe((in DramCommand command) => commands.Add(command));
        var controller = new DramController(spec, hooks);
        long cycle = 0;
        var wanted = new List<(long Burst, bool IsWrite)>();
        foreach ((int gap, bool isWrite, (int First, int Count)[] runs) in requests)
        {
            cycle += gap;
            LineRun[] bursts = [.. runs.Select(run => new LineRun(run.First, run.Count))];
            long end = controller.Transfer(cycle, 5, bursts, isWrite);
            Assert.True(end > cycle);
            cycle = end;
            wanted.AddRange(bursts.SelectMany(run => Enumerable.Range(0, (int)run.Count).Select(i => (5 + run.First + i, isWrite))));
        }

        cycle += 700;
        controller.AccountUntil(cycle);

        SingleCommand[] single = JedecChecker.Expand(commands);
        Assert.Empty(JedecChecker.Violations(single, spec));
        Assert.Equal(wanted, single.Where(command => command.IsColumn).Select(command => (
            (((long)command.Row * spec.Ranks + command.Rank) * spec.Banks + command.Bank) * spec.Columns + command.Column,
            command.Kind == DramCommandKind.Write)));
        AssertRefreshes(single, spec, cycle);
        AssertCounts(controller.Counts, single, spec, cycle);
    }

    /// <summary>The k-th refresh of each rank falls due at k tREFI and comes before the next is due.</summary>
    private static void AssertRefreshes(SingleCommand[] commands, DramSpec spec, long end)
    {
        for (int rank = 0; rank < spec.Ranks; rank++)
        {
            long[] cycles = [.. commands.Where(c => c.Kind == DramCommandKind.Refresh && c.Rank == rank).Select(c => c.Cycle)];
            Assert.Equal(end / spec.Timing.Trefi, cycles.Length);
            for (int k = 0; k < cycles.Length; k++)
                Assert.InRange(cycles[k], (k + 1L) * spec.Timing.Trefi, (k + 2L) * spec.Timing.Trefi - 1);
        }
    }

    private static void AssertCounts(DramCounts counts, SingleCommand[] commands, DramSpec spec, long end)
    {
        Assert.Equal(commands.Count(c => c.Kind == DramCommandKind.Read), counts.ReadBursts);
        Assert.Equal(commands.Count(c => c.Kind == DramCommandKind.Write), counts.WriteBursts);
        Assert.Equal(commands.Count(c => c.Kind == DramCommandKind.Activate), counts.Activates);
        Assert.Equal(commands.Count(c => c.Kind == DramCommandKind.Refresh), counts.Refreshes);
        Assert.Equal(counts.Bursts, counts.RowHits + counts.RowMisses + counts.RowConflicts);
        Assert.Equal(end * spec.Ranks, counts.ActiveCycles + counts.PrechargedCycles);
        Assert.Equal(ActiveCycles(commands, spec, end), counts.ActiveCycles);
    }

    /// <summary>Rank-cycles with at least one open row, counted bank by bank.</summary>
    private static long ActiveCycles(SingleCommand[] commands, DramSpec spec, long end)
    {
        long active = 0;
        for (int rank = 0; rank < spec.Ranks; rank++)
        {
            var open = new HashSet<int>();
            long since = 0;
            foreach (SingleCommand command in commands.Where(c => c.Rank == rank && c.Cycle < end))
            {
                if (command.Kind == DramCommandKind.Activate && open.Count == 0)
                    since = command.Cycle;
                bool wasOpen = open.Count > 0;
                if (command.Kind == DramCommandKind.Activate)
                    open.Add(command.Bank);
                else if (command.Kind == DramCommandKind.Precharge)
                    open.Remove(command.Bank);
                else if (command.Kind == DramCommandKind.PrechargeAll)
                    open.Clear();
                if (wasOpen && open.Count == 0)
                    active += command.Cycle - since;
            }

            if (open.Count > 0)
                active += end - since;
        }

        return active;
    }

    private static (long, long, long, long, long, long) Shape(DramCounts counts) =>
        (counts.ReadBursts, counts.WriteBursts, counts.RowHits, counts.RowMisses, counts.RowConflicts, counts.Activates);
}
