using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.FastForward;
using CycleSim.Accelerator.Machine;
using CycleSim.Kernel;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Components;

/// <summary>What a unit waits for, and what its memo tells apart.</summary>
public class LaneUnitTests
{
    private const int Banks = 4;

    /// <summary>The first two lines are in one bank of four.</summary>
    private static readonly PortLine[] Lines =
        [new(0, 0, 0, 64), new(4, 0, 1, 64), new(1, 0, 2, 64), new(2, 0, 12, 64)];

    /// <summary>Another component's accesses to another scratchpad do not hold a phase up.</summary>
    [Fact]
    public void A_phase_waits_for_the_banks_that_it_used_and_for_no_others()
    {
        using var simulation = new Simulation();
        var clock = new MachineClock(simulation, 1000, 1250);
        var scratchpads = new ScratchpadSet(Spec(Banks), 3, 30, new Hook<ScratchpadAccess>());
        TensorLayout other = Layout(TensorRole.Error, Banks);
        scratchpads.Of(other).Write(0, 0, new LineRequest(other, 0, 0, 64, 0, 0), out _);
        var ledger = new UsageLedger();
        var unit = new VectorUnit(
            simulation, clock, new LaneEngine(CancellationToken.None), null, scratchpads, ledger, new MachineHooks());
        simulation.Start(Run(), "vector unit");
        simulation.Run();
        Assert.Equal(3 + 1, clock.Cycle); // the line is there in cycle 3; the write elsewhere ends in cycle 30
        Assert.Equal(new CycleCounts(0, 0, 1, 0, 0, 3), ledger.Take(7).Cycles);

        IEnumerable<Wait> Run()
        {
            TensorLayout layout = Layout(TensorRole.Weight, Banks);
            LanePort port = Port(scratchpads.Of(layout), layout, isWrite: false, new PortLine(0, 0, 0, 64));
            yield return unit.Run(new LanePhase { Operation = 7, Steps = 1, MakePorts = () => LaneEngines.Ports(port) });
        }
    }

    /// <summary>One memo serves scratchpads of different machines: their banks and latencies are part of the key.</summary>
    [Theory]
    [InlineData(Banks, 3, 9, null, Banks, 5, 9, null)]
    [InlineData(Banks, 3, 9, null, Banks, 3, 11, null)]
    [InlineData(Banks, 3, 9, null, 1, 3, 9, null)]
    [InlineData(Banks, 3, 9, null, Banks, 3, 9, 1)]
    public void A_memo_tells_scratchpads_apart(
        int banks, int read, int write, int? interval, int otherBanks, int otherRead, int otherWrite, int? otherInterval)
    {
        var memo = new PhaseMemo();
        var first = Run(memo, banks, read, write, interval);
        var second = Run(memo, otherBanks, otherRead, otherWrite, otherInterval);
        Assert.NotEqual(first, second);
        Assert.Equal(Run(new PhaseMemo(), otherBanks, otherRead, otherWrite, otherInterval), second);
        Assert.Equal(first, Run(memo, banks, read, write, interval));
    }

    /// <summary>Two scratchpads of one role, as bank groups are: which of them a port uses is part of the key.</summary>
    [Fact]
    public void A_memo_tells_bank_groups_of_one_role_apart()
    {
        var memo = new PhaseMemo();
        PhaseTiming together = RunGroups(memo, sharesGroup: true);
        PhaseTiming apart = RunGroups(memo, sharesGroup: false);
        Assert.Equal(RunGroups(new PhaseMemo(), sharesGroup: false), apart);
        Assert.NotEqual(together, apart);
    }

    [Fact]
    public void A_request_from_before_the_last_one_is_a_fault()
    {
        TensorLayout layout = Layout(TensorRole.Weight, Banks);
        var scratchpad = new Scratchpad(TensorRole.Weight, Spec(Banks), 3, 9, new Hook<ScratchpadAccess>());
        scratchpad.Read(0, 5, new LineRequest(layout, 0, 0, 0, 0, 0), out _);
        Assert.Contains(
            "request of cycle 4 after one of cycle 5",
            Assert.Throws<InvalidOperationException>(
                () => scratchpad.Read(1, 4, new LineRequest(layout, 1, 0, 0, 0, 0), out _)).Message, StringComparison.Ordinal);
    }

    private static (PhaseTiming Timing, ScratchpadCounts Counts, long IdleAt) Run(
        PhaseMemo memo, int banks, int read, int write, int? interval)
    {
        TensorLayout layout = Layout(TensorRole.Weight, banks);
        var scratchpad = new Scratchpad(
            TensorRole.Weight, Spec(banks) with { InitiationIntervalCycles = interval }, read, write, new Hook<ScratchpadAccess>());
        var engine = new MemoizedLaneEngine(new LaneEngine(CancellationToken.None), CancellationToken.None, memo: memo);
        PhaseTiming timing = engine.Run(
            100, 20, [Port(scratchpad, layout, isWrite: false)], [Port(scratchpad, layout, isWrite: true)],
            [new SegmentBoundary(10, 0)]);
        return (timing, scratchpad.Counts, scratchpad.IdleAt);
    }

    private static PhaseTiming RunGroups(PhaseMemo memo, bool sharesGroup)
    {
        TensorLayout layout = Layout(TensorRole.Weight, 1);
        Scratchpad[] groups =
            [.. new[] { 0, 1 }.Select(_ => new Scratchpad(TensorRole.Weight, Spec(1), 3, 9, new Hook<ScratchpadAccess>()))];
        var engine = new MemoizedLaneEngine(new LaneEngine(CancellationToken.None), CancellationToken.None, memo: memo);
        LanePort[] reads =
        [
            Port(groups[0], layout, isWrite: false), Port(groups[1], layout, isWrite: false),
            Port(groups[sharesGroup ? 0 : 1], layout, isWrite: false), Port(groups[0], layout, isWrite: false),
        ];
        return engine.Run(100, 20, reads, [], []);
    }

    private static ScratchpadSpec Spec(int banks) => new(banks, 64, Banking.Interleaved, null);

    private static TensorLayout Layout(TensorRole role, int banks) => TestMachines.Layout(
        new TensorSpec(0, "t", role, 0, 1, 64 * 16), TestMachines.With(16, 16) with { Scratchpad = Spec(banks) });

    private static LanePort Port(Scratchpad scratchpad, TensorLayout layout, bool isWrite) =>
        Port(scratchpad, layout, isWrite, Lines);

    private static LanePort Port(Scratchpad scratchpad, TensorLayout layout, bool isWrite, params PortLine[] lines) => new(
        new ListSequence(lines, layout, new PatternTable(scratchpad.Banks)), scratchpad, layout, isWrite, ahead: 1);
}
