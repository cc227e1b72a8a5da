using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Dram.FastForward;
using CycleSim.Platform;
using CycleSim.Studies.Reports;

namespace CycleSim.Studies.Validation;

/// <summary>
/// Runs kernels that were measured on a machine as its file describes it, and again with another value of each parameter that the file
/// says is assumed. Nothing is fitted.
/// </summary>
/// <param name="table">What was measured.</param>
/// <param name="described">The machine.</param>
/// <param name="memory">Technology of its scratchpads.</param>
/// <param name="capacityBytes">Capacity of its scratchpads together.</param>
public sealed class ValidationStudy(MeasuredTable table, DescribedMachine described, MemoryTechnology memory, long capacityBytes)
{
    /// <summary>Runs everything.</summary>
    /// <param name="jobs">How many runs at a time, at least 1; results do not depend on it.</param>
    /// <param name="progress">Told how many runs of how many are done; may be null.</param>
    /// <param name="cancellation">Ends the study early.</param>
    /// <exception cref="InputException">A row cannot be simulated on the machine; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The study was ended early.</exception>
    public ValidationResult Run(int jobs, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        (MachineSpec Machine, long Capacity)[] cases = [(described.Machine, capacityBytes), .. described.Assumed.Select(CaseOf)];
        ValidatedRow[] results = RunAll(cases, jobs, progress, cancellation);
        ValidatedRow[][] byCase = [.. results.Chunk(table.Rows.Length)];
        return new ValidationResult(
            [.. byCase[0]], KindErrors.Of(byCase[0]),
            [.. described.Assumed.Zip(byCase.Skip(1), (assumed, rows) => new AssumptionErrors(assumed, KindErrors.Of(rows)))]);
    }

    private ValidatedRow[] RunAll(
        (MachineSpec Machine, long Capacity)[] cases, int jobs, Action<int, int>? progress, CancellationToken cancellation)
    {
        int rows = table.Rows.Length;
        var results = new ValidatedRow[cases.Length * rows];
        var problems = new InputException?[results.Length];
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation };
        // What one run learns of DRAM rows speeds up the next on the same thread; results do not depend on it.
        Parallel.For(0, results.Length, options, () => new RowMemo(), (index, state, memo) =>
        {
            try
            {
                (MachineSpec machine, long capacity) = cases[index / rows];
                results[index] = Run(table.Rows[index % rows], machine, capacity, memo, cancellation);
                progress?.Invoke(Interlocked.Increment(ref done), results.Length);
            }
            catch (InputException problem)
            {
                problems[index] = problem;
                state.Break(); // those before it run, so that which problem is the first does not depend on threads
            }

            return memo;
        }, _ => { });
        return Array.Find(problems, problem => problem is not null) is { } first ? throw first : results;
    }

    /// <summary>A capacity that the command line gives replaces that of the file, but not another one that is tried.</summary>
    private (MachineSpec Machine, long Capacity) CaseOf(AssumedParameter assumed) => (
        assumed.Machine,
        assumed.CapacityBytes is { } other && other != described.CapacityBytes ? other : capacityBytes);

    private ValidatedRow Run(MeasuredRow row, MachineSpec machine, long capacity, RowMemo memo, CancellationToken cancellation)
    {
        try
        {
            StepResult result = new TrainingStepSimulator(row.Program, machine, memory, capacity) { RowMemo = memo }.Run(cancellation);
            return new ValidatedRow(row, result.Cycles.Total, result.UnitTimes)
            {
                Tiles = [.. result.Operations.Select(operation => TilesOf(operation.Gemm)).OfType<ReportedTiles>()],
            };
        }
        catch (InputException problem)
        {
            throw new InputException($"{row.Location}: {row.Benchmark.Name} cannot be simulated on {machine.Name}: {problem.Message}");
        }
    }

    private static ReportedTiles? TilesOf(GemmResult? gemm) => gemm is null ? null : ReportedTiles.Of(gemm);
}
