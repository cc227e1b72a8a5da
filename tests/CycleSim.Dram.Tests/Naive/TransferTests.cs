using CsCheck;
using CycleSim.Dram.Commands;
using CycleSim.Dram.Control;
using CycleSim.Dram.FastForward;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Standards;
using CycleSim.Dram.Statistics;
using CycleSim.Kernel;
using CycleSim.Properties;
using Checker = CycleSim.Dram.Commands.JedecChecker;

namespace CycleSim.Dram.Tests.Naive;

/// <summary>Skipping repetition in transfers changes nothing, for random parts of every standard.</summary>
public class TransferTests
{
    private static readonly string[] Contiguous =
    [
        "ro ra bg ba ch co", "ro ra ba bg ch co", "ro ba bg ra co ch", "ch ro ra ba bg co", "ra ro bg ch ba co", "bg ba ra ro co ch",
    ];

    public static TheoryData<string> Standards => [.. StandardLoader.Names];

    private static Gen<PowerDownSpec> PowerDowns => Gen.Select(
        Gen.Int[0, 60], Gen.Int[0, 400], (idle, selfRefresh) => new PowerDownSpec(idle, selfRefresh));

    /// <summary>A few transfers that come again and again, with the same or other pauses.</summary>
    private static Gen<Transfer[]> Transfers =>
        from shapes in Gen.Select(
            Gen.Bool, Gen.Long[0, 5000],
            Gen.Select(
                Gen.Frequency((3, Gen.Const(0)), (3, Gen.Int[0, 40]), (1, Gen.Int[0, 1500])),
                Gen.Frequency((1, Gen.Int[1, 8]), (2, Gen.Int[1, 80]), (2, Gen.Int[60, 700]))).Array[1, 6]).Array[1, 4]
        from order in Gen.Select(
            Gen.Int[0, 3], Gen.Frequency((3, Gen.Int[0, 3]), (3, Gen.Int[0, 60]), (1, Gen.Int[60, 5000])),
            Gen.Frequency((2, Gen.Const(0)), (2, Gen.Int[0, 9]))).Array[1, 14]
        from shift in OneOf(8, 16, 64, 128, 1024)
        select order.Select(pick =>
        {
            (bool isWrite, long start, (int Gap, int Count)[] runs) = shapes[pick.Item1 % shapes.Length];
            return new Transfer(pick.Item2, isWrite, start + (long)shift * pick.Item3, Place(runs));
        }).ToArray();

    /// <summary>Columns of matrices: short runs at an even distance, some of them from another start or at another distance.</summary>
    private static Gen<Transfer[]> StridedTransfers =>
        from shapes in Gen.Select(
            Gen.Bool, Gen.Long[0, 5000], Gen.Frequency((4, Gen.Const(1)), (2, Gen.Int[2, 15]), (1, Gen.Int[16, 40])),
            Gen.Frequency((3, OneOf(2, 4, 8, 16, 32, 64)), (2, Gen.Int[1, 70])), Gen.Int[2, 250]).Array[1, 3]
        from order in Gen.Select(
            Gen.Int[0, 2], Gen.Frequency((3, Gen.Int[0, 3]), (2, Gen.Int[0, 400])), Gen.Frequency((2, Gen.Const(0)), (2, Gen.Int[0, 9])),
            Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 3]))).Array[2, 12]
        from shift in OneOf(1, 8, 64, 128, 1024)
        select order.Select(pick =>
        {
            (bool isWrite, long start, int length, int gap, int count) = shapes[pick.Item1 % shapes.Length];
            return new Transfer(pick.Item2, isWrite, start + (long)shift * pick.Item3, Strided(count, length, length + gap + pick.Item4));
        }).ToArray();

    [Theory]
    [MemberData(nameof(Standards))]
    [Trait("kind", "property")]
    public void Skipping_repetition_changes_nothing(string standard)
    {
        long hits = 0;
        Cases(standard, Transfers).ForAll(c => hits += AssertEqual(c.Part, c.Policy, c.Transfers), cases: 50, slowCases: 150);
        Assert.True(hits > 0);
    }

    [Theory]
    [MemberData(nameof(Standards))]
    [Trait("kind", "property")]
    public void Skipping_repetition_in_strided_streams_changes_nothing(string standard)
    {
        long hits = 0;
        Cases(standard, StridedTransfers).ForAll(c => hits += AssertEqual(c.Part, c.Policy, c.Transfers), cases: 40, slowCases: 100);
        Assert.True(hits > 0);
    }

    /// <summary>The columns of a head: every fourth burst of a row, through all banks. Another head is the same to the memo.</summary>
    [Fact]
    public void Columns_of_a_matrix_repeat_from_row_to_row_and_from_head_to_head()
    {
        DramSpec part = DramLoader.Load("ddr3-1600-4gb-x8") with { Refresh = false };
        Transfer[] heads =
        [
            .. Enumerable.Range(0, 6).Select(head => new Transfer(900, head >= 3, head % 3 * 7, Strided(1024, 1, 32))),
        ];
        Assert.True(AssertEqual(part, DramPolicy.Default, heads) > 2 * 6 * 16 - 24);
    }

    /// <summary>Sixteen neighbours of a row, then every second of its columns: only the commands tell them apart.</summary>
    [Fact]
    public void Columns_at_another_distance_are_another_segment()
    {
        DramSpec part = ShortRows() with { Columns = 64 };
        Transfer[] transfers = [.. new[] { 1, 1, 2, 2, 3, 3 }.Select(step => new Transfer(900, false, 0, Strided(16, 1, step)))];
        Assert.True(AssertEqual(part, DramPolicy.Default, transfers) > 0);
    }

    /// <summary>A run that starts in one column of its second row, then in another.</summary>
    [Fact]
    public void Columns_are_told_apart_from_row_to_row()
    {
        DramSpec part = ShortRows() with { Columns = 64 };
        Transfer[] transfers =
        [
            .. new[] { 64, 64, 70, 70, 69, 69 }.Select(second => new Transfer(
                900, false, 0, [new BurstRun(0, 8), new BurstRun(second, 8)])),
        ];
        Assert.True(AssertEqual(part, DramPolicy.Default, transfers) > 0);
    }

    /// <summary>From the first of two banks to the last, and from the last to the first: equal labels of rows, in other banks.</summary>
    [Fact]
    public void Rows_of_other_banks_are_other_segments()
    {
        DramSpec part = ShortRows() with { Columns = 64, Mapping = "ra ro bg ba co" };
        Transfer[] transfers =
        [
            .. new[] { 0, 0, 15, 15 }.Select((bank, i) => new Transfer(
                900, false, 64 * (16 * 2 * i + bank), [new BurstRun(0, 8), new BurstRun(64 * (bank == 0 ? 15 : 1), 8)])),
        ];
        Assert.True(AssertEqual(part, DramPolicy.Default, transfers) > 0);
    }

    private static Gen<(DramSpec Part, DramPolicy Policy, Transfer[] Transfers)> Cases(string standard, Gen<Transfer[]> traffic) =>
        from part in RandomDram.PartsOfDefault(standard)
        from columns in Gen.Frequency((1, Gen.Int[1, 2]), (3, Gen.Int[3, 6]))
        from rows in Gen.Frequency((1, Gen.Const(8)), (4, Gen.Const(4096)))
        from mapping in Gen.Frequency((4, Gen.Int[0, Contiguous.Length - 1].Select(i => Contiguous[i])), (1, Gen.Const(part.Mapping)))
        from powerDown in Gen.Frequency((5, Gen.Const(PowerDownSpec.Off)), (1, PowerDowns))
        from isDramsim3 in Gen.Frequency((5, Gen.Const(false)), (1, Gen.Const(true)))
        from transfers in traffic
        let own = part with { Columns = 1 << columns, Rows = rows, Mapping = mapping, PowerDown = powerDown }
        let tool = own with { PagePolicy = "open", RowHitCap = 4, RefreshPolicy = "all_bank", PowerDown = PowerDownSpec.Off }
        select (isDramsim3 ? tool : own, isDramsim3 ? DramPolicy.Dramsim3 : DramPolicy.Default, transfers);

    private static BurstRun[] Strided(int count, int length, int step) =>
        [.. Enumerable.Range(0, count).Select(i => new BurstRun((long)i * step, length))];

    /// <summary>Reads of rows in changing banks, twice: the activates leave beside the reads, also where they come from the memo.</summary>
    [Fact]
    public void Cycles_with_two_commands_are_counted_where_segments_repeat()
    {
        DramSpec part = DramLoader.Load("hbm2-2000-8gb-bl2");
        Transfer[] transfers = [.. Enumerable.Range(0, 4).Select(_ => new Transfer(50, false, 0, [new BurstRun(0, 8192)]))];
        Assert.True(AssertEqual(part, DramPolicy.Default, transfers) > 0);
        Assert.True(Run(part, DramPolicy.Default, transfers, fastForward: true, null).Totals.DualCommandCycles > 0);
    }

    /// <summary>Three rows of one bank group, then three of two groups: the same to the label, but not in time.</summary>
    [Fact]
    public void Segments_of_other_bank_groups_are_other_segments()
    {
        DramSpec part = ShortRows();
        Transfer[] transfers =
        [
            .. new[] { 4, 4, 5, 5, 2, 2 }.Select((bank, i) => new Transfer(900, false, RowAt(i, bank), [new BurstRun(0, 24)])),
        ];
        Assert.True(AssertEqual(part, DramPolicy.Default, transfers) > 0);
    }

    /// <summary>One activate long ago or three: only the window over four activates still knows.</summary>
    [Fact]
    public void Activates_that_only_a_window_remembers_make_other_segments()
    {
        DramSpec part = ShortRows();
        part = part with { Timing = part.Timing.With(("tfaw", 300)) };
        Transfer[] transfers =
        [
            .. new[] { 1, 1, 1, 3, 3 }.SelectMany((rows, i) => new[]
            {
                new Transfer(900, false, RowAt(i, 8), [.. Enumerable.Range(0, rows).Select(row => new BurstRun(8 * row, 1))]),
                new Transfer(90, false, RowAt(i, 0), [new BurstRun(0, 32)]),
            }),
        ];
        Assert.True(AssertEqual(part, DramPolicy.Default, transfers) > 0);
    }

    /// <summary>A write to a bank whose own rules are over: its bank group still keeps reads waiting.</summary>
    [Fact]
    public void Waits_that_only_a_bank_group_remembers_make_other_segments()
    {
        DramSpec part = ShortRows() with { Columns = 16 };
        part = part with { Timing = part.Timing.With(("twr", 1), ("twtr_l", 40)) };
        Transfer[] transfers =
        [
            .. new[] { 4, 4, 4, 1, 1 }.SelectMany((bank, i) => new[]
            {
                new Transfer(900, false, 2 * RowAt(i, 0), [new BurstRun(0, 16)]),
                new Transfer(200, true, 2 * RowAt(i, bank), [new BurstRun(0, 1)]),
                new Transfer(30, false, 2 * RowAt(i, 0), [new BurstRun(0, 16)]),
            }),
        ];
        Assert.True(AssertEqual(part, DramPolicy.Default, transfers) > 0);
    }

    private static DramSpec ShortRows() => DramLoader.Load("ddr4-2400-8gb-x8") with
    {
        Ranks = 1,
        Columns = 8,
        Mapping = "ra ro bg ba co",
        Refresh = false,
    };

    private static long RowAt(int row, int bank) => (16L * row + bank) * 8;

    private static long AssertEqual(DramSpec part, DramPolicy policy, Transfer[] transfers)
    {
        Outcome detailed = Run(part, policy, transfers, fastForward: false, null);
        if (policy.Rules == TimingRules.Jedec)
        {
            Assert.Empty(Checker.Check(part, detailed.Commands));
            AssertMoved(part, transfers, detailed.Commands);
        }

        AssertTimed(part, policy, transfers, detailed);
        var memo = new RowMemo();
        long hits = 0;
        for (int again = 0; again < 2; again++)
        {
            Outcome fast = Run(part, policy, transfers, fastForward: true, memo);
            Assert.Equal(detailed.Ends, fast.Ends);
            if (!detailed.Commands.AsSpan().SequenceEqual(fast.Commands))
                Assert.Equal(detailed.Commands, fast.Commands); // says where they differ, slowly
            Assert.Equal(detailed.Totals, fast.Totals);
            hits += fast.Hits;
        }

        return hits;
    }

    /// <summary>
    /// Transfers that say when each burst moves do the same. Data of a read end when the part says after its command, and bursts of a
    /// channel enter in their order. The parts are so small that one location is read more than once in a transfer.
    /// </summary>
    private static void AssertTimed(DramSpec part, DramPolicy policy, Transfer[] transfers, Outcome detailed)
    {
        var bursts = new List<(Transfer Of, long End, DramCompletion[] Bursts)>();
        Outcome timed = Run(part, policy, transfers, fastForward: true, null, (transfer, end, moved) => bursts.Add((transfer, end, moved)));
        Assert.Equal(detailed.Ends, timed.Ends);
        Assert.Equal(detailed.Commands, timed.Commands);
        Assert.Equal(detailed.Totals, timed.Totals);
        var mapping = new AddressMapping(part);
        ILookup<(int, DramAddress), long> reads = detailed.Commands.Where(command => command.Kind == DramCommandKind.Read)
            .ToLookup(command => (command.Channel, new DramAddress(command.Rank, command.Bank, command.Row, command.Column)), c => c.Cycle);
        TimingTable table = part.Table(policy.Rules);
        int readDelay = table.ReadLatencyCycles + table.BurstCycles;
        foreach ((Transfer transfer, long end, DramCompletion[] moved) in bursts)
        {
            long[] addresses =
                [.. transfer.Runs.SelectMany(run => Enumerable.Range(0, (int)run.Count).Select(i => transfer.Start + run.First + i))];
            Assert.Equal(addresses.Length, moved.Length);
            Assert.All(moved, burst => Assert.InRange(burst.DoneCycle, burst.AcceptCycle + 1, Math.Max(end, burst.AcceptCycle + 1)));
            foreach (var own in addresses.Zip(moved).GroupBy(burst => mapping.ChannelOf(burst.First)))
                Assert.Equal(own.Select(burst => burst.Second.AcceptCycle).Order(), own.Select(burst => burst.Second.AcceptCycle));
            if (transfer.IsWrite || policy.Rules != TimingRules.Jedec)
                continue;
            foreach ((long address, DramCompletion burst) in addresses.Zip(moved))
                Assert.Contains(
                    burst.DoneCycle - readDelay, reads[(mapping.ChannelOf(address), mapping.OfBurst(mapping.LocalBurst(address)))]);
        }
    }

    /// <summary>Each burst moves once, where the mapping has it, and transfers follow each other in every channel.</summary>
    private static void AssertMoved(DramSpec part, Transfer[] transfers, DramCommand[] commands)
    {
        var mapping = new AddressMapping(part);
        var moved = commands.Where(command => command.Kind is DramCommandKind.Read or DramCommandKind.Write)
            .GroupBy(command => command.Channel).ToDictionary(own => own.Key, own => new Queue<DramCommand>(own));
        foreach (Transfer transfer in transfers)
        {
            var wanted = transfer.Runs.SelectMany(run => Enumerable.Range(0, (int)run.Count).Select(i => transfer.Start + run.First + i))
                .GroupBy(mapping.ChannelOf, burst => mapping.OfBurst(mapping.LocalBurst(burst)));
            foreach (IGrouping<int, DramAddress> own in wanted)
            {
                DramCommand[] found = [.. Enumerable.Range(0, own.Count()).Select(_ => moved[own.Key].Dequeue())];
                Assert.Equal(own.OrderBy(Place), found.Select(c => new DramAddress(c.Rank, c.Bank, c.Row, c.Column)).OrderBy(Place));
                Assert.All(found, command => Assert.Equal(transfer.IsWrite, command.Kind == DramCommandKind.Write));
            }
        }

        Assert.All(moved.Values, rest => Assert.Empty(rest));

        long Place(DramAddress at) => (((long)at.Row * part.Ranks + at.Rank) * part.Banks + at.Bank) * part.Columns + at.Column;
    }

    private static Outcome Run(
        DramSpec part, DramPolicy policy, Transfer[] transfers, bool fastForward, RowMemo? memo,
        Action<Transfer, long, DramCompletion[]>? timed = null)
    {
        var hook = new Hook<DramCommandRun>();
        var commands = new List<DramCommand>();
        var sequence = new CommandSequence(commands.Add);
        hook.Subscribe((in DramCommandRun command) => sequence.Add(command));
        var system = new DramSystem(part, policy, hook, memo) { FastForward = fastForward };
        var ends = new List<long>();
        long cycle = 0;
        foreach (Transfer transfer in transfers)
        {
            long start = cycle + transfer.Pause;
            if (timed is null)
            {
                cycle = system.Transfer(start, transfer.Start, transfer.Runs, transfer.IsWrite);
            }
            else
            {
                BurstRun[] runs = [.. transfer.Runs.Select(run => run with { First = run.First + transfer.Start })];
                DramCompletion[] bursts = system.Transfer(start, runs, transfer.IsWrite, out cycle);
                timed(transfer, cycle, bursts);
            }

            ends.Add(cycle);
            Assert.All(system.Channels, channel => Assert.True(channel.Cycle <= cycle, "more is simulated than the transfer took"));
        }

        system.AdvanceTo(cycle + 700);
        sequence.Complete();
        return new Outcome([.. ends], [.. commands], system.Totals, system.RowSegmentHits);
    }

    private static Gen<int> OneOf(params int[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static BurstRun[] Place((int Gap, int Count)[] runs)
    {
        long at = 0;
        return [.. runs.Select(run =>
        {
            var placed = new BurstRun(at + run.Gap, run.Count);
            at = placed.End;
            return placed;
        })];
    }

    private sealed record Transfer(int Pause, bool IsWrite, long Start, BurstRun[] Runs)
    {
        public override string ToString() =>
            $"+{Pause} {(IsWrite ? "W" : "R")} {Start}: {string.Join(' ', Runs.Select(run => $"{run.First}x{run.Count}"))}";
    }

    private sealed record Outcome(long[] Ends, DramCommand[] Commands, DramTotals Totals, long Hits);
}
