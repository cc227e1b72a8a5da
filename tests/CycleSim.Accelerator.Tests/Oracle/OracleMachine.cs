using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>
/// The accelerator once more, as plainly as its rules read: two clocks tick, and every component advances by one cycle with each tick of
/// its clock. Nothing is computed in advance, nothing is skipped, and nothing that runs is shared with the simulator: only what says
/// what is to be done (program, placement, addresses, layouts) and the numbers of the machine.
/// </summary>
internal sealed class OracleMachine
{
    private readonly MachineSpec _spec;
    private readonly OracleScratchpad[] _scratchpads;
    private readonly OracleSequencer _sequencer;

    internal OracleMachine(
        StepProgram program, MachineSpec spec, ResidencyPlan plan, DramMap dramMap, IReadOnlyList<TensorLayout> layouts, int readCycles,
        int writeCycles)
    {
        _spec = spec;
        _scratchpads = [.. TensorRoles.All.Select(_ => new OracleScratchpad(spec.Scratchpad, readCycles, writeCycles))];
        var dma = new OracleDma();
        Dram = new OracleDram(spec.Dram, dma);
        _sequencer = new OracleSequencer(program, spec, plan, dramMap, layouts, _scratchpads, dma, Dram, Run);
    }

    internal OracleRun Run { get; } = new();

    internal OracleDram Dram { get; }

    internal int LineBytes => _spec.Scratchpad.LineBytes;

    /// <summary>
    /// Lets both clocks tick until the step is done. Where edges meet, data that have passed are seen by the core in that cycle, and what
    /// the core asks for in it is seen by the DRAM controller.
    /// </summary>
    internal void RunToEnd(long maxCycles)
    {
        using IEnumerator<CoreCycle> program = _sequencer.Steps().GetEnumerator();
        long dramCycle = 0;
        while (Run.Cycle < maxCycles)
        {
            long now = Math.Min(Run.Cycle * _spec.ClockPeriodPs, dramCycle * _spec.Dram.ClockPeriodPs);
            bool isCoreEdge = Run.Cycle * _spec.ClockPeriodPs == now;
            bool isDramEdge = dramCycle * _spec.Dram.ClockPeriodPs == now;
            if (isDramEdge)
                Dram.Tick();
            if (isCoreEdge)
            {
                foreach (OracleScratchpad scratchpad in _scratchpads)
                    scratchpad.Tick(Run.Cycle);
                if (!program.MoveNext())
                    return;
                Run.Cycle++;
            }

            if (isDramEdge)
            {
                Dram.TickController();
                dramCycle++;
            }
        }

        throw new InvalidOperationException($"not done after {maxCycles} cycles");
    }
}
