using System.Globalization;
using System.Runtime.Intrinsics;
using CycleSim.Device.FokkerPlanck;
using CycleSim.Device.Junction;
using CycleSim.Device.MonteCarlo;
using CycleSim.Device.Writing;

namespace CycleSim.Benchmarks.Device;

/// <summary>
/// Processor time of the device layer: nanoseconds of one step of one trajectory, milliseconds of one Fokker-Planck curve to 10 ns and
/// of the lines of figure 6a. Best of several rounds that alternate over the cases, so that a slow moment of the machine does not fall
/// on one alone.
/// </summary>
internal static class DeviceQuick
{
    private const int Rounds = 7;
    private const int Trajectories = 2048;
    private const double PulseNs = 5;

    private static readonly MagneticTunnelJunction P55 = JunctionLoader.Load("P55");

    public static void Run(TextWriter output)
    {
        (string Name, string Unit, double Units, Action Work)[] cases =
        [
            .. from precision in Enum.GetValues<Precision>()
               from width in new[] { VectorWidth.Bits256, VectorWidth.Bits512 }
               where width == VectorWidth.Bits256 || Vector512.IsHardwareAccelerated
               from scheme in Enum.GetValues<StepScheme>()
               select Steps(precision, width, scheme),
            .. new[] { 1.5, 2, 3, 4, 5 }.Select(Curve),
            ("figure 6a, lines of 3 widths, 46 currents", "ms", 1e-3, Figure6a),
            ("operating point, WER 8.62e-10 in 10 ns", "ms", 1e-3, () => new WriteSolver(P55).AtWerAndPulse(8.62e-10, 10)),
            ("same, 4.92 Ic0: pulse of WER 8e-4", "ms", 1e-3, () => new WriteSolver(P55).AtWerAndCurrent(8e-4, 235.87)),
        ];
        double[] best = [.. cases.Select(_ => double.PositiveInfinity)];
        for (int round = 0; round < Rounds; round++)
            for (int c = 0; c < cases.Length; c++)
                best[c] = Math.Min(best[c], CpuSeconds(cases[c].Work));
        string wide = Vector512.IsHardwareAccelerated ? "measured" : "not available";
        output.WriteLine($"Processor time, best of {Rounds} rounds; 512-bit vectors {wide}.");
        for (int c = 0; c < cases.Length; c++)
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{cases[c].Name,-52}{best[c] / cases[c].Units,9:0.00} {cases[c].Unit}"));
    }

    private static (string Name, string Unit, double Units, Action Work) Steps(Precision precision, VectorWidth width, StepScheme scheme)
    {
        MonteCarloSettings settings = new()
        {
            Precision = precision,
            Width = width,
            Scheme = scheme,
            StepPs = 0.5,
            Trajectories = Trajectories,
            Threads = 1,
        };
        double steps = Trajectories * PulseNs * 1e3 / 0.5;
        string name = $"trajectory step, {precision.ToString().ToLowerInvariant()}, {(width == VectorWidth.Bits256 ? 256 : 512)} bits, "
            + (scheme == StepScheme.Heun ? "Heun" : "rotating frame");
        return (name, "ns", steps * 1e-9, () => MonteCarloSolver.Run(P55, [new(3 * P55.CriticalCurrentA, PulseNs * 1e-9)], settings));
    }

    private static (string Name, string Unit, double Units, Action Work) Curve(double overdrive)
    {
        double currentUa = overdrive * P55.CriticalCurrentA * 1e6;
        double error = new WriteSolver(P55).Curve(currentUa, 10).EstimatedError;
        string name = string.Create(CultureInfo.InvariantCulture, $"WER(t) to 10 ns, {overdrive} Ic0 (estimated error {error:P2})");
        return (name, "ms", 1e-3, () => new WriteSolver(P55).Curve(currentUa, 10));
    }

    private static void Figure6a()
    {
        WriteSolver solver = new(P55);
        double sum = 0;
        for (int k = 0; k < 46; k++)
        {
            SwitchingCurve curve = solver.Curve(0.2 * k * P55.CriticalCurrentA * 1e6, 10);
            foreach (double pulseNs in new[] { 3.0, 5, 10 })
                sum += curve.WriteErrorRate(pulseNs * 1e-9 / P55.CharacteristicTimeS);
        }

        if (!double.IsFinite(sum))
            throw new InvalidOperationException("a rate is no number");
    }

    private static double CpuSeconds(Action work)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }
}
