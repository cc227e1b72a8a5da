using CsCheck;
using CycleSim.Device.FokkerPlanck;
using CycleSim.Device.Junction;
using CycleSim.Properties;
using CycleSim.Reference;

namespace CycleSim.Device.Tests;

public sealed class FokkerPlanckTests
{
    private const double P55 = 55;

    public static IEnumerable<object[]> Currents => ReferenceFile.Table("device/fp_reference.csv")
        .Select(row => (row.Text("device"), row.Text("i_over_Ic0"))).Distinct().Select(pair => new object[] { pair.Item1, pair.Item2 });

    public static IEnumerable<object[]> General => AcceptancePoints.Of("fp-general").Select(row => new object[]
    {
        AcceptancePoints.Parameter(row, "Delta"), AcceptancePoints.Parameter(row, "H/Hk"), AcceptancePoints.Parameter(row, "i"),
        AcceptancePoints.Parameter(row, "tau"), row.Number("value"),
    });

    [Theory]
    [MemberData(nameof(Currents))]
    public void Every_reference_point_of_a_current_is_met(string device, string overdrive)
    {
        MagneticTunnelJunction junction = JunctionLoader.Load(device);
        ReferenceRow[] rows = [.. ReferenceFile.Table("device/fp_reference.csv")
            .Where(row => row.Text("device") == device && row.Text("i_over_Ic0") == overdrive)];
        ReducedDrive drive = new(rows[0].Number("i_over_Ic0"));
        SwitchingCurve curve = SwitchingSolver.Solve(junction.ThermalStability, [new(drive, rows.Max(row => row.Number("tau")))]);
        foreach (ReferenceRow row in rows)
        {
            double expected = row.Number("WER_end");
            double error = curve.WriteErrorRate(row.Number("tau")) / expected - 1;

            // The requirement is 0.5 % (1 % below 1e-12); the solver does better, and should keep doing so.
            Assert.True(Math.Abs(error) < (expected < 1e-12 ? 2e-3 : 1e-3), $"t = {row.Text("t_ns")} ns: off by {error:P3}");
        }

        ReferenceRow last = rows.MaxBy(row => row.Number("tau"))!;
        Assert.Equal(last.Number("mz_mean"), curve.End.MeanZ, 1e-5);
    }

    [Theory]
    [InlineData("P55", "2.0")]
    [InlineData("T1", "1.4")]
    [InlineData("P55", "4.5")]
    public void Relaxation_after_the_pulse_settles_what_is_left_on_the_barrier(string device, string overdrive)
    {
        foreach (ReferenceRow row in ReferenceFile.Table("device/fp_reference.csv")
            .Where(row => row.Text("device") == device && row.Text("i_over_Ic0") == overdrive))
        {
            ReducedSegment pulse = new(new(row.Number("i_over_Ic0")), row.Number("tau"));
            double relaxed = SwitchingSolver.Solve(
                JunctionLoader.Load(device).ThermalStability, [pulse, new(new(0), 8)]).End.Remaining;
            Assert.Equal(1, relaxed / row.Number("WER_relaxed"), 5e-3);
        }
    }

    [Theory]
    [MemberData(nameof(General))]
    public void Other_barriers_and_fields(double stability, double field, double overdrive, double time, double expected) =>
        Assert.Equal(1, SwitchingSolver.Solve(stability, [new(new(overdrive, field), time)]).End.Remaining / expected, 5e-4);

    [Fact]
    [Trait("kind", "property")]
    public void Probability_is_conserved_and_falls_at_the_rate_of_the_flux() =>
        Gen.Select(Gen.Double[20, 120], Gen.Double[0, 8], Gen.Double[-0.3, 0.3], Gen.Double[0.1, 4])
            .ForAll((stability, overdrive, field, time) =>
        {
            SwitchingCurve curve = SwitchingSolver.Solve(stability, [new(new(overdrive, field), time)]);
            double fallen = 0;
            for (int n = 1; n < curve.Nodes.Count; n++)
            {
                Assert.Equal(1, curve.Nodes[n].Remaining + curve.Nodes[n].Switched, 2e-3);
                fallen += (curve.Nodes[n].Time - curve.Nodes[n - 1].Time) * (curve.Nodes[n].Flux + curve.Nodes[n - 1].Flux) / 2;
            }

            Assert.Equal(1 - curve.End.Remaining, fallen, 5e-3);
        }, cases: 40);

    [Fact]
    public void One_step_keeps_all_probability()
    {
        SphereGrid grid = new(200);
        double[] masses = ThermalState.CellMasses(grid, 40);
        TimeStepper stepper = new(new Generator(grid, 40, new(3)), 0.01);
        for (int step = 0; step < 500; step++)
            stepper.Advance(masses);
        Assert.Equal(1, masses.Sum(), 1e-12);
        Assert.All(masses, mass => Assert.True(mass >= 0));
    }

    [Fact]
    public void The_stepper_agrees_with_a_dense_matrix_exponential()
    {
        const int cells = 24;
        SphereGrid grid = new(cells);
        Generator generator = new(grid, 20, new(2.5));
        var matrix = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(cells, cells);
        for (int k = 0; k < cells; k++)
        {
            matrix[k, k] = -generator.Up[k] - generator.Down[k];
            if (k + 1 < cells)
                matrix[k + 1, k] = generator.Up[k];
            if (k > 0)
                matrix[k - 1, k] = generator.Down[k];
        }

        double[] masses = ThermalState.CellMasses(grid, 20);
        var expected = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.DenseOfArray(masses);
        var small = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseIdentity(cells);
        var term = small;
        for (int order = 1; order < 12; order++)
        {
            term = term * matrix * (1e-4 / order);
            small += term;
        }

        expected = small.Power(5000) * expected;
        TimeStepper stepper = new(generator, 0.5 / 2000);
        for (int step = 0; step < 2000; step++)
            stepper.Advance(masses);
        for (int k = 0; k < cells; k++)
            Assert.Equal(1, masses[k] / expected[k], 2e-4);
    }

    [Fact]
    public void Errors_are_of_second_order_in_cells_and_steps()
    {
        ReducedSegment[] pulse = [new(new(3), 2.5)];
        double exact = SwitchingSolver.Solve(P55, pulse, 1e-4).End.Remaining;
        double Error(int cells, int steps) => Math.Log(SwitchingRun.Solve(P55, pulse, [50], cells, steps)[^1].Remaining / exact);
        Assert.InRange(Error(400, 4) / Error(800, 8), 3.5, 4.5);
        Assert.InRange(Error(800, 8) / Error(1600, 16), 3.5, 4.5);
    }

    [Fact]
    public void A_pulse_in_pieces_is_the_same_pulse()
    {
        double whole = SwitchingSolver.Solve(P55, [new(new(4), 2.4)]).End.Remaining;
        double pieces = SwitchingSolver.Solve(P55, [new(new(4), 0.7), new(new(4), 1.1), new(new(4), 0.6)]).End.Remaining;
        Assert.Equal(1, pieces / whole, 1e-3);
    }

    [Fact]
    public void Without_drive_the_thermal_state_stays()
    {
        SwitchingCurve curve = SwitchingSolver.Solve(40, [new(new(0), 3)], controlled: ControlledProbability.Switched);
        Assert.Equal(ThermalState.MeanZ(40), curve.End.MeanZ, 1e-6);
    }

    [Theory]
    [InlineData(40, 0.9871659089)]
    [InlineData(47.5905, 0.9892603303)]
    [InlineData(55, 0.990735734)]
    [InlineData(70, 0.9927512508)]
    public void Mean_of_the_thermal_state(double stability, double expected) =>
        Assert.Equal(expected, ThermalState.MeanZ(stability), 1e-8);

    [Theory]
    [InlineData(59.4893, 0.0169573689)]
    [InlineData(70, 0.01439160637)]
    public void In_plane_mean_of_the_thermal_state(double stability, double expected) =>
        Assert.Equal(expected, ThermalState.MeanInPlaneSquared(stability), 1e-8);

    [Fact]
    [Trait("kind", "property")]
    public void The_rate_over_time_inverts_the_time_of_a_rate()
    {
        SwitchingCurve curve = SwitchingSolver.Solve(P55, [new(new(4.5), 6)]);
        Gen.Double[-33, -0.01].ForAll(log =>
        {
            double? time = curve.TimeOf(Math.Exp(log));
            Assert.NotNull(time);
            Assert.Equal(log, Math.Log(curve.WriteErrorRate(time.Value)), 1e-8);
        }, cases: 200);
    }

    [Fact]
    [Trait("kind", "property")]
    public void More_current_more_time_and_less_barrier_never_err_more() =>
        Gen.Select(Gen.Double[20, 90], Gen.Double[1.2, 6], Gen.Double[0.5, 3]).ForAll((stability, overdrive, time) =>
        {
            double here = SwitchingSolver.Solve(stability, [new(new(overdrive), time)]).End.Remaining;
            AssertLess(SwitchingSolver.Solve(stability, [new(new(overdrive * 1.05), time)]));
            AssertLess(SwitchingSolver.Solve(stability, [new(new(overdrive), time * 1.05)]));
            AssertLess(SwitchingSolver.Solve(stability * 0.95, [new(new(overdrive), time)]));

            // A pulse too short to switch anything leaves a rate that no double tells from 1.
            void AssertLess(SwitchingCurve curve) => Assert.True(curve.End.Remaining < here || here > 1 - 1e-12);
        }, cases: 20);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(55, 0)]
    [InlineData(55, -1)]
    [InlineData(55, double.PositiveInfinity)]
    public void Nonsense_is_refused(double stability, double duration) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SwitchingSolver.Solve(stability, [new(new(2), duration)]));
}
