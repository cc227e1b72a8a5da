using CycleSim.Device.FokkerPlanck;

namespace CycleSim.Device.Reading;

/// <summary>One solution of the Fokker-Planck equation at a fixed resolution, through pieces of constant drive.</summary>
internal sealed class PiecewiseSolution
{
    // Change of the fastest mode in one step of the coarsest resolution.
    private const double StepGrowth = 0.12;
    private const int MinSteps = 20;
    private const int CoarseCells = 400;

    private readonly SphereGrid _grid;
    private readonly double[] _masses;
    private readonly double _stability;
    private readonly int _refinement;

    /// <summary>Starts in the thermal state of the well at z above 0.</summary>
    /// <param name="stability">Barrier Delta in kB T.</param>
    /// <param name="refinement">Cells and steps are doubled this often.</param>
    internal PiecewiseSolution(double stability, int refinement)
    {
        _stability = stability;
        _refinement = refinement;
        _grid = new(CoarseCells << refinement);
        _masses = ThermalState.CellMasses(_grid, stability);
    }

    /// <summary>Probability of z below 0.</summary>
    internal double Switched => _masses.Take(_grid.Barrier).Sum();

    /// <summary>Probability of z above 0.</summary>
    internal double Remaining => _masses.Skip(_grid.Barrier).Sum();

    /// <summary>Prepares a piece of constant drive, which may act several times.</summary>
    /// <param name="drive">What acts.</param>
    /// <param name="duration">For how long, in units of tau_D.</param>
    /// <param name="minSteps">Minimum number of steps at the coarsest resolution.</param>
    internal Action Piece(ReducedDrive drive, double duration, int minSteps = MinSteps)
    {
        int steps = Math.Max(minSteps, (int)Math.Ceiling(duration * SwitchingSolver.FastestRate(drive) / StepGrowth)) << _refinement;
        TimeStepper stepper = new(new Generator(_grid, _stability, drive), duration / steps);
        return () =>
        {
            for (int step = 0; step < steps; step++)
                stepper.Advance(_masses);
        };
    }
}
