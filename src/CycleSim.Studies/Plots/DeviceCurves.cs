using CycleSim.Device.FokkerPlanck;
using CycleSim.Device.Junction;
using CycleSim.Device.Writing;

namespace CycleSim.Studies.Plots;

/// <summary>Write error rates over a range of currents, one Fokker-Planck solution for each current and all pulse widths at once.</summary>
internal sealed class DeviceCurves
{
    private readonly SwitchingCurve[] _curves;
    private readonly double _characteristicTimeNs;

    internal DeviceCurves(MagneticTunnelJunction junction, double maxOverdrive, int points, double maxNs)
    {
        var solver = new WriteSolver(junction);
        double criticalUa = junction.CriticalCurrentA * 1e6;
        _characteristicTimeNs = junction.CharacteristicTimeS * 1e9;
        CurrentsUa = [.. Enumerable.Range(0, points).Select(k => maxOverdrive * criticalUa * k / (points - 1))];
        _curves = new SwitchingCurve[points];
        Parallel.For(0, points, k => _curves[k] = solver.Curve(CurrentsUa[k], maxNs));
    }

    internal IReadOnlyList<double> CurrentsUa { get; }

    internal double WriteErrorRate(int current, double pulseNs) => _curves[current].WriteErrorRate(pulseNs / _characteristicTimeNs);
}
