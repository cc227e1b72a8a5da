using MathNet.Numerics.RootFinding;

namespace CycleSim.Device.Junction;

/// <summary>
/// The electrical side of a cell: a tunnel junction in series with its access transistor. The conductance varies as the cosine of the
/// angle between the layers; the parallel resistance is ohmic and TMR falls with bias as 1 / (1 + (V / V_half)²).
/// </summary>
/// <param name="ParallelOhm">Resistance of the parallel state.</param>
/// <param name="TmrRatio">Tunnel magnetoresistance (R_AP - R_P) / R_P at zero bias: 1.5 is 150 %; at least 0.</param>
/// <param name="TmrHalfBiasV">Voltage over the junction at which the TMR is half of that.</param>
/// <param name="TransistorOhm">Resistance of the access transistor when on; at least 0.</param>
public sealed record JunctionResistance(double ParallelOhm, double TmrRatio, double TmrHalfBiasV, double TransistorOhm)
{
    private const double Accuracy = 1e-14;

    /// <summary>The square of the spin polarisation that Julliere's relation gives for this TMR: TMR / (TMR + 2).</summary>
    public double PolarisationSquared => TmrRatio / (TmrRatio + 2);

    /// <summary>Voltage over the whole cell at a current.</summary>
    /// <param name="currentA">The current in A; its sign does not matter to the resistance.</param>
    /// <param name="cosine">Cosine of the angle between the layers: 1 is parallel, -1 antiparallel.</param>
    /// <returns>The voltage in V, with the current's sign.</returns>
    public double CellVoltageV(double currentA, double cosine) => JunctionVoltageV(currentA, cosine) + currentA * TransistorOhm;

    /// <summary>Energy of a pulse of constant current through a cell that stays parallel: I² (R_P + R_T) t.</summary>
    /// <param name="currentUa">Current in uA.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <returns>The energy in pJ: uA² ohm ns are 1e-21 J.</returns>
    public double ParallelPulsePj(double currentUa, double pulseNs) =>
        currentUa * currentUa * 1e-9 * (ParallelOhm + TransistorOhm) * pulseNs;

    /// <summary>Current through the cell at a voltage.</summary>
    /// <param name="cellVoltageV">Voltage over junction and transistor in V.</param>
    /// <param name="cosine">Cosine of the angle between the layers.</param>
    /// <returns>The current in A.</returns>
    public double CurrentA(double cellVoltageV, double cosine)
    {
        double voltage = Math.Abs(cellVoltageV);
        if (voltage == 0)
            return 0;
        double junction = Brent.FindRoot(
            v => v + v * ConductanceS(v, cosine) * TransistorOhm - voltage, 0, voltage, Accuracy * voltage, 200);
        return Math.Sign(cellVoltageV) * junction * ConductanceS(junction, cosine);
    }

    /// <summary>Conductance of the junction alone.</summary>
    /// <param name="junctionVoltageV">Voltage over the junction in V.</param>
    /// <param name="cosine">Cosine of the angle between the layers.</param>
    /// <returns>The conductance in S.</returns>
    public double ConductanceS(double junctionVoltageV, double cosine)
    {
        double bias = junctionVoltageV / TmrHalfBiasV;
        double antiparallelShare = 1 / (1 + TmrRatio / (1 + bias * bias));
        return (1 + antiparallelShare + (1 - antiparallelShare) * cosine) / (2 * ParallelOhm);
    }

    private double JunctionVoltageV(double currentA, double cosine)
    {
        double current = Math.Abs(currentA);
        if (current == 0)
            return 0;

        // The conductance rises with bias, so the current is monotone in the voltage; the zero-bias resistance bounds it.
        double highest = current / ConductanceS(0, cosine);
        double voltage = Brent.FindRoot(v => v * ConductanceS(v, cosine) - current, 0, highest * (1 + 1e-12), Accuracy * highest, 200);
        return Math.Sign(currentA) * voltage;
    }
}
