using CycleSim.Arrays.Cells;
using CycleSim.Device.Junction;
using CycleSim.Device.MonteCarlo;
using CycleSim.Device.Operation;
using CycleSim.Studies.Plans;

namespace CycleSim.Studies.Heterogeneous;

/// <summary>
/// The safe write point as the source paper found it: a straight line of ln(WER) through rates that trajectories resolve. The true curve
/// bends, so the line overstates current and energy.
/// </summary>
internal static class ExtrapolatedWrites
{
    /// <summary>A memory that is written at that point.</summary>
    /// <param name="memory">STT-MRAM with a circuit whose write point may be chosen.</param>
    /// <param name="settings">How trajectories are run.</param>
    public static MemoryVariant Safe(MemoryVariant memory, MonteCarloSettings settings)
    {
        OperatingPoint point = PointOf(settings);
        string label = $"{memory.Label} on the line";

        // Reset starts parallel, set antiparallel.
        return memory.WithCircuit(label, circuit => circuit with
        {
            WritePoint = new WritePoint(
                label, point.CurrentUa * 1e-6, point.PulseNs * 1e-9, point.EnergyPjAntiparallel * 1e-12, point.EnergyPjParallel * 1e-12,
                DeviceWritePoint.BaseWriteErrorRate),
        });
    }

    /// <summary>The point itself.</summary>
    /// <param name="settings">How trajectories are run.</param>
    public static OperatingPoint PointOf(MonteCarloSettings settings)
    {
        MagneticTunnelJunction junction = JunctionLoader.Load(WriteEnergyStudy.Junction);
        double currentUa = WerExtrapolation.Run(junction, WriteEnergyStudy.PulseNs, settings)
            .CurrentOf(DeviceWritePoint.BaseWriteErrorRate).CurrentUa;
        return new WriteSolver(junction).AtCurrentAndPulse(currentUa, WriteEnergyStudy.PulseNs);
    }
}
