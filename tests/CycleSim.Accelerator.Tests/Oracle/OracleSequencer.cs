using System.Collections.Immutable;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Vectors;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>
/// The control program of the cycle-stepped machine: one phase after the other, each until all of it is over. It runs until it has to
/// wait for the next cycle, which counts for a cause.
/// </summary>
internal sealed class OracleSequencer(
    StepProgram program, MachineSpec spec, ResidencyPlan plan, DramMap dramMap, IReadOnlyList<TensorLayout> layouts,
    OracleScratchpad[] scratchpads, OracleDma dma, OracleDram dram, OracleRun run)
{
    private readonly OraclePhases _phases = new(run, scratchpads);
    private int _operation;

    /// <summary>The whole step.</summary>
    internal IEnumerable<CoreCycle> Steps()
    {
        for (_operation = 0; _operation <= program.Operations.Length; _operation++)
        {
            bool isEnd = _operation == program.Operations.Length;
            foreach (TensorTransfer transfer in isEnd ? plan.Final : plan.Operations[_operation].Before)
                foreach (CoreCycle cycle in MoveTensor(transfer))
                    yield return cycle;
            if (!isEnd)
                foreach (CoreCycle cycle in RunOperation(program.Operations[_operation], plan.Operations[_operation].OnChip))
                    yield return cycle;
            run.Operations.Add(new OracleOperation(_phases.Cycles, run.Accesses.Count, dram.Counts));
            _phases.Cycles = default;
        }
    }

    private IEnumerable<CoreCycle> RunOperation(StepOperation operation, ImmutableHashSet<int> onChip) => operation switch
    {
        GemmOperation gemm => Enumerable.Range(0, gemm.Count).SelectMany(i => RunGemm(gemm.Product(i), onChip)),
        VectorOperation vector => RunPasses(
            vector, [.. vector.Inputs.Select(stream => StreamOf(stream, onChip, isWrite: false))],
            [.. vector.Outputs.Select(stream => StreamOf(stream, onChip, isWrite: true))]),
        _ => throw new InvalidOperationException($"no rule for {operation}"),
    };

    private OracleStream StreamOf(VectorStream stream, ImmutableHashSet<int> onChip, bool isWrite) => new(
        layouts[stream.Tensor.Id], stream.Runs?.SelectMany(words => Enumerable.Range(words.Word, words.Length)),
        onChip.Contains(stream.Tensor.Id), isWrite, spec, stream.Slices);

    private IEnumerable<CoreCycle> MoveTensor(TensorTransfer transfer)
    {
        TensorLayout layout = layouts[transfer.Tensor.Id];
        bool isLoad = transfer.Kind == TransferKind.Load;
        return RunVector(
        [
            new OracleStream(layout, null, onChip: !isLoad, isWrite: false, spec, new SliceRange(0, transfer.Tensor.Slices)),
            new OracleStream(layout, null, onChip: isLoad, isWrite: true, spec, new SliceRange(0, transfer.Tensor.Slices)),
        ], lineCycles: 1);
    }

    /// <summary>
    /// All folds without a gap when everything is on-chip; otherwise each fold fetches what it needs and is not there, runs, and stores.
    /// </summary>
    private IEnumerable<CoreCycle> RunGemm(GemmOperation gemm, ImmutableHashSet<int> onChip)
    {
        var lines = new GemmLines(gemm, layouts, spec);
        if (gemm.Reads.Concat(gemm.Writes).All(tensor => onChip.Contains(tensor.Id)))
        {
            foreach (CoreCycle cycle in RunArray(gemm, lines, onChip, lines.Folds(rowsFirst: true), isEnd: true))
                yield return cycle;
            yield break;
        }

        List<OracleFold> folds = lines.Folds(RowsFirst(gemm, lines, onChip));
        for (int i = 0; i < folds.Count; i++)
        {
            OracleFold? before = i > 0 ? folds[i - 1] : null;
            foreach ((TensorSpec tensor, long[] moved) in Fetches(gemm, lines, folds[i], before).Where(part => !IsOnChip(part.Tensor)))
                foreach (CoreCycle cycle in MoveDram(tensor, moved, isWrite: false))
                    yield return cycle;
            foreach (CoreCycle cycle in RunArray(gemm, lines, onChip, [folds[i]], isEnd: i == folds.Count - 1))
                yield return cycle;
            foreach ((TensorSpec tensor, long[] moved) in Stores(gemm, lines, folds[i]).Where(part => !IsOnChip(part.Tensor)))
                foreach (CoreCycle cycle in MoveDram(tensor, moved, isWrite: true))
                    yield return cycle;
        }

        bool IsOnChip(TensorSpec tensor) => onChip.Contains(tensor.Id);
    }

    /// <summary>
    /// When panels are kept, the order that fetches fewer lines of operands; folds along the rows run fastest when both are equal.
    /// </summary>
    private bool RowsFirst(GemmOperation gemm, GemmLines lines, ImmutableHashSet<int> onChip)
    {
        return spec.DramRefetch == DramRefetch.Tile || Fetched(rowsFirst: true) <= Fetched(rowsFirst: false);

        long Fetched(bool rowsFirst)
        {
            long fetched = 0;
            OracleFold? before = null;
            foreach (OracleFold fold in lines.Folds(rowsFirst))
            {
                fetched += Operands(gemm, lines, fold, before).Where(part => !onChip.Contains(part.Tensor.Id))
                    .Sum(part => (long)part.Lines.Length);
                before = fold;
            }

            return fetched;
        }
    }

    private IEnumerable<(TensorSpec Tensor, long[] Lines)> Operands(
        GemmOperation gemm, GemmLines lines, OracleFold fold, OracleFold? before)
    {
        bool keeps = spec.DramRefetch == DramRefetch.Panel;
        if (!keeps || before?.RowIndex != fold.RowIndex)
            yield return (gemm.Rows.Tensor, lines.FootprintOf(gemm.Rows, fold));
        if (!keeps || before?.ColumnIndex != fold.ColumnIndex)
            yield return (gemm.Columns.Tensor, lines.FootprintOf(gemm.Columns, fold));
    }

    private IEnumerable<(TensorSpec Tensor, long[] Lines)> Fetches(
        GemmOperation gemm, GemmLines lines, OracleFold fold, OracleFold? before)
    {
        foreach ((TensorSpec Tensor, long[] Lines) operand in Operands(gemm, lines, fold, before))
            yield return operand;
        foreach (TensorSpec tensor in gemm.OutputReads)
            yield return (tensor, lines.FootprintOfOutputs(tensor, fold));
        if (gemm.Bias is not null)
            yield return (gemm.Bias, lines.FootprintOfBias(fold));
    }

    private static IEnumerable<(TensorSpec Tensor, long[] Lines)> Stores(GemmOperation gemm, GemmLines lines, OracleFold fold)
    {
        yield return (gemm.Output.Tensor, lines.FootprintOfOutputs(gemm.Output.Tensor, fold));
        if (gemm.RowSums is not null)
            yield return (gemm.RowSums, lines.FootprintOfRowSums(fold));
    }

    private IEnumerable<CoreCycle> RunArray(
        GemmOperation gemm, GemmLines lines, ImmutableHashSet<int> onChip, List<OracleFold> folds, bool isEnd)
    {
        long start = run.Cycle;
        OraclePort[] ports = new OracleGemmPorts(
            gemm, lines, spec, (tensor, _) => onChip.Contains(tensor.Id) ? scratchpads[(int)tensor.Role] : null, folds).Ports;
        foreach (CoreCycle cycle in _phases.RunArray(spec.Array, ports, folds, gemm.K, isEnd, Report))
            yield return cycle;
        run.Phases.Add((PhaseKind.Array, _operation, start, run.Cycle));
    }

    private void Report(OracleFold fold) =>
        run.Folds.Add(new FoldStart(_operation, run.Cycle, fold.RowIndex, fold.ColumnIndex, fold.Rows, fold.Columns));

    /// <summary>
    /// All passes but the last read the first input. One from DRAM whose groups the lane buffers hold is read once, and each block stays
    /// there for all passes.
    /// </summary>
    private IEnumerable<CoreCycle> RunPasses(VectorOperation vector, List<OracleStream> reads, List<OracleStream> writes)
    {
        int[] cycles = spec.VectorUnit.Passes == VectorPasses.Multi
            ? [.. vector.Work.Passes.Select(CyclesOf)]
            : [CyclesOf(vector.Work.Passes.Aggregate((all, pass) => all | pass))];
        bool staysInBuffers = reads is [{ OnChip: false } first, ..]
            && vector.Work.GroupWords <= 2 * spec.Array.Rows * (spec.VectorWords / first.Groups);
        if (staysInBuffers)
            cycles = [cycles.Sum()];
        for (int i = 0; i < cycles.Length; i++)
            foreach (CoreCycle cycle in RunVector(i == cycles.Length - 1 ? [.. reads, .. writes] : [reads[0]], cycles[i]))
                yield return cycle;
    }

    /// <summary>A cycle for the words of a step, and what each function takes beyond one.</summary>
    private int CyclesOf(VectorFunctions functions)
    {
        VectorUnitSpec unit = spec.VectorUnit;
        (VectorFunctions Function, int Cycles)[] table =
        [
            (VectorFunctions.Exp, unit.ExpCycles), (VectorFunctions.Divide, unit.DivideCycles), (VectorFunctions.Sqrt, unit.SqrtCycles),
            (VectorFunctions.Tanh, unit.TanhCycles), (VectorFunctions.Erf, unit.ErfCycles),
        ];
        return 1 + table.Where(row => (functions & row.Function) != 0).Sum(row => row.Cycles - 1);
    }

    /// <summary>
    /// What is in DRAM passes in blocks through the lane buffers, two lines for each row lane: read a block of each input, compute it,
    /// write a block of each output.
    /// </summary>
    private IEnumerable<CoreCycle> RunVector(List<OracleStream> streams, int lineCycles)
    {
        int longest = streams.Max(stream => stream.Lines.Count);
        int blockLines = 2 * spec.Array.Rows;
        int blocks = streams.All(stream => stream.OnChip) ? 1 : (longest + blockLines - 1) / blockLines;
        for (int block = 0; block < blocks; block++)
        {
            foreach (OracleStream stream in streams.Where(stream => !stream.OnChip && !stream.IsWrite))
                foreach (CoreCycle cycle in MoveDram(stream.Layout.Tensor, DramLines(stream, block, blocks), isWrite: false))
                    yield return cycle;
            foreach (CoreCycle cycle in RunVectorUnit(streams, block, blocks, lineCycles))
                yield return cycle;
            foreach (OracleStream stream in streams.Where(stream => !stream.OnChip && stream.IsWrite))
                foreach (CoreCycle cycle in MoveDram(stream.Layout.Tensor, DramLines(stream, block, blocks), isWrite: true))
                    yield return cycle;
        }
    }

    private static long[] DramLines(OracleStream stream, int block, int blocks) =>
        [.. stream.Block(block, blocks).Select(line => stream.Layout.DramLine(line.Line, line.Slice)).Order()];

    private IEnumerable<CoreCycle> RunVectorUnit(List<OracleStream> streams, int block, int blocks, int lineCycles)
    {
        long start = run.Cycle;
        var unit = new OracleVectorUnit(streams, block, blocks, lineCycles, spec, scratchpads);
        foreach (CoreCycle cycle in _phases.RunVectorUnit(unit))
            yield return cycle;
        run.Phases.Add((PhaseKind.Vector, _operation, start, run.Cycle));
    }

    private IEnumerable<CoreCycle> MoveDram(TensorSpec tensor, long[] lines, bool isWrite)
    {
        if (lines.Length == 0)
            yield break;
        long start = run.Cycle;
        dma.Start(lines.Select(line => dramMap.BaseOf(tensor) + line), isWrite);
        while (!dma.IsDone)
        {
            _phases.Cycles += new CycleCounts(0, 0, 0, 1, 0, 0);
            yield return default;
        }

        run.Phases.Add((PhaseKind.Dram, _operation, start, run.Cycle));
        run.Transfers.Add((tensor.Id, start, run.Cycle, lines.Length, isWrite));
    }
}
