using CsCheck;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.FastForward;
using CycleSim.Accelerator.Steps;
using CycleSim.Dram.Commands;
using CycleSim.Dram.Statistics;
using CycleSim.Properties;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>The simulator against a machine that advances cycle by cycle and shares none of its ideas.</summary>
/// <remarks>
/// `CYCLESIM_SLOW=1 dotnet test tests/CycleSim.Accelerator.Tests -c Release --filter Oracle` runs 1,000 machines;
/// `tools/check-properties` runs fresh ones. A case that fails is printed with its seed: with CYCLESIM_PROPERTY_CASE=SEED it runs again.
/// </remarks>
public class OracleTests
{
    private const long MaxCycles = 10_000_000;

    private static readonly bool Slow = Environment.GetEnvironmentVariable("CYCLESIM_SLOW") == "1";

    [Fact]
    [Trait("kind", "property")]
    public void Simulator_and_cycle_stepped_machine_do_the_same()
    {
        int cases = 0;
        CycleCounts cycles = default;
        DramCounts dram = default;
        long segmentHits = 0;
        long rowSegmentHits = 0;
        OracleCases.All.ForAll(
            c =>
            {
                StepResult result = Check(c, out SimulationEffort effort);
                cases++;
                cycles += result.Cycles;
                dram += result.Dram;
                segmentHits += effort.SegmentHits;
                rowSegmentHits += effort.DramRowSegmentHits;
            },
            cases: Slow ? 1000 : 100);

        // The cases together meet every cause of a wait, every way to find a row, and memo entries of both kinds.
        if (cases < 100)
            return;
        long[] met =
        [
            cycles.Compute, cycles.FillDrain, cycles.Vector, cycles.Dram, cycles.BankConflict, cycles.AccessLatency, dram.RowHits,
            dram.RowMisses, dram.RowConflicts, dram.Refreshes, segmentHits, rowSegmentHits,
        ];
        Assert.All(met, count => Assert.True(count > 1000, string.Join(", ", met)));
    }

    /// <summary>
    /// Networks of operators: parts of tensors, products that follow each other, operands and outputs in some of the slices only.
    /// </summary>
    [Fact]
    [Trait("kind", "property")]
    public void Simulator_and_cycle_stepped_machine_do_the_same_with_graphs() =>
        OracleCases.Graphs.ForAll(c => Check(c, out _), cases: Slow ? 1000 : 60);

    /// <summary>The run that may skip, and how much it skipped.</summary>
    private static StepResult Check(OracleCase c, out SimulationEffort effort)
    {
        OracleMachine oracle = c.Oracle(c.Simulator(fastForward: true));
        oracle.RunToEnd(MaxCycles);
        string[] expected = [.. Expected(oracle)];
        AssertObserved(oracle, expected, c.Simulator(fastForward: false));
        AssertObserved(oracle, expected, c.Simulator(fastForward: true));
        AssertEqual("operations in detail", expected, c.Simulator(fastForward: false).Run().Operations.Select(Shown));
        TrainingStepSimulator simulator = c.Simulator(fastForward: true);
        StepResult result = simulator.Run();
        AssertEqual("operations with memo entries", expected, result.Operations.Select(Shown));
        effort = simulator.Effort;
        return result;
    }

    private static void AssertObserved(OracleMachine oracle, string[] operations, TrainingStepSimulator simulator)
    {
        var accesses = new List<ScratchpadAccess>();
        var commands = new List<DramCommand>();
        var phases = new List<(PhaseKind, int, long, long)>();
        var folds = new List<FoldStart>();
        var transfers = new List<(int, long, long, long, bool)>();
        using IDisposable access = simulator.Hooks.ScratchpadAccess.Subscribe((in ScratchpadAccess seen) => accesses.Add(seen));
        using IDisposable command = simulator.Hooks.DramCommands.Subscribe(
            (in DramCommandRun seen) => commands.AddRange(DramCommand.Expand(seen)));
        using IDisposable phase = simulator.Hooks.Phase.Subscribe(
            (in PhaseInterval seen) => phases.Add((seen.Kind, seen.Operation, seen.StartCycle, seen.EndCycle)));
        using IDisposable fold = simulator.Hooks.Fold.Subscribe((in FoldStart seen) => folds.Add(seen));
        using IDisposable transfer = simulator.Hooks.Transfer.Subscribe((in DramTransfer seen) =>
            transfers.Add((seen.Tensor, seen.StartCycle, seen.EndCycle, seen.Runs.Sum(run => run.Count), seen.IsWrite)));
        StepResult result = simulator.Run();
        int lineBytes = simulator.Machine.Scratchpad.LineBytes;
        AssertEqual("phases", oracle.Run.Phases, phases);
        AssertEqual("accesses", oracle.Run.Accesses.Select(seen => seen.Report(lineBytes)), accesses);
        AssertEqual("folds", oracle.Run.Folds, folds);
        AssertEqual("transfers", oracle.Run.Transfers, transfers);
        AssertEqual("DRAM commands", oracle.Dram.Commands.Where(seen => seen.Cycle < oracle.Dram.CyclesOver), commands);
        AssertEqual("operations", operations, result.Operations.Select(Shown));
    }

    /// <summary>What the cycle-stepped machine says of each operation: cycles, and what scratchpads and DRAM did.</summary>
    private static IEnumerable<string> Expected(OracleMachine oracle)
    {
        int done = 0;
        DramCounts dram = default;
        for (int i = 0; i < oracle.Run.Operations.Count; i++)
        {
            OracleOperation operation = oracle.Run.Operations[i];
            ScratchpadTotals scratchpads = CountsOf(oracle.Run.Accesses[done..operation.Accesses], oracle.LineBytes);
            yield return $"{i} {operation.Cycles} {scratchpads} {operation.Dram - dram}";
            (done, dram) = (operation.Accesses, operation.Dram);
        }
    }

    private static string Shown(OperationResult operation) =>
        $"{operation.Index} {operation.Cycles} {operation.Scratchpads} {operation.Dram}";

    private static ScratchpadTotals CountsOf(List<OracleAccess> accesses, int lineBytes)
    {
        ScratchpadAccess[] all = [.. accesses.Select(access => access.Report(lineBytes))];
        return new ScratchpadTotals(Of(TensorRole.Activation), Of(TensorRole.Weight), Of(TensorRole.Error));

        ScratchpadCounts Of(TensorRole role)
        {
            ScratchpadAccess[] mine = [.. all.Where(access => access.Scratchpad == role)];
            ScratchpadAccess[] reads = [.. mine.Where(access => access.Kind == AccessKind.Read)];
            ScratchpadAccess[] writes = [.. mine.Where(access => access.Kind == AccessKind.Write)];
            return new ScratchpadCounts(
                reads.Length, writes.Length, reads.Sum(access => (long)access.Bytes), writes.Sum(access => (long)access.Bytes),
                mine.Count(access => access.WaitedCycles > 0), mine.Sum(access => (long)access.WaitedCycles));
        }
    }

    /// <summary>Shows the first difference and what came before it: whole lists would be too long to read.</summary>
    private static void AssertEqual<T>(string what, IEnumerable<T> expected, IEnumerable<T> actual)
    {
        T[] right = [.. expected];
        T[] seen = [.. actual];
        int same = right.Zip(seen).TakeWhile(pair => Equals(pair.First, pair.Second)).Count();
        if (same == right.Length && same == seen.Length)
            return;
        string before = same == 0 ? "the start" : $"{right[same - 1]}";
        Assert.Fail(
            $"{what} differ at {same} of {right.Length} and {seen.Length}, after {before}:\n" +
            $"cycle by cycle: {(same < right.Length ? right[same] : "no more")}\n" +
            $"simulator:      {(same < seen.Length ? seen[same] : "no more")}");
    }
}
