using CsCheck;
using CycleSim.Device.FokkerPlanck;
using CycleSim.Device.Junction;
using CycleSim.Device.Retention;
using CycleSim.Device.WriteVerify;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using CycleSim.Properties;
using CycleSim.Reference;

namespace CycleSim.Device.Tests;

public sealed class WritingTests
{
    private static readonly MagneticTunnelJunction P55 = TestJunctions.P55;

    public static IEnumerable<object[]> Points => AcceptancePoints.Of("operating")
        .Select(row => new object[] { row.Text("device"), row.Text("params"), row.Text("quantity") });

    [Theory]
    [MemberData(nameof(Points))]
    public void Reference_operating_points(string device, string parameters, string quantity)
    {
        ReferenceRow row = AcceptancePoints.Of("operating").Single(row => row.Text("device") == device && row.Text("params") == parameters);
        WriteSolver solver = new(JunctionLoader.Load(device));
        double wer = AcceptancePoints.Parameter(row, "WER");
        double actual = quantity == "I_uA"
            ? solver.AtWerAndPulse(wer, AcceptancePoints.Parameter(row, "t")).CurrentUa
            : solver.AtWerAndCurrent(wer, AcceptancePoints.Parameter(row, "I")).PulseNs;
        Assert.Equal(1, actual / row.Number("value"), 2e-4);
    }

    /// <summary>With much damping tau_D is so short that a long, strong pulse has more steps than are solved.</summary>
    [Fact]
    public void A_pulse_with_too_many_steps_is_refused()
    {
        MagneticTunnelJunction damped = P55 with { Damping = 1, InterfacialAnisotropyJPerM2 = 1.5e-3, SpinTorqueEfficiency = 0.5 };
        double currentUa = 90 * damped.CriticalCurrentA * 1e6;
        WriteSolver solver = new(damped);
        string message = Assert.Throws<InputException>(() => solver.AtCurrentAndPulse(currentUa, 1000)).Message;
        Assert.Contains("a pulse of 1000 ns", message, StringComparison.Ordinal);
        Assert.Contains("is too long to be solved; possible: up to ", message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => solver.AtWerAndPulse(1e-9, 1000 * 90));
        Assert.Throws<InputException>(() => new TerminationSolver(damped, currentUa, 1000));
    }

    [Fact]
    public void A_rate_that_is_not_known_well_enough_is_refused()
    {
        DriveModel drive = new(P55, WriteDirection.FromParallel, 0);
        string message = Assert.Throws<InputException>(() => drive.Solve([new(new(1.5), 3)], 1e-14)).Message;
        Assert.Contains("the write error rate of a pulse of ", message, StringComparison.Ordinal);
        Assert.Contains(" only; possible: other pulses or currents", message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("kind", "property")]
    public void Any_two_of_rate_current_and_pulse_give_the_third() =>
        Gen.Select(Gen.Double[-35, -0.05], Gen.Double[1.5, 25], Gen.Enum<DriveMode>(), Gen.Enum<TorqueModel>(), Gen.Enum<WriteDirection>())
            .ForAll((log, pulse, drive, torque, direction) =>
            {
                WriteSolver solver = new(P55 with { Drive = drive, Torque = torque }, direction);
                JunctionWritePoint point = solver.AtWerAndPulse(Math.Exp(log), pulse);
                Assert.Equal(1, solver.AtCurrentAndPulse(point.CurrentUa, pulse).WriteErrorRate / Math.Exp(log), 2e-3);
                Assert.Equal(pulse, solver.AtWerAndCurrent(Math.Exp(log), point.CurrentUa).PulseNs, 2e-3 * pulse);
            }, cases: 12);

    [Fact]
    public void The_baseline_costs_what_the_reference_says()
    {
        JunctionWritePoint point = new WriteSolver(P55).AtWerAndPulse(8.62e-10, 10);
        Assert.Equal(2.37, point.EnergyPjParallel, 0.005);
        Assert.Equal(2.92, point.EnergyPjAntiparallel, 0.005);
        Assert.Equal(point.EnergyPjParallel, point.CurrentUa * point.VoltageV * point.PulseNs * 1e-3, 1e-9);
    }

    [Fact]
    public void Voltage_drive_energy_lies_between_those_of_the_two_states()
    {
        WriteSolver solver = new(P55 with { Drive = DriveMode.Voltage });
        JunctionWritePoint point = solver.AtWerAndPulse(1e-6, 10);
        double parallel = point.VoltageV * P55.Resistance.CurrentA(point.VoltageV, 1) * 1e4;
        double antiparallel = point.VoltageV * P55.Resistance.CurrentA(point.VoltageV, -1) * 1e4;
        Assert.InRange(point.EnergyPjParallel, antiparallel, parallel);
        Assert.InRange(point.EnergyPjAntiparallel, antiparallel, parallel);
    }

    [Fact]
    public void Slonczewski_torque_without_polarisation_is_constant_and_with_it_favours_one_direction()
    {
        MagneticTunnelJunction plain = P55 with { Resistance = P55.Resistance with { TmrRatio = 0 }, Torque = TorqueModel.Slonczewski };
        double constant = new WriteSolver(P55).AtCurrentAndPulse(150, 10).WriteErrorRate;
        Assert.Equal(1, new WriteSolver(plain).AtCurrentAndPulse(150, 10).WriteErrorRate / constant, 1e-9);
        MagneticTunnelJunction polarised = P55 with { Torque = TorqueModel.Slonczewski };
        Assert.True(new WriteSolver(polarised, WriteDirection.FromAntiparallel).AtCurrentAndPulse(150, 10).WriteErrorRate < constant);
        Assert.True(new WriteSolver(polarised, WriteDirection.FromParallel).AtCurrentAndPulse(150, 10).WriteErrorRate > constant);
    }

    [Fact]
    public void Slow_edges_of_equal_area_err_more_than_a_rectangle()
    {
        WriteSolver solver = new(P55);
        double sharp = solver.Solve([new(150e-6, 10e-9)]).End.Remaining;
        double slow = solver.Solve(PulseSegment.Trapezoid(150e-6, 1e-9, 9e-9, 1e-9)).End.Remaining;
        double fine = solver.Solve(PulseSegment.Trapezoid(150e-6, 1e-9, 9e-9, 1e-9, 64)).End.Remaining;
        Assert.InRange(slow / sharp, 0.5, 2);
        Assert.NotEqual(sharp, slow);
        Assert.Equal(1, slow / fine, 5e-3);
    }

    /// <summary>Pulses of more than 50,000 nodes have longer steps later; cut into shorter ones they have even steps.</summary>
    [Theory]
    [InlineData(20, 0.4, 4_000)] // little has switched at the end
    [InlineData(10, 0.35, 4_000)]
    [InlineData(12, 0.48, 4_000)]
    [InlineData(10, -0.05, 4_000)]
    [InlineData(12, 0.4, 16_000)]
    public void Long_pulses_are_those_of_even_steps(double stability, double overdrive, double duration)
    {
        ReducedDrive drive = new(overdrive);
        SwitchingCurve graded = SwitchingSolver.Solve(stability, [new(drive, duration)]);
        int parts = (int)Math.Ceiling(duration / 2_500);
        SwitchingCurve even = SwitchingSolver.Solve(stability, [.. Enumerable.Repeat(new ReducedSegment(drive, duration / parts), parts)]);

        Assert.True(graded.Nodes.Count < even.Nodes.Count);
        Assert.Equal(1, graded.End.Remaining / even.End.Remaining, 1e-3);
        Assert.Equal(1, graded.End.Switched / even.End.Switched, 1e-3);
        Assert.Equal(duration, graded.End.Time, 1e-9 * duration);
        foreach (double share in new[] { 0.3, 0.77, 0.9, 0.97 })
            Assert.Equal(1, graded.WriteErrorRate(share * duration) / even.WriteErrorRate(share * duration), 1e-3);
    }

    [Fact]
    public void Retention_continues_the_solver_where_both_reach()
    {
        foreach ((double stability, double overdrive) in new[] { (10.0, 0.3), (55.0, 0.3), (20.0, 0.0), (30.0, 0.6) })
        {
            ReducedDrive drive = new(overdrive);
            double direct = SwitchingSolver.Solve(stability, [new(drive, 300)], controlled: ControlledProbability.Switched).End.Switched;
            Assert.Equal(1, RetentionSolver.ErrorProbability(stability, drive, 300) / direct, 2e-3);
        }
    }

    [Theory]
    [InlineData(30, 0)]
    [InlineData(55, 0)]
    [InlineData(80, 0.2)]
    public void Retention_rate_agrees_with_the_first_passage_time(double stability, double overdrive)
    {
        // Mean time from z = 1 to the other well by quadrature: double integral of exp(U(z) - U(y)) / ((1 - z²) D).
        double Potential(double z) => -2 * stability * (z * z / 2 - overdrive * z);
        const int points = 20_000;
        double time = 0;
        double weight = 0;
        for (int k = 0; k < points; k++)
        {
            double z = 1 - 2 * (k + 0.5) / points;
            weight += 2.0 / points * Math.Exp(-Potential(z) + Potential(1));
            time += 2.0 / points * weight * Math.Exp(Potential(z) - Potential(1)) * 2 * stability / (1 - z * z);
        }

        const double horizon = 1000;
        double expected = horizon / time;
        Assert.Equal(1, RetentionSolver.ErrorProbability(stability, new(overdrive), horizon) / expected, 0.02);
    }

    [Fact]
    public void After_unlimited_time_both_states_are_equally_likely() =>
        Assert.Equal(0.5, RetentionSolver.ErrorProbability(15, new(0), 1e12), 1e-9);

    [Fact]
    public void A_read_disturbs_more_with_more_current_and_time()
    {
        double before = RetentionSolver.ErrorProbability(P55, 5e-9);
        foreach (double current in new[] { 10e-6, 20e-6, 40e-6 })
        {
            double here = RetentionSolver.ErrorProbability(P55, 5e-9, current);
            Assert.True(here > before);
            Assert.True(RetentionSolver.ErrorProbability(P55, 10e-9, current) > here);
            before = here;
        }
    }

    [Fact]
    public void The_closed_form_is_good_to_the_factor_that_it_states()
    {
        foreach (ReferenceRow row in ReferenceFile.Table("device/fp_reference.csv")
            .Where(row => row.Number("WER_end") is < 0.1 and > 1e-15))
        {
            MagneticTunnelJunction junction = JunctionLoader.Load(row.Text("device"));
            if (row.Number("i_over_Ic0") <= 1.2)
                continue;
            double closed = ClosedForm.WriteErrorRate(junction.ThermalStability, row.Number("i_over_Ic0"), row.Number("tau"));
            Assert.InRange(closed / row.Number("WER_end"), 0.6, 4);
        }
    }

    [Theory]
    [InlineData(0, 10, "allowed: 1E-18 to below 1")]
    [InlineData(1, 10, "allowed: 1E-18 to below 1")]
    [InlineData(double.NaN, 10, "allowed: 1E-18 to below 1")]
    [InlineData(1e-6, 0, "allowed: 0.01 to 1000 ns")]
    [InlineData(1e-6, -1, "allowed: 0.01 to 1000 ns")]
    [InlineData(1e-6, double.NaN, "allowed: 0.01 to 1000 ns")]
    [InlineData(1e-9, 0.1, "possible: pulses from 0.4")]
    public void Impossible_points_are_refused_with_what_is_possible(double wer, double pulseNs, string message) =>
        Assert.Contains(
            message,
            Assert.Throws<InputException>(() => new WriteSolver(P55).AtWerAndPulse(wer, pulseNs)).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData(1e-9, 20)]
    [InlineData(1e-9, 0)]
    [InlineData(1e-9, -100)]
    public void A_current_that_never_switches_is_refused_with_one_that_does(double wer, double currentUa) => Assert.Contains(
        "possible: from 41.3", Assert.Throws<InputException>(() => new WriteSolver(P55).AtWerAndCurrent(wer, currentUa)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_field_beyond_the_anisotropy_is_refused() =>
        Assert.Throws<InputException>(() => new WriteSolver(P55, WriteDirection.FromParallel, -0.4));
}
