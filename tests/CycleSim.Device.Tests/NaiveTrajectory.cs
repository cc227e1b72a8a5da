using CycleSim.Device.Junction;
using CycleSim.Device.MonteCarlo;

namespace CycleSim.Device.Tests;

/// <summary>
/// The equation of motion written down as it stands in textbooks, one trajectory, no vectors: what the kernel must agree with.
/// </summary>
internal sealed class NaiveTrajectory(
    MagneticTunnelJunction junction, double currentA, double fieldT, double stepS, ulong seed, uint number)
{
    private readonly double _moment = junction.SaturationMagnetisationAPerM * junction.VolumeM3;

    internal double[] M { get; private set; } = [0, 0, 1];

    internal void Start(Magnetisation m) => M = [m.X, m.Y, m.Z];

    internal void Run(int steps)
    {
        double sigma = Math.Sqrt(
            2 * junction.Damping * PhysicalConstants.Boltzmann * junction.TemperatureK
            / (PhysicalConstants.GyromagneticRatio * _moment * stepS));
        for (int step = 0; step < steps; step++)
        {
            double[] thermal = [.. Enumerable.Range(0, 3).Select(component => sigma * Normal(3 * step + component))];
            double[] first = Rate(M, thermal);
            double[] predicted = [.. M.Zip(first, (m, rate) => m + stepS * rate)];
            double[] second = Rate(predicted, thermal);
            double[] next = [.. Enumerable.Range(0, 3).Select(k => M[k] + stepS * (first[k] + second[k]) / 2)];
            double length = Math.Sqrt(next.Sum(value => value * value));
            M = [.. next.Select(value => value / length)];
        }
    }

    private double Normal(int index)
    {
        (uint w0, uint w1, uint w2, uint w3) = Philox.Block(seed, RandomPurpose.ThermalField, number, (uint)(index / 4));
        (double first, double second) = index % 4 < 2 ? RandomNumberTests.Exact(w0, w1) : RandomNumberTests.Exact(w2, w3);
        return index % 2 == 0 ? first : second;
    }

    private double[] Rate(double[] m, double[] thermal)
    {
        double gamma = PhysicalConstants.GyromagneticRatio;
        double alpha = junction.Damping;
        double torque = PhysicalConstants.ReducedPlanck * junction.SpinTorqueEfficiency * currentA
            / (2 * PhysicalConstants.ElementaryCharge * _moment);
        double[] field = [thermal[0], thermal[1], thermal[2] + junction.AnisotropyFieldT * m[2] + fieldT];
        double[] p = [0, 0, 1];
        double[] mb = Cross(m, field);
        double[] mmb = Cross(m, mb);
        double[] mp = Cross(m, p);
        double[] mmp = Cross(m, mp);
        return [.. Enumerable.Range(0, 3).Select(k =>
            gamma / (1 + alpha * alpha) * (-mb[k] - alpha * mmb[k] + torque * mmp[k] - alpha * torque * mp[k]))];
    }

    private static double[] Cross(double[] a, double[] b) =>
        [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
