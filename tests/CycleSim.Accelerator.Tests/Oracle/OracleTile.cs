using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>
/// A tile of a product on the array, cycle by cycle: its lanes read each operand from a half of a scratchpad, and write outputs to another,
/// from which they read partial sums. Halves have banks of their own.
/// </summary>
internal sealed class OracleTile
{
    private readonly OracleRun _run = new();
    private readonly OraclePhases _phases;

    /// <summary>Runs a tile to its end.</summary>
    /// <param name="tile">The tile, as a product of its own.</param>
    /// <param name="spec">The machine.</param>
    /// <param name="halfBanks">Banks of a half.</param>
    /// <param name="readCycles">Cycles of a read.</param>
    /// <param name="writeCycles">Cycles of a write.</param>
    internal OracleTile(GemmOperation tile, MachineSpec spec, int halfBanks, int readCycles, int writeCycles)
    {
        TensorSpec[] tensors = [tile.Rows.Tensor, tile.Columns.Tensor, tile.Output.Tensor];
        ScratchpadSpec half = spec.Scratchpad with { Banks = halfBanks };
        var halves = tensors.ToDictionary(tensor => tensor.Id, _ => new OracleScratchpad(half, readCycles, writeCycles));
        TensorLayout[] layouts = [.. tensors.OrderBy(tensor => tensor.Id).Select(tensor => TensorLayout.Of(tensor, spec, halfBanks))];
        var lines = new GemmLines(tile, layouts, spec);
        List<OracleFold> folds = lines.Folds(rowsFirst: true);
        OraclePort[] ports = new OracleGemmPorts(tile, lines, spec, (tensor, _) => halves[tensor.Id], folds).Ports;
        _phases = new OraclePhases(_run, [.. halves.Values]);
        using IEnumerator<CoreCycle> program =
            _phases.RunArray(spec.Array, ports, folds, tile.K, isEnd: true, _ => { }).GetEnumerator();
        while (true)
        {
            foreach (OracleScratchpad scratchpad in halves.Values)
                scratchpad.Tick(_run.Cycle);
            if (!program.MoveNext())
                return;
            _run.Cycle++;
        }
    }

    /// <summary>Cycles that it took.</summary>
    internal long Cycles => _run.Cycle;

    /// <summary>The same by cause.</summary>
    internal CycleCounts Causes => _phases.Cycles;

    /// <summary>Accesses of the scratchpads, in the order of requests.</summary>
    internal IReadOnlyList<OracleAccess> Accesses => _run.Accesses;
}
