using CsCheck;
using CycleSim.Dram.Commands;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Standards;
using CycleSim.Dram.Statistics;
using CycleSim.Kernel;
using CycleSim.Properties;
using CycleSim.Reference;

namespace CycleSim.Dram.Tests;

/// <summary>Every command of the controller obeys the standard, and every burst is moved once.</summary>
public class DramControllerTests
{
    private static readonly DramSpec Part = DramLoader.Load("ddr3-1600-4gb-x8");

    /// <summary>Transfers: cycles since the last, direction, runs as gap and length.</summary>
    private static readonly Gen<(int Gap, bool IsWrite, (int Gap, int Count)[] Runs)[]> Transfers = Gen.Select(
        Gen.Frequency((6, Gen.Int[0, 40]), (2, Gen.Int[40, 900]), (1, Gen.Int[900, 9000])),
        Gen.Bool,
        Gen.Select(Gen.Frequency((2, Gen.Const(0)), (3, Gen.Int[0, 40]), (1, Gen.Int[0, 1500])),
            Gen.Frequency((3, Gen.Int[1, 4]), (2, Gen.Int[1, 60]), (1, Gen.Int[60, 600]))).Array[1, 12])
        .Array[1, 14];

    [Fact]
    [Trait("kind", "property")]
    public void Every_burst_moves_once_by_the_rules_and_skipping_repetition_changes_nothing() =>
        (from ranks in OneOf(1, 2, 4)
         from banks in OneOf(1, 2, 8)
         from columns in OneOf(1, 4, 16, 128)
         from reads in OneOf(1, 2, 9, 32)
         from writes in OneOf(1, 2, 9, 32)
         from bankQueue in OneOf(1, 2, 8)
         from page in Gen.Select(Pages, Gen.Int[1, 9])
         from timing in Timings
         from transfers in Transfers
         let organised = Part with
         {
             Ranks = ranks,
             Banks = banks,
             Rows = 1 << 18,
             Columns = columns,
             PagePolicy = page.Item1,
             RowHitCap = page.Item2
         }
         select (spec: organised with { QueueDepth = reads, WriteBufferDepth = writes, BankQueueDepth = bankQueue, Timing = timing },
             transfers))
        .ForAll(c => AssertRun(c.spec, c.transfers), cases: 150, slowCases: 500);

    /// <summary>
    /// Four writes that end with ACT, WR in neighbouring cycles: the first bank may be precharged from that ACT on, and must wait for the
    /// cycle after the last WR. The second time the end of the transfer is a memo entry.
    /// </summary>
    [Fact]
    public void A_precharge_of_a_closed_page_does_not_share_the_cycle_of_the_last_command()
    {
        DramSpec spec = Part with
        {
            Ranks = 1,
            Banks = 8,
            Rows = 1 << 18,
            Columns = 1,
            QueueDepth = 2,
            WriteBufferDepth = 1,
            BankQueueDepth = 1,
            PagePolicy = "closed",
            RowHitCap = 9,
            Timing = Ddr3Timing.Of(14, 6, 4, 12, 5, 4, 8, 11, 4, 11, 7, 2, 2, 1100, 170, 11),
        };
        (int Gap, bool IsWrite, (int Gap, int Count)[] Runs) writes = (100, true, [(0, 4)]);
        AssertRun(spec, [writes, writes]);
        (long[] ends, SingleCommand[] commands, _) = Run(spec, [writes, writes], fastForward: true);
        long last = commands.Last(command => command.IsColumn).Cycle;
        Assert.Equal(ends[1] - spec.Table(TimingRules.Jedec).WriteLatencyCycles - spec.Table(TimingRules.Jedec).BurstCycles, last);
        Assert.Contains(commands, command => command.Kind == DramCommandKind.Precharge && command.Cycle == last + 1);
    }

    /// <summary>A few transfers that come again and again, so that most of them are memo entries.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void Transfers_that_come_again_run_as_in_detailed_simulation() =>
        (from ranks in OneOf(1, 2, 4)
         from banks in OneOf(2, 8)
         from columns in OneOf(1, 16, 128)
         from queues in Gen.Select(OneOf(1, 2, 9, 32), OneOf(1, 2, 9, 32), OneOf(1, 2, 8))
         from page in Gen.Select(Pages, Gen.Int[1, 9])
         from timing in Timings
         from shapes in Gen.Select(Gen.Bool, Gen.Select(Gen.Int[0, 40], Gen.Int[1, 200]).Array[1, 3]).Array[1, 2]
         from order in Gen.Select(Gen.Int[0, 1], Gen.Frequency((3, Gen.Int[0, 40]), (2, Gen.Int[40, 1500]))).Array[4, 24]
         let organised = Part with
         {
             Ranks = ranks,
             Banks = banks,
             Rows = 1 << 18,
             Columns = columns,
             PagePolicy = page.Item1,
             RowHitCap = page.Item2
         }
         let spec = organised with
         {
             QueueDepth = queues.Item1,
             WriteBufferDepth = queues.Item2,
             BankQueueDepth = queues.Item3,
             Timing = timing,
         }
         let transfers = order
             .Select(pick => (pick.Item2, shapes[pick.Item1 % shapes.Length].Item1, shapes[pick.Item1 % shapes.Length].Item2)).ToArray()
         select (spec, transfers))
        .ForAll(c => AssertRun(c.spec, c.transfers), cases: 100, slowCases: 300);

    /// <summary>Accepted in its cycle, queued in the next, activated in the one after that.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(5000)]
    [InlineData(17)]
    public void A_single_read_of_a_closed_bank_takes_its_entry_tRCD_CL_and_its_burst(long cycle)
    {
        DramController controller = New(Part);
        Assert.Equal(cycle + 2 + 11 + 11 + 4, controller.Transfer(cycle, 0, [new BurstRun(77, 1)], isWrite: false));
        Assert.Equal((1, 0, 0, 1, 0, 1), Shape(controller));
    }

    [Fact]
    public void A_single_write_takes_its_entry_tRCD_CWL_and_its_burst()
    {
        Assert.Equal(50 + 2 + 11 + 8 + 4, New(Part).Transfer(50, 128, [new BurstRun(0, 1)], isWrite: true));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(128, 1)]
    [InlineData(129, 2)]
    [InlineData(700, 6)]
    public void A_stream_reaches_the_burst_pitch(int bursts, int rows)
    {
        DramController controller = New(Part);
        long end = controller.Transfer(0, 0, [new BurstRun(0, bursts)], isWrite: false);
        Assert.Equal(2 + 11 + (bursts - 1) * 4 + 11 + 4, end);
        Assert.Equal((bursts, 0, bursts - rows, rows, 0, rows), Shape(controller));
    }

    [Fact]
    public void Rows_of_one_bank_conflict_every_time()
    {
        DramController controller = New(Part);
        long row = (long)Part.Columns * Part.Banks * Part.Ranks;
        long end = controller.Transfer(0, 0, [.. Enumerable.Range(0, 20).Select(i => new BurstRun(i * row, 1))], isWrite: false);
        // From the second on: tRC apart, as tRAS + tRP is longer than tRCD + tRTP + tRP.
        Assert.Equal(2 + 19 * 39 + 11 + 11 + 4, end);
        Assert.Equal((20, 0, 0, 1, 19, 20), Shape(controller));
    }

    [Fact]
    public void Runs_that_descend_or_overlap_are_refused()
    {
        Assert.Throws<ArgumentException>(() => New(Part).Transfer(0, 0, [new BurstRun(5, 2), new BurstRun(0, 2)], isWrite: false));
        Assert.Throws<ArgumentException>(() => New(Part).Transfer(0, 0, [new BurstRun(0, 2), new BurstRun(1, 2)], isWrite: false));
    }

    [Fact]
    public void Refresh_can_be_switched_off_and_costs_time_when_on()
    {
        DramController without = New(Part with { Refresh = false }), with = New(Part);
        long end = without.Transfer(0, 0, [new BurstRun(0, 100_000)], isWrite: false);
        Assert.Equal(0, without.Totals.Refreshes);
        Assert.InRange(end, 400_000, 400_100 + 1000 * Part.Timing["trtrs"]);
        Assert.True(with.Transfer(0, 0, [new BurstRun(0, 100_000)], isWrite: false) > end);
        Assert.InRange(with.Totals.Refreshes, 2 * (end / Part.Timing["trefi"]), 2 * (end / Part.Timing["trefi"]) + 8);
    }

    [Fact]
    public void Idle_time_is_refreshed_and_accounted()
    {
        DramController controller = New(Part);
        controller.AdvanceTo(10 * 6240);
        DramCounts counts = DramCounts.Of(controller.Totals);
        Assert.Equal((10 * 2 - 1, 0, 2L * 10 * 6240), (counts.Refreshes, counts.ActiveCycles, counts.PrechargedCycles));
        controller.AdvanceTo(10 * 6240 + 1);
        Assert.Equal(10 * 2, controller.Totals.Refreshes);
    }

    [Fact]
    public void An_open_row_counts_as_active_from_its_activate_to_the_precharge_of_the_refresh()
    {
        DramController controller = New(Part);
        controller.Transfer(100, 0, [new BurstRun(0, 1)], isWrite: false);
        controller.AdvanceTo(10_000);
        // The refresh of rank 0 falls due at tREFI / 2.
        Assert.Equal(3120 - 102, controller.Totals.ActiveCycles);
        Assert.Equal(20_000 - (3120 - 102), controller.Totals.PrechargedCycles);
    }

    [Fact]
    public void A_closed_page_is_precharged_without_a_request()
    {
        DramController controller = New(Part with { PagePolicy = "closed" });
        controller.Transfer(100, 0, [new BurstRun(0, 1)], isWrite: false);
        controller.AdvanceTo(10_000);
        Assert.Equal((1, 28), (controller.Totals.Precharges, controller.Totals.ActiveCycles));
    }

    /// <summary>Serving allocates nothing once the tables have grown to the traffic's needs.</summary>
    [Theory]
    [InlineData("default")]
    [InlineData("dramsim3")]
    public void Requests_allocate_nothing(string policy)
    {
        DramController controller = new(Part, DramPolicy.All.Single(p => p.Name == policy));
        Assert.Equal(0, Allocation.LeastBytes(() => Serve(50_000)));
        Assert.True(controller.Totals.Reads > 10_000 && controller.Totals.Writes > 10_000 && controller.Totals.Refreshes > 10);

        void Serve(int count)
        {
            var traffic = new RandomTraffic(count);
            controller.Serve(ref traffic, untilReturned: false);
        }
    }

    /// <summary>Reads and writes at random places, each waiting for room only.</summary>
    private struct RandomTraffic(int count) : IDramTraffic
    {
        private int _left = count;
        private ulong _state = 88172645463325252;

        public readonly long CountSteady(long max, long cycle) => 0;

        public readonly bool TryPeekRun(int ahead, out BurstRun run)
        {
            run = default;
            return false;
        }

        public readonly bool TryPeek(out DramRequest request)
        {
            request = new DramRequest(0, (long)(_state >> 20) % (1 << 24) * 64, (_state & 1) != 0);
            return _left > 0;
        }

        public void Accepted(long cycle)
        {
            _left--;
            _state ^= _state << 13;
            _state ^= _state >> 7;
            _state ^= _state << 17;
        }

        public readonly void Skipped(long count) => throw new NotSupportedException();

        public readonly void Streamed(in SteadyRun run) => throw new NotSupportedException();

        public readonly void Done(long index, long cycle)
        {
        }
    }

    [Fact]
    public void Energies_of_the_shipped_part_are_those_of_its_data_sheet()
    {
        DramUnitEnergies energy = Part.Energy;
        double[] actual =
            [energy.ActivatePj, energy.ReadPj, energy.WritePj, energy.RefreshPj, energy.ActiveCyclePj, energy.PrechargedCyclePj];
        double[] expected = [9841.5, 6426, 4698, 553176, 513, 432];
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 6);
        Assert.Equal((6030, 14000, 8L << 30), (energy.DriverAndPhyPj, energy.TerminationPj, Part.CapacityBytes));
    }

    private static Gen<string> Pages => Gen.Bool.Select(isOpen => isOpen ? "open" : "closed");

    private static Gen<int> OneOf(params int[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<DramTiming> Timings => Gen.OneOf(
        Gen.Const(Part.Timing.With(("trefi", 900))),
        from column in Gen.Int[4, 8]
        from rcd in Gen.Int[1, 20]
        from rp in Gen.Int[1, 20]
        from ras in Gen.Int[1, 40]
        from rrd in Gen.Int[1, 10]
        from faw in Gen.Int[10, 50]
        from cl in Gen.Int[12, 18]
        from cwl in Gen.Int[5, 8]
        from rest in Gen.Int[1, 15].Array[5]
        select Ddr3Timing.Of(
            cl, cwl, 4, rcd, rp, ras, rrd, faw, column, rest[0], rest[1], rest[2], rest[3] % 4, 1100, 20 + 10 * rest[4], rest[0] % rcd));

    private static void AssertRun(DramSpec spec, (int Gap, bool IsWrite, (int Gap, int Count)[] Runs)[] transfers)
    {
        (long[] ends, SingleCommand[] commands, DramTotals totals) = Run(spec, transfers, fastForward: true);
        (long[] plainEnds, SingleCommand[] plainCommands, DramTotals plainTotals) = Run(spec, transfers, fastForward: false);
        Assert.Equal(plainEnds, ends);
        if (!plainCommands.AsSpan().SequenceEqual(commands))
            Assert.Equal(plainCommands, commands); // says where they differ, slowly
        Assert.Equal(plainTotals, totals);

        Assert.Empty(JedecChecker.Violations(commands, spec));
        int next = 0;
        SingleCommand[] columns = [.. commands.Where(command => command.IsColumn)];
        foreach ((_, bool isWrite, (int Gap, int Count)[] runs) in transfers)
        {
            long[] wanted = [.. Runs(runs).SelectMany(run => Enumerable.Range(0, (int)run.Count).Select(i => 5 + run.First + i))];
            SingleCommand[] moved = columns[next..(next + wanted.Length)];
            Assert.Equal(wanted, moved.Select(command => (
                ((long)command.Row * spec.Ranks + command.Rank) * spec.Banks + command.Bank) * spec.Columns + command.Column).Order());
            Assert.All(moved, command => Assert.Equal(isWrite, command.Kind == DramCommandKind.Write));
            next += wanted.Length;
        }

        Assert.Equal(next, columns.Length);
        AssertRefreshes(commands, spec, totals.Cycles);
        AssertCounts(DramCounts.Of(totals), commands, spec, totals.Cycles);
    }

    private static (long[] Ends, SingleCommand[] Commands, DramTotals Totals) Run(
        DramSpec spec, (int Gap, bool IsWrite, (int Gap, int Count)[] Runs)[] transfers, bool fastForward)
    {
        var hook = new Hook<DramCommandRun>();
        var commands = new List<DramCommandRun>();
        hook.Subscribe((in DramCommandRun command) => commands.Add(command));
        var controller = new DramController(spec, DramPolicy.Default, hook) { FastForward = fastForward };
        long cycle = 0;
        var ends = new List<long>();
        foreach ((int gap, bool isWrite, (int Gap, int Count)[] runs) in transfers)
        {
            cycle += gap;
            long end = controller.Transfer(cycle, 5, Runs(runs), isWrite);
            Assert.True(end > cycle);
            ends.Add(cycle = end);
        }

        controller.AdvanceTo(cycle + 700);
        return ([.. ends], JedecChecker.Expand(commands), controller.Totals);
    }

    private static BurstRun[] Runs((int Gap, int Count)[] runs)
    {
        long at = 0;
        return [.. runs.Select(run =>
        {
            var placed = new BurstRun(at + run.Gap, run.Count);
            at = placed.End;
            return placed;
        })];
    }

    /// <summary>
    /// The k-th refresh of all ranks falls due at k tREFI / ranks, in turn, and comes before the same rank's next is due.
    /// </summary>
    private static void AssertRefreshes(SingleCommand[] commands, DramSpec spec, long end)
    {
        SingleCommand[] refreshes = [.. commands.Where(c => c.Kind == DramCommandKind.Refresh)];
        int interval = spec.Timing["trefi"] / spec.Ranks;
        Assert.InRange(refreshes.Length, (end - 1) / interval - spec.Ranks, (end - 1) / interval);
        for (int k = 0; k < refreshes.Length; k++)
        {
            Assert.Equal(k % spec.Ranks, refreshes[k].Rank);
            Assert.InRange(refreshes[k].Cycle, (k + 1L) * interval, (k + 1L + spec.Ranks) * interval - 1);
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
                if (wasOpen && open.Count == 0)
                    active += command.Cycle - since;
            }

            if (open.Count > 0)
                active += end - since;
        }

        return active;
    }

    private static (long, long, long, long, long, long) Shape(DramController controller)
    {
        DramCounts counts = DramCounts.Of(controller.Totals);
        return (counts.ReadBursts, counts.WriteBursts, counts.RowHits, counts.RowMisses, counts.RowConflicts, counts.Activates);
    }

    private static DramController New(DramSpec spec) => new(spec, DramPolicy.Default);
}
