using CsCheck;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.FastForward;
using CycleSim.Accelerator.Machine;
using CycleSim.Kernel;
using CycleSim.Properties;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Components;

/// <summary>The lane engine against the same rules simulated cycle by cycle.</summary>
public class LaneEngineTests
{
    private const int Slices = 4;
    private const int Lines = 5;
    private const int Turns = 3;

    private static readonly Gen<PortCase[]> Reads = Ports(isWrite: false).Array[0, 6];
    private static readonly Gen<PortCase[]> Writes = Ports(isWrite: true).Array[0, 4];

    private static readonly Gen<int[]> Levels = Gen.Int[0, SegmentBoundary.Levels - 1].Array[1, 6];

    [Fact]
    [Trait("kind", "property")]
    public void Engine_and_cycle_by_cycle_play_agree() =>
        (from banks in Gen.Int[1, 6]
         from read in Gen.Int[0, 7]
         from write in Gen.Int[0, 9]
         from pipelined in Gen.Bool
         from interval in Gen.Int[1, 3]
         from banking in Gen.OneOf(Gen.Const(Banking.Skewed), Gen.Const(Banking.Interleaved))
         from gap in Gen.Int[0, 6]
         from first in Gen.Select(Reads, Writes)
         from second in Gen.Select(Reads, Writes)
         select (spec: new ScratchpadSpec(banks, 64, banking, pipelined ? interval : null), read, write, gap, first, second))
        .ForAll(
            c =>
            {
                MachineSpec machine = TestMachines.With(16, 32) with { Scratchpad = c.spec };
                var layout = TestMachines.Layout(new TensorSpec(0, "t", TensorRole.Weight, 0, Slices, Lines * 16), machine);
                Scratchpad[] scratchpads =
                    [.. Enumerable.Range(0, 2)
                        .Select(_ => new Scratchpad(TensorRole.Weight, c.spec, c.read, c.write, new Hook<ScratchpadAccess>()))];
                var naive = new NaiveLanes(c.spec, c.read, c.write, scratchpads.Length);
                var table = new PatternTable(c.spec.Banks);
                var engine = new LaneEngine(CancellationToken.None);
                long start = 7;
                foreach ((PortCase[] reads, PortCase[] writes) in new[] { c.first, c.second })
                {
                    long steps = StepsOf(reads.Concat(writes)) + 2;
                    PhaseTiming expected = naive.Run(start, steps, reads, writes, layout);
                    PhaseTiming actual = engine.Run(start, steps, Make(reads), Make(writes));
                    Assert.Equal(expected, actual);
                    // The next phase may start while banks are still busy with the last writes of this one.
                    start = actual.EndCycle + c.gap;
                }

                for (int i = 0; i < scratchpads.Length; i++)
                    Assert.Equal(naive.Counts(i), scratchpads[i].Counts);

                LanePort[] Make(PortCase[] ports) => MakePorts(ports, layout, table, scratchpads);
            },
            cases: 500, slowCases: 1500);

    /// <summary>
    /// Phases come again, as they are or with all banks turned, on one engine that may apply its memo, segment by segment or
    /// whole; the cycle-by-cycle simulation sees every access.
    /// </summary>
    [Fact]
    [Trait("kind", "property")]
    public void Memo_entries_give_what_detailed_simulation_gives() =>
        (from banks in Gen.Int[1, 6]
         from read in Gen.Int[0, 7]
         from write in Gen.Int[0, 9]
         from interval in Gen.Int[0, 3]
         from gap in Gen.Int[0, 6]
         from boundaries in Gen.Select(Gen.Int[1, 40], Levels)
         from first in Gen.Select(Reads, Writes)
         from second in Gen.Select(Reads, Writes)
         from order in Gen.Select(Gen.Bool, Gen.Int[0, Turns], Gen.Bool).Array[2, 8]
         select (spec: new ScratchpadSpec(banks, 64, Banking.Skewed, interval == 0 ? null : interval), read, write, gap, boundaries, first,
             second, order))
        .ForAll(
            c =>
            {
                MachineSpec machine = TestMachines.With(16, 32) with { Scratchpad = c.spec };
                var layout = TestMachines.Layout(new TensorSpec(0, "t", TensorRole.Weight, 0, Slices, (Lines + Turns) * 16), machine);
                Scratchpad[] scratchpads =
                    [.. Enumerable.Range(0, 2)
                        .Select(i => new Scratchpad((TensorRole)i, c.spec, c.read, c.write, new Hook<ScratchpadAccess>()))];
                var naive = new NaiveLanes(c.spec, c.read, c.write, scratchpads.Length);
                var table = new PatternTable(c.spec.Banks);
                var memoized = new MemoizedLaneEngine(new LaneEngine(CancellationToken.None), CancellationToken.None);
                long start = 7;
                foreach ((bool isFirst, int turn, bool isWhole) in c.order)
                {
                    (PortCase[] reads, PortCase[] writes) = isFirst ? c.first : c.second;
                    (reads, writes) = ([.. reads.Select(port => Turned(port, turn))], [.. writes.Select(port => Turned(port, turn))]);
                    long steps = StepsOf(reads.Concat(writes)) + 2;
                    (int distance, int[] levels) = c.boundaries;
                    IEnumerable<SegmentBoundary> boundaries = Enumerable.Range(1, (int)(steps / distance))
                        .Select(i => new SegmentBoundary((long)i * distance, levels[i % levels.Length]));
                    PhaseTiming expected = naive.Run(start, steps, reads, writes, layout);
                    PhaseTiming actual = isWhole
                        ? memoized.RunKeyed(
                            start, steps, Make(reads), Make(writes), boundaries, key => Describe(key, isFirst, turn, scratchpads))
                        : memoized.Run(start, steps, Make(reads), Make(writes), boundaries);
                    Assert.Equal(expected, actual);
                    start = actual.EndCycle + c.gap;
                }

                for (int i = 0; i < scratchpads.Length; i++)
                    Assert.Equal(naive.Counts(i), scratchpads[i].Counts);

                LanePort[] Make(PortCase[] ports) => MakePorts(ports, layout, table, scratchpads);
            },
            cases: 500, slowCases: 1500);

    /// <summary>
    /// An engine that skips beside one that does not, on phases that repeat within themselves, with limits so small that it forgets and
    /// gives up, and phases that start one cycle before the end of the last one, as in SCALE-Sim's counting.
    /// </summary>
    [Fact]
    [Trait("kind", "property")]
    public void Skipping_and_playing_engine_agree() =>
        (from banks in Gen.Int[1, 7]
         from latencies in Gen.Select(Gen.Int[0, 29], Gen.Int[0, 29])
         from interval in Gen.Int[0, 30]
         from limits in Gen.Select(Gen.Int[100, 4000], Gen.Int[2, 40])
         from reads in Ports(isWrite: false).Array[0, 20]
         from writes in Ports(isWrite: true).Array[0, 20]
         from levels in Levels
         from phases in Gen.Select(Gen.Int[1, 12], Gen.Int[0, 30], Gen.Int[-1, 5]).Array[2, 6]
         select (spec: new ScratchpadSpec(banks, 64, Banking.Skewed, interval == 0 ? null : interval), latencies, limits, reads, writes,
             levels, phases))
        .ForAll(
            c =>
            {
                MachineSpec machine = TestMachines.With(16, 32) with { Scratchpad = c.spec };
                var layout = TestMachines.Layout(new TensorSpec(0, "t", TensorRole.Weight, 0, Slices, (Lines + Turns) * 16), machine);
                var table = new PatternTable(c.spec.Banks);
                Scratchpad[][] pads =
                [
                    .. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, 2).Select(i => new Scratchpad(
                        (TensorRole)i, c.spec, c.latencies.Item1, c.latencies.Item2, new Hook<ScratchpadAccess>())).ToArray()),
                ];
                var skipping = new MemoizedLaneEngine(
                    new LaneEngine(CancellationToken.None), CancellationToken.None,
                    memo: new PhaseMemo(c.limits.Item1, c.limits.Item2));
                var playing = new LaneEngine(CancellationToken.None);
                long start = 7;
                foreach ((int times, int pause, int gap) in c.phases)
                {
                    long distance = StepsOf(c.reads.Concat(c.writes)) + pause;
                    PortCase[] reads = [.. c.reads.Select(port => Repeated(port, times, distance))];
                    PortCase[] writes = [.. c.writes.Select(port => Repeated(port, times, distance))];
                    SegmentBoundary[] boundaries =
                    [
                        .. Enumerable.Range(1, 3 * times).Select(i => new SegmentBoundary(i * distance / 3, c.levels[i % c.levels.Length]))
                            .Where(boundary => boundary.Step > 0).DistinctBy(boundary => boundary.Step),
                    ];
                    PhaseTiming skipped = skipping.Run(start, times * distance, Make(reads, pads[0]), Make(writes, pads[0]), boundaries);
                    Assert.Equal(playing.Run(start, times * distance, Make(reads, pads[1]), Make(writes, pads[1])), skipped);
                    start = skipped.EndCycle + gap;
                    for (int i = 0; i < 2; i++)
                        Assert.Equal((pads[1][i].Counts, pads[1][i].IdleAt), (pads[0][i].Counts, pads[0][i].IdleAt));
                }

                LanePort[] Make(PortCase[] ports, Scratchpad[] scratchpads) => MakePorts(ports, layout, table, scratchpads);
            },
            cases: 300, slowCases: 600);

    [Fact]
    public void A_line_beyond_the_phase_is_not_lost_without_a_sign()
    {
        (TensorLayout layout, Scratchpad scratchpad) = OneScratchpad(banks: 4, readCycles: 5, writeCycles: 5);
        LanePort[] lanes = MakePorts(
            [new PortCase(0, false, 1, [new(0, 0, 0, 64), new(0, 0, 12, 64)])], layout, new PatternTable(4), [scratchpad]);
        Assert.Throws<InvalidOperationException>(() => new LaneEngine(CancellationToken.None).Run(100, 10, lanes, []));
    }

    [Fact]
    public void A_phase_that_comes_again_with_banks_turned_is_not_played_again()
    {
        (TensorLayout layout, Scratchpad scratchpad) = OneScratchpad(banks: 4, readCycles: 3, writeCycles: 3);
        var table = new PatternTable(4);
        var engine = new LaneEngine(CancellationToken.None);
        var memoized = new MemoizedLaneEngine(engine, CancellationToken.None);
        PhaseTiming first = Run(0, 100);
        (long simulated, ScratchpadCounts counts) = (engine.AccessesSimulated, scratchpad.Counts);
        Assert.Equal(3 * 8, simulated);
        Assert.Equal(new PhaseTiming(first.EndCycle + 100, first.ConflictStall, first.LatencyStall), Run(5, 200));
        Assert.Equal(simulated, engine.AccessesSimulated);
        Assert.Equal(counts + counts, scratchpad.Counts);
        Assert.True(memoized.SegmentHits > 0);

        PhaseTiming Run(int line, long cycle)
        {
            LanePort[] lanes =
            [
                .. Enumerable.Range(0, 3).Select(lane => new LanePort(
                    new ListSequence([.. Enumerable.Range(0, 8).Select(i => new PortLine(line + i, 0, lane + 2 * i, 64))], layout, table),
                    scratchpad, layout, isWrite: false, ahead: 1)),
            ];
            return memoized.Run(cycle, 20, lanes, [], [new SegmentBoundary(5, 0), new SegmentBoundary(10, 1)]);
        }
    }

    [Fact]
    public void Fine_stretches_that_were_seen_make_up_a_coarse_one_that_is_known_from_then_on()
    {
        (TensorLayout layout, Scratchpad scratchpad) = OneScratchpad(banks: 4, readCycles: 3, writeCycles: 3);
        var engine = new LaneEngine(CancellationToken.None);
        var memoized = new MemoizedLaneEngine(engine, CancellationToken.None);
        var lane = new LanePort(
            new ListSequence([.. Enumerable.Range(0, 16).Select(i => new PortLine(i, 0, 10 * i, 64))], layout, new PatternTable(4),
                chunk: 1),
            scratchpad, layout, isWrite: false, ahead: 1);
        // Of 16 segments only the first differs, since the buffer fills, and the last, since nothing is left to ask for.
        memoized.Run(100, 160, [lane], [], Enumerable.Range(1, 15).Select(i => new SegmentBoundary(10 * i, i % 4 == 0 ? 0 : 1)));
        Assert.Equal(3, engine.SegmentsSimulated);
        // 3 and 4; 5 to 8, which are kept as one; 9 to 12 as one; 13 to 15.
        Assert.Equal(2 + 4 + 1 + 3, memoized.SegmentHits);
        Assert.Equal(16, scratchpad.Counts.ReadAccesses);
    }

    /// <summary>
    /// Reads and writes of one scratchpad that never overlap in time move on at different rates: neither is simulated again for the other's
    /// sake.
    /// </summary>
    [Fact]
    public void A_stretch_does_not_depend_on_ports_that_have_nothing_to_do_in_it()
    {
        const int times = 10;
        (TensorLayout layout, Scratchpad scratchpad) = OneScratchpad(banks: 7, readCycles: 3, writeCycles: 3);
        var engine = new LaneEngine(CancellationToken.None);
        var memoized = new MemoizedLaneEngine(engine, CancellationToken.None);
        var table = new PatternTable(7);
        var reads = Port(pace: 1, at: 10, isWrite: false);
        var writes = Port(pace: 3, at: 60, isWrite: true);
        memoized.Run(100, 100 * times, [reads], [writes], Enumerable.Range(1, 2 * times - 1).Select(i => new SegmentBoundary(50 * i, 0)));
        // The first, where buffers are empty, one like all others, and the last.
        Assert.Equal(3 + 3, engine.SegmentsSimulated);
        Assert.Equal(2 * times - 6, memoized.SegmentHits);
        Assert.Equal((4 * times, 4 * times), (scratchpad.Counts.ReadAccesses, scratchpad.Counts.WriteAccesses));

        LanePort Port(int pace, int at, bool isWrite) => new(
            new ListSequence(
                [.. from time in Enumerable.Range(0, times) from i in Enumerable.Range(0, 4) select new PortLine(
                    pace * time + i, 0, 100 * time + at + 5 * i, 64)],
                layout, table, chunk: 4),
            scratchpad, layout, isWrite, ahead: 1);
    }

    [Fact]
    public void A_whole_phase_that_was_noted_repeats_with_banks_turned_and_not_while_other_banks_are_busy()
    {
        (TensorLayout layout, Scratchpad scratchpad) = OneScratchpad(banks: 4, readCycles: 3, writeCycles: 9);
        var table = new PatternTable(4);
        var engine = new LaneEngine(CancellationToken.None);
        var memoized = new MemoizedLaneEngine(engine, CancellationToken.None);
        PhaseTiming first = RunAt(1, 100);
        ScratchpadCounts counts = scratchpad.Counts;
        Assert.Equal(first with { EndCycle = first.EndCycle + 100 }, RunAt(2, 200));
        Assert.Equal(1, engine.SegmentsSimulated);
        Assert.Equal(counts + counts, scratchpad.Counts);
        Assert.Equal(200 + 19 + 9, scratchpad.IdleAt);
        // The last write is still under way: that is another phase.
        RunAt(1, first.EndCycle + 100);
        Assert.Equal(2, engine.SegmentsSimulated);

        PhaseTiming RunAt(int line, long start) => memoized.RunKeyed(
            start, 20, [], [WriteAt(line)], [], key => key.AddBank(scratchpad, layout.BankOf(line, 0)));

        LanePort WriteAt(int line) => new(
            new ListSequence([new PortLine(line, 0, 3, 64), new PortLine(line + 2, 0, 19, 32)], layout, table), scratchpad, layout,
            isWrite: true, ahead: 1);
    }

    [Fact]
    public void A_lane_that_finds_its_line_late_holds_up_all_others()
    {
        (TensorLayout layout, Scratchpad scratchpad) = OneScratchpad(banks: 4, readCycles: 10, writeCycles: 10);
        var table = new PatternTable(4);
        LanePort[] lanes = [.. Enumerable.Range(0, 3).Select(_ =>
            new LanePort(new ListSequence([new PortLine(1, 0, 2, 64)], layout, table), scratchpad, layout, isWrite: false, ahead: 1))];
        PhaseTiming timing = new LaneEngine(CancellationToken.None).Run(100, 5, lanes, []);
        // Bank 1 gives the three lanes their lines in cycles 110, 120 and 130; step 2 was to be cycle 102, and two steps follow.
        Assert.Equal(new PhaseTiming(133, 20, 8), timing);
        Assert.Equal(new ScratchpadCounts(3, 0, 192, 0, 2, 10 + 20), scratchpad.Counts);
    }

    private static (TensorLayout Layout, Scratchpad Scratchpad) OneScratchpad(int banks, int readCycles, int writeCycles)
    {
        ScratchpadSpec spec = new(banks, 64, Banking.Interleaved, null);
        MachineSpec machine = TestMachines.With(16, 16) with { Scratchpad = spec };
        return (
            TestMachines.Layout(new TensorSpec(0, "t", TensorRole.Weight, 0, 1, 64 * 16), machine),
            new Scratchpad(TensorRole.Weight, spec, readCycles, writeCycles, new Hook<ScratchpadAccess>()));
    }

    private static void Describe(PhaseKey phase, bool isFirst, int turn, Scratchpad[] scratchpads)
    {
        phase.Key.Add(isFirst ? 1 : 0);
        foreach (Scratchpad scratchpad in scratchpads)
            phase.AddBank(scratchpad, turn % scratchpad.Banks);
    }

    private static PortCase Turned(PortCase port, int turn) =>
        port with { Lines = [.. port.Lines.Select(line => line with { Line = line.Line + turn })] };

    /// <summary>The lines of a port, and again at a distance, on the next banks.</summary>
    private static PortCase Repeated(PortCase port, int times, long distance) => port with
    {
        Lines =
        [
            .. Enumerable.Range(0, times).SelectMany(time => port.Lines.Select(line => line with
            {
                Line = (line.Line + time) % (Lines + Turns),
                Step = line.Step + time * distance,
            })),
        ],
    };

    private static long StepsOf(IEnumerable<PortCase> ports) =>
        ports.SelectMany(port => port.Lines).Select(line => line.Step + 1).Append(1).Max();

    private static LanePort[] MakePorts(PortCase[] ports, TensorLayout layout, PatternTable table, Scratchpad[] scratchpads) =>
    [
        .. ports.Select(port => new LanePort(
            new ListSequence(port.Lines, layout, table), scratchpads[port.Scratchpad], layout, port.IsWrite, port.Ahead)),
    ];

    private static Gen<PortCase> Ports(bool isWrite) =>
        from scratchpad in Gen.Int[0, 1]
        from ahead in Gen.Int[1, 3]
        from gaps in Gen.Frequency((9, Gen.Int[0, 4]), (1, Gen.Int[0, 1400])).Array[0, 14]
        from lines in Gen.Select(Gen.Int[0, Lines - 1], Gen.Int[0, Slices - 1], Gen.Int[1, 64]).Array[gaps.Length]
        select new PortCase(scratchpad, isWrite, ahead, LinesOf(gaps, lines, isWrite ? 3 : ahead));

    /// <summary>Gives lines their steps, so that no step needs more lines than the port asks for ahead.</summary>
    private static PortLine[] LinesOf(int[] gaps, (int Line, int Slice, int Bytes)[] lines, int maxInStep)
    {
        var placed = new List<PortLine>();
        long step = 0;
        int inStep = 0;
        for (int i = 0; i < gaps.Length; i++)
        {
            int gap = gaps[i] == 0 && inStep == maxInStep ? 1 : gaps[i];
            inStep = gap == 0 ? inStep + 1 : 1;
            step += gap;
            placed.Add(new PortLine(lines[i].Line, lines[i].Slice, step, lines[i].Bytes));
        }

        return [.. placed];
    }
}
