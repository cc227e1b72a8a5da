using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Timeline;

/// <summary>
/// What each component does when, in a fixed number of equal bins over the run. A phase spreads its accesses evenly over its time, and so
/// does a transfer into or out of a half of a scratchpad, whose lines count as accesses of it.
/// </summary>
public sealed class StepActivity
{
    private static readonly int Rows = Enum.GetValues<ActivityRow>().Length;
    private static readonly int Passes = Enum.GetValues<Pass>().Length;

    private readonly List<PhaseInterval> _phases = [];
    private readonly List<(int Tensor, PhaseInterval Interval)> _halves = [];

    /// <summary>Starts to listen to a run.</summary>
    /// <param name="simulator">The run; not yet started.</param>
    public StepActivity(TrainingStepSimulator simulator)
    {
        ArgumentNullException.ThrowIfNull(simulator);
        simulator.Hooks.Phase.Subscribe((in PhaseInterval phase) => _phases.Add(phase));
        simulator.Hooks.Transfer.Subscribe((in DramTransfer transfer) => AddHalf(transfer));
    }

    /// <summary>Phases seen so far.</summary>
    public IReadOnlyList<PhaseInterval> Phases => _phases;

    /// <summary>Lines that the DRAM of a machine moves in a core cycle at most.</summary>
    /// <param name="machine">The machine.</param>
    internal static double PeakDramLinesPerCycle(MachineSpec machine) =>
        machine.DramPeakGbPerS * 1e-3 * machine.ClockPeriodPs / machine.Scratchpad.LineBytes;

    /// <summary>Activity for each row, pass and bin, in events per cycle (steps or lines).</summary>
    /// <param name="program">Gives the pass of each operation.</param>
    /// <param name="totalCycles">Length of the run.</param>
    /// <param name="bins">Number of bins, at least 1.</param>
    public double[,,] Bins(StepProgram program, long totalCycles, int bins)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var activity = new double[Rows, Passes, bins];
        double width = Math.Max(1, totalCycles) / (double)bins;
        foreach (PhaseInterval phase in _phases)
        {
            Pass pass = PassOf(program, phase);
            double steps = phase.EndCycle - phase.StartCycle - phase.StallCycles;
            Spread(activity, ActivityRow.Array, pass, phase, width, phase.Kind == PhaseKind.Array ? steps : 0);
            Spread(activity, ActivityRow.VectorUnit, pass, phase, width, phase.Kind == PhaseKind.Vector ? steps : 0);
            Spread(activity, ActivityRow.ActivationScratchpad, pass, phase, width, phase.ActivationLines);
            Spread(activity, ActivityRow.WeightScratchpad, pass, phase, width, phase.WeightLines);
            Spread(activity, ActivityRow.ErrorScratchpad, pass, phase, width, phase.ErrorLines);
            Spread(activity, ActivityRow.Dram, pass, phase, width, phase.DramLines);
        }

        foreach ((int tensor, PhaseInterval interval) in _halves)
            Spread(activity, RowOf(program.Tensors[tensor].Role), PassOf(program, interval), interval, width, interval.DramLines);
        return activity;
    }

    private static Pass PassOf(StepProgram program, PhaseInterval phase) =>
        phase.Operation < program.Operations.Length ? program.Operations[phase.Operation].Pass : Pass.Update;

    private static ActivityRow RowOf(TensorRole role) => role switch
    {
        TensorRole.Activation => ActivityRow.ActivationScratchpad,
        TensorRole.Weight => ActivityRow.WeightScratchpad,
        _ => ActivityRow.ErrorScratchpad,
    };

    private void AddHalf(in DramTransfer transfer)
    {
        if (!transfer.IsInHalf)
            return;
        _halves.Add((transfer.Tensor, new PhaseInterval(
            PhaseKind.Dram, transfer.Operation, transfer.StartCycle, transfer.EndCycle, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            transfer.Runs.Sum(run => run.Count))));
    }

    private static void Spread(double[,,] activity, ActivityRow row, Pass pass, PhaseInterval phase, double width, double events)
    {
        if (events <= 0 || phase.EndCycle <= phase.StartCycle)
            return;
        double perCycle = events / (phase.EndCycle - phase.StartCycle);
        int first = (int)(phase.StartCycle / width);
        int last = Math.Min(activity.GetLength(2) - 1, (int)(phase.EndCycle / width));
        for (int bin = first; bin <= last; bin++)
        {
            double overlap = Math.Min(phase.EndCycle, (bin + 1) * width) - Math.Max(phase.StartCycle, bin * width);
            if (overlap > 0)
                activity[(int)row, (int)pass, bin] += perCycle * overlap / width;
        }
    }
}
