using CycleSim.Arrays.Cells;
using CycleSim.Device.Junction;
using CycleSim.Device.MonteCarlo;
using CycleSim.Device.Writing;
using CycleSim.Studies.Plans;

namespace CycleSim.Studies.Heterogeneous;

/// <summary>
/// The safe write point as the source paper found it: a straight line of ln(WER) through rates that trajectories resolve. The true curve
/// bends, so the line overstates current and energy. Trajectories run when the line is first asked for, and once.
/// </summary>
internal sealed class ExtrapolatedWrites
{
    private readonly Lazy<WerExtrapolation> _line;
    private readonly Lazy<JunctionWritePoint> _point;

    /// <summary>A line.</summary>
    /// <param name="settings">How trajectories are run.</param>
    public ExtrapolatedWrites(MonteCarloSettings settings)
    {
        MagneticTunnelJunction junction = JunctionLoader.Load(WriteEnergyStudy.Junction);
        _line = new(() => WerExtrapolation.Run(junction, WriteEnergyStudy.PulseNs, settings));
        _point = new(() => new WriteSolver(junction).AtCurrentAndPulse(
            Line.CurrentOf(DeviceWritePoints.BaseWriteErrorRate).CurrentUa, WriteEnergyStudy.PulseNs));
    }

    /// <summary>The line.</summary>
    public WerExtrapolation Line => _line.Value;

    /// <summary>A memory that is written at that point.</summary>
    /// <param name="memory">STT-MRAM with a circuit whose write point may be chosen.</param>
    public MemoryVariant Safe(MemoryVariant memory)
    {
        string label = $"{memory.Label} on the line";
        WritePoint point = DeviceWritePoints.Of(label, null, _point.Value) with { WriteErrorRate = DeviceWritePoints.BaseWriteErrorRate };
        return memory.WithCircuit(label, circuit => circuit with { WritePoint = point });
    }
}
