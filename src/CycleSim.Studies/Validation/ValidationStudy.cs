using System.Collections.Immutable;
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
        int rows = table.Rows.Length;
        var results = new ValidatedRow[cases.Length * rows];
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation };
        try
        {
            // What one run learns of DRAM rows speeds up the next on the same thread; results do not depend on it.
            Parallel.For(0, results.Length, options, () => new RowMemo(), (index, _, memo) =>
            {
                (MachineSpec machine, long capacity) = cases[index / rows];
                results[index] = Run(table.Rows[index % rows], machine, capacity, memo, cancellation);
                progress?.Invoke(Interlocked.Increment(ref done), results.Length);
                return memo;
            }, _ => { });
        }
        catch (AggregateException problems) when (problems.InnerExceptions.OfType<InputException>().Any())
        {
            throw problems.InnerExceptions.OfType<InputException>().MinBy(problem => problem.Message, StringComparer.Ordinal)!;
        }

        ImmutableArray<ValidatedRow> first = [.. results[..rows]];
        return new ValidationResult(
            first, KindErrors.Of(first),
            [.. described.Assumed.Select((assumed, i) => new AssumptionErrors(assumed, KindErrors.Of(results[((i + 1) * rows)..((i + 2) * rows)])))]);
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
                Tiles = [.. result.Operations.Select(operation => operation.Gemm).OfType<GemmResult>().Select(ReportedTiles.Of).OfType<ReportedTiles>()],
            };
        }
        catch (InputException problem)
        {
            throw new InputException($"{row.Location}: {row.Kernel.Name} cannot be simulated on {machine.Name}: {problem.Message}");
        }
    }
}
