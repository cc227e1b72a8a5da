using CycleSim.Arrays.Cells;
using CycleSim.Device.Junction;
using CycleSim.Device.MonteCarlo;
using CycleSim.Device.Writing;
using CycleSim.Studies.Heterogeneous;

namespace CycleSim.Studies.Reproduction;

/// <summary>Judges the claims on the magnetic tunnel junction. Everything is measured on the junction files as shipped.</summary>
internal sealed class DeviceJudge(MonteCarloSettings settings, ExtrapolatedWrites extrapolated)
{
    private const double PulseNs = 10;
    // Table I prints 1.0 erg/cm2: the true value may be this much (J/m2) off.
    private const double RoundingJPerM2 = 0.05e-3;

    private static readonly double[] PulsesNs = [2, 3, 5, 10, 20];
    private static readonly double[] EnergyPulsesNs = [3, 4, 5, 7, 10, 15];
    private static readonly double[] Overdrives = [1.5, 2, 2.5, 3, 3.5, 4];

    private readonly MagneticTunnelJunction _table = JunctionLoader.Load("T1");
    private readonly MagneticTunnelJunction _junction = JunctionLoader.Load("P55");

    internal Judgement Judge(Claim claim) => claim.Id switch
    {
        "D1" => Barrier(claim),
        "D2" => Efficiency(claim),
        "D3" => ThermalField(claim),
        "D4" => Onset(),
        "D5" => Slope(claim),
        "D6" => Extrapolation(claim),
        "D7" => WritePoints(claim),
        _ => Energies(),
    };

    private WriteSolver Solver => new(_junction);

    private Judgement Barrier(Claim claim)
    {
        double expected = claim.Expected("barrier_kt");
        double printed = _table.ThermalStability;
        double low = (_table with { InterfacialAnisotropyJPerM2 = _table.InterfacialAnisotropyJPerM2 - RoundingJPerM2 }).ThermalStability;
        double high = (_table with { InterfacialAnisotropyJPerM2 = _table.InterfacialAnisotropyJPerM2 + RoundingJPerM2 }).ThermalStability;
        string measured = Text($"{printed:0.0} kT from the table as printed; {low:0} to {high:0} kT within the rounding of its anisotropy");
        string why = Text($"The barrier is a difference of two large terms: 5 % of the anisotropy move it from {low:0} to {high:0} kT. ") +
            Text($"Junction P55, used for all else, has the anisotropy {_junction.InterfacialAnisotropyJPerM2 * 1e3:0.000} erg/cm2 ") +
            Text($"and {_junction.ThermalStability:0.00} kT.");
        return Math.Abs(printed / expected - 1) <= 0.02 ? new(Verdict.Holds, measured, why)
            : new(low <= expected && expected <= high ? Verdict.HoldsInPart : Verdict.DoesNotHold, measured, why);
    }

    private Judgement Efficiency(Claim claim)
    {
        double measured = _junction.ThermalStability / (_junction.CriticalCurrentA * 1e6);
        string why = "The paper states no spin polarisation; this efficiency stands in for it in the junction's file (at damping " +
            Text($"{_junction.Damping} a torque efficiency of {_junction.SpinTorqueEfficiency:0.0000}). ") +
            "That the model gives it back shows nothing but consistency.";
        return new(
            Math.Abs(measured / claim.Expected("efficiency_kt_per_ua") - 1) < 1e-6 ? Verdict.Given : Verdict.DoesNotHold,
            Text($"{measured:0.000} kT/uA, critical current {_junction.CriticalCurrentA * 1e6:0.0} uA"), why);
    }

    /// <summary>
    /// With any other field trajectories would not agree with the Fokker-Planck equation, which knows the temperature alone.
    /// </summary>
    private Judgement ThermalField(Claim claim)
    {
        WriteSolver solver = Solver;
        int inside = 0;
        foreach ((double overdrive, int index) in Overdrives.Select((overdrive, index) => (overdrive, index)))
        {
            double currentUa = overdrive * _junction.CriticalCurrentA * 1e6;
            MonteCarloSettings own = settings with { Seed = settings.Seed + ((ulong)index << 40) };
            IReadOnlyList<MonteCarloSample> samples =
                MonteCarloSolver.Run(_junction, [new(currentUa * 1e-6, PulsesNs[^1] * 1e-9)], own, PulsesNs);
            for (int k = 0; k < PulsesNs.Length; k++)
            {
                double exact = solver.AtCurrentAndPulse(currentUa, PulsesNs[k]).WriteErrorRate;
                inside += exact >= samples[k].Interval.Low && exact <= samples[k].Interval.High ? 1 : 0;
            }
        }

        int all = Overdrives.Length * PulsesNs.Length;
        return new(
            inside >= claim.Expected("share_inside") * all ? Verdict.Holds : Verdict.DoesNotHold,
            Text($"{inside} of {all} error rates of {settings.Trajectories:N0} trajectories have the Fokker-Planck ") +
            "value in their 95 % interval",
            "The trajectories use this field; the Fokker-Planck equation knows the temperature only. A field of another size would heat " +
            "the junction to another temperature.");
    }

    private Judgement Onset()
    {
        WriteSolver solver = Solver;
        double[] onset = [.. PulsesNs.Select(pulse => solver.AtWerAndPulse(0.5, pulse).CurrentUa)];
        double critical = _junction.CriticalCurrentA * 1e6;
        double[] curve = [.. Enumerable.Range(0, 61).Select(k => 1 - solver.AtCurrentAndPulse(critical * k / 10, PulseNs).WriteErrorRate)];
        // Below this, differences are those of the solver and not of the curve.
        const double negligible = 1e-5;
        double[] bends = [.. Enumerable.Range(1, 59).Select(k => curve[k + 1] - 2 * curve[k] + curve[k - 1]).Where(
            bend => Math.Abs(bend) > negligible)];
        int turns = bends.Zip(bends.Skip(1)).Count(pair => Math.Sign(pair.First) != Math.Sign(pair.Second));
        bool sigmoid = curve[0] < 0.01 && curve[^1] > 0.99 && turns == 1
            && Enumerable.Range(1, 60).All(k => curve[k] > curve[k - 1] - negligible);
        bool moves = Enumerable.Range(1, onset.Length - 1).All(k => onset[k] < onset[k - 1]);
        return new(
            sigmoid && moves ? Verdict.Holds : sigmoid || moves ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            $"50 % at {string.Join(", ", onset.Select(current => Text($"{current:0}")))} uA for {string.Join(", ", PulsesNs)} ns",
            Text($"The curve of 10 ns goes from {curve[0]:0.000} to {curve[^1]:0.000} and changes the sign of its ") +
            Text($"curvature {turns} time(s)."));
    }

    private Judgement Slope(Claim claim)
    {
        WriteSolver solver = Solver;
        double critical = _junction.CriticalCurrentA * 1e6;
        double atThreshold = solver.AtCurrentAndPulse(critical, PulseNs).WriteErrorRate;
        double[] rates = [1e-1, 1e-3, 1e-5, 1e-7, 1e-9];
        double[] voltages = [.. rates.Select(rate => solver.AtWerAndPulse(rate, PulseNs).VoltageV)];
        double[] slopes = [.. Enumerable.Range(0, 4).Select(k => Math.Log(rates[k] / rates[k + 1]) / (voltages[k + 1] - voltages[k]))];
        bool near = atThreshold > claim.Expected("near_one");
        double spread = slopes.Max() / slopes.Min();
        bool straight = spread <= claim.Expected("slope_ratio");
        return new(
            near && straight ? Verdict.Holds : near || straight ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            Text($"{atThreshold:0.00} at the critical current; slopes of -ln(WER) from 0.1 to 1e-9: ") +
            Text($"{string.Join(", ", slopes.Select(slope => Text($"{slope:0}")))} per V"),
            Text($"10 ns. The slope grows by a factor of {spread:0.00} over eight decades: the line bends, so a straight one through ") +
            "large rates overstates the voltage of small ones.");
    }

    private Judgement Extrapolation(Claim claim)
    {
        WerExtrapolation line = extrapolated.Line;
        return ExtrapolationOf(
            claim, settings.Trajectories, line.Fitted.Min(point => point.Sample.WriteErrorRate),
            line.CurrentOf(DeviceWritePoints.BaseWriteErrorRate).CurrentUa,
            Solver.AtWerAndPulse(DeviceWritePoints.BaseWriteErrorRate, PulseNs).CurrentUa);
    }

    /// <summary>Judges what trajectories resolved, and how far the line through it is from the exact current.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="trajectories">Trajectories at each current.</param>
    /// <param name="smallest">The smallest rate that was seen often enough for a line.</param>
    /// <param name="lineUa">The line's current for the baseline's rate.</param>
    /// <param name="exactUa">The Fokker-Planck equation's.</param>
    internal static Judgement ExtrapolationOf(Claim claim, long trajectories, double smallest, double lineUa, double exactUa)
    {
        double off = lineUa / exactUa - 1;
        double decades = Math.Abs(Math.Log(smallest / claim.Expected("resolved_rate")));
        bool resolved = decades <= Math.Log(claim.Expected("resolved_factor"));
        bool close = Math.Abs(off) <= claim.Expected("line_tolerance");
        return new(
            resolved && close ? Verdict.Holds : resolved || close ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            Text($"{trajectories:N0} trajectories saw {smallest:0.#e+0} ten times, enough for a line; the ") +
            Text($"line's current for the baseline is {off:+0.0 %;-0.0 %} off"),
            Text($"The line says {lineUa:0.0} uA, the Fokker-Planck equation {exactUa:0.0} uA at the baseline's rate in 10 ns. ") +
            "All else here uses the latter, unless it says so.");
    }

    private Judgement WritePoints(Claim claim)
    {
        WriteSolver solver = Solver;
        JunctionWritePoint safe = solver.AtWerAndPulse(DeviceWritePoints.BaseWriteErrorRate, PulseNs);
        JunctionWritePoint cheap = solver.AtWerAndPulse(DeviceWritePoints.RelaxedWriteErrorRate, PulseNs);
        MonteCarloSample sample = MonteCarloSolver.Run(_junction, [new(cheap.CurrentUa * 1e-6, PulseNs * 1e-9)], settings)[^1];
        bool agrees = sample.Interval.Low <= cheap.WriteErrorRate && cheap.WriteErrorRate <= sample.Interval.High;
        bool asked = safe.WriteErrorRate == claim.Expected("base_rate") && cheap.WriteErrorRate == claim.Expected("relaxed_rate");
        return new(
            asked && agrees ? Verdict.Given : Verdict.DoesNotHold,
            Text($"{safe.CurrentUa:0.0} uA, {safe.VoltageV:0.000} V and {cheap.CurrentUa:0.0} uA, {cheap.VoltageV:0.000} V in 10 ns; ") +
            Text($"{sample.Remaining} errors in {sample.Trajectories:N0} trajectories at the second"),
            Text($"The two rates are what the write points are solved for, so they are inputs; {cheap.WriteErrorRate:0.#e+0} is ") +
            Text($"{(agrees ? "" : "not ")}in the 95 % interval {sample.Interval.Low:0.0e+0} to ") +
            Text($"{sample.Interval.High:0.0e+0} of the trajectories."));
    }

    private Judgement Energies()
    {
        WriteSolver solver = Solver;
        double[] rates = [1e-2, 1e-4, 1e-6, 1e-8];
        JunctionWritePoint[] points = [.. rates.Select(rate => solver.AtWerAndPulse(rate, PulseNs))];
        bool tradesOff = Enumerable.Range(1, 3)
            .All(k => points[k].VoltageV > points[k - 1].VoltageV && Mean(points[k]) > Mean(points[k - 1]));
        double[] energies = [.. EnergyPulsesNs.Select(pulse => Mean(solver.AtWerAndPulse(DeviceWritePoints.RelaxedWriteErrorRate, pulse)))];
        int least = Array.IndexOf(energies, energies.Min());
        bool shorter = least == energies.Length - 1 && Enumerable.Range(1, energies.Length - 1).All(k => energies[k] < energies[k - 1]);
        return new(
            tradesOff && shorter ? Verdict.Holds : tradesOff || shorter ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            $"{string.Join(", ", energies.Select(energy => Text($"{energy:0.00}")))} pJ a bit for the cheap rate in " +
            $"{string.Join(", ", EnergyPulsesNs)} ns",
            Text($"At 10 ns, rates of 1e-2 to 1e-8 take {Mean(points[0]):0.00} to {Mean(points[^1]):0.00} pJ. The pulse that takes ") +
            Text($"the minimum is {EnergyPulsesNs[least]} ns; ") +
            (shorter
                ? "shorter ones take more."
                : "shorter ones take more, and longer ones too, because current cannot fall below its critical value."));
    }

    private static double Mean(JunctionWritePoint point) => (point.EnergyPjParallel + point.EnergyPjAntiparallel) / 2;

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
