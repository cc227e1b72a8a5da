using CsCheck;
using CycleSim.Device.Junction;
using CycleSim.Platform;
using CycleSim.Properties;

namespace CycleSim.Device.Tests;

public sealed class JunctionTests
{
    public static IEnumerable<object[]> Statics =>
        AcceptancePoints.Of("static").Select(row => new object[] { row.Text("device"), row.Text("quantity"), row.Number("value") });

    [Theory]
    [MemberData(nameof(Statics))]
    public void Reference_figures_of_the_pillars(string device, string quantity, double expected)
    {
        JunctionShape shape = device.StartsWith("square", StringComparison.Ordinal) ? JunctionShape.Square : JunctionShape.Circle;
        double size = double.Parse(device[6..], System.Globalization.CultureInfo.InvariantCulture);
        MagneticTunnelJunction junction = TestJunctions.TableOne(shape, size, size);
        (double actual, double tolerance) = quantity switch
        {
            "Nz" => (junction.Demagnetisation.Z, 1e-9),
            "Hk" => (junction.AnisotropyFieldOe, 1e-6 * expected),
            "Ic0" => (junction.CriticalCurrentA * 1e6, 1e-6 * expected),
            _ => (junction.ThermalStability, 1e-6 * expected),
        };
        Assert.InRange(actual, expected - tolerance, expected + tolerance);
    }

    /// <summary>Values from Aharoni's formula and from the average over the ellipse's angle, computed by another program.</summary>
    [Theory]
    [InlineData(JunctionShape.Rectangle, 30, 60, 179967.8347817)]
    [InlineData(JunctionShape.Rectangle, 60, 30, 179967.8347817)]
    [InlineData(JunctionShape.Ellipse, 30, 60, 180563.8498201)]
    [InlineData(JunctionShape.Ellipse, 60, 30, 180563.8498201)]
    public void The_barrier_is_crossed_along_the_easier_in_plane_axis(
        JunctionShape shape, double lengthNm, double widthNm, double expectedJPerM3) =>
        Assert.Equal(expectedJPerM3, TestJunctions.TableOne(shape, lengthNm, widthNm).EffectiveAnisotropyJPerM3, 1e-4);

    [Fact]
    public void The_default_has_the_figures_that_its_description_states()
    {
        MagneticTunnelJunction p55 = TestJunctions.P55;
        Assert.Equal(55, p55.ThermalStability, 1e-6);
        Assert.Equal(0.309941612, p55.AnisotropyFieldT, 1e-8);
        Assert.Equal(47.8261, p55.CriticalCurrentA * 1e6, 1e-4);
        Assert.Equal(3.053935, p55.CharacteristicTimeS * 1e9, 1e-6);
        Assert.Equal(0.173679, p55.SpinTorqueEfficiency, 1e-6);
        Assert.Equal(3265, p55.Resistance.ParallelOhm, 0.5);
    }

    [Theory]
    [InlineData("p55")]
    [InlineData("P55")]
    [InlineData("t1")]
    [InlineData("T1")]
    public void Presets_are_found_in_any_case(string name) =>
        Assert.Equal(name, JunctionLoader.Load(name).Name, ignoreCase: true);

    [Theory]
    [InlineData(20, 60, 2, 0.8526389067)]
    [InlineData(50, 50, 1.5, 0.918973481)]
    public void Aharoni_reference_prisms(double x, double y, double z, double expected) =>
        Assert.Equal(expected, DemagnetisingFactors.OfPrism(x, y, z).Z, 1e-9);

    [Fact]
    [Trait("kind", "property")]
    public void Factors_add_up_to_one_and_follow_their_axes() => Gen.Double[1, 50].Array[3].ForAll(edges =>
    {
        foreach (Func<double, double, double, DemagnetisingFactors> body in
            new[] { DemagnetisingFactors.OfPrism, DemagnetisingFactors.OfEllipticCylinder })
        {
            DemagnetisingFactors n = body(edges[0], edges[1], edges[2]);
            DemagnetisingFactors turned = body(edges[1], edges[0], edges[2]);
            Assert.Equal(1, n.X + n.Y + n.Z, 1e-9);
            Assert.Equal(n.X, turned.Y, 1e-9);
            Assert.Equal(n.Z, turned.Z, 1e-9);
            Assert.True(edges[0] == edges[1] || edges[0] < edges[1] == n.X > n.Y);
            Assert.InRange(n.Z, 0, 1);
        }
    }, cases: 300);

    [Fact]
    public void A_cube_has_equal_factors() => Assert.Equal(1 / 3.0, DemagnetisingFactors.OfPrism(7, 7, 7).Z, 1e-12);

    [Fact]
    public void A_long_elliptic_cylinder_approaches_the_infinite_one()
    {
        // Infinite elliptic cylinder: Nx = b / (a + b).
        DemagnetisingFactors n = DemagnetisingFactors.OfEllipticCylinder(3, 1, 1e5);
        Assert.Equal(0.25, n.X, 1e-4);
        Assert.Equal(0.75, n.Y, 1e-4);
    }

    [Fact]
    public void The_circular_cylinder_agrees_with_the_integral_over_wave_numbers()
    {
        // Nz = (2 / s) times the integral of J1(q)² / q² (1 - exp(-q s)) dq with s = thickness / radius, of which 4 / (3 pi) is known.
        const double s = 2 / 35.0;
        double rest = MathNet.Numerics.Integrate.DoubleExponential(q => q == 0
            ? 0.25
            : Math.Pow(MathNet.Numerics.SpecialFunctions.BesselJ(1, q) / q, 2) * Math.Exp(-q * s), 0, 200, 1e-10)
            + MathNet.Numerics.Integrate.DoubleExponential(q =>
                Math.Pow(MathNet.Numerics.SpecialFunctions.BesselJ(1, q) / q, 2) * Math.Exp(-q * s), 200, 600, 1e-12);
        double expected = 2 / s * (4 / (3 * Math.PI) - rest);
        Assert.Equal(expected, DemagnetisingFactors.OfEllipticCylinder(35, 35, 1).Z, 1e-5);
    }

    [Theory]
    [InlineData("\"thickness_nm\": 1.0", "\"thickness_nm\": -1", "thickness_nm = -1")]
    [InlineData("\"damping\": 0.006", "\"damping\": 0", "damping = 0")]
    [InlineData("0.984820876e-3", "0.5e-3", "above 0.00079")]
    [InlineData("0.984820876e-3", "0.801e-3", "allowed: 5 to 500")]
    [InlineData("\"length_nm\": 35", "\"length_nm\": 35, \"width_nm\": 36", "width_nm = 36")]
    [InlineData("\"stability_per_critical_current_per_ua\": 1.15", "\"stability_per_critical_current_per_ua\": 50", "up to 1")]
    [InlineData("\"stability_per_critical_current_per_ua\": 1.15,", "", "exactly one")]
    [InlineData("\"torque\": \"constant\"", "\"torque\": \"other\"", "allowed: constant, slonczewski")]
    [InlineData("\"tmr_percent\"", "\"tmr_procent\"", "tmr_percent")]
    public void Nonsense_is_refused(string oldText, string newText, string message)
    {
        InputException problem = Assert.Throws<InputException>(() =>
            JunctionLoader.Read(TestJunctions.Edited(oldText, newText)));
        Assert.StartsWith("edited.json(", problem.Message, StringComparison.Ordinal);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("kind", "property")]
    public void Cell_current_and_voltage_invert_each_other() =>
        Gen.Select(Gen.Double[1e-6, 1e-3], Gen.Double[-1, 1]).ForAll((current, cosine) =>
        {
            JunctionResistance cell = TestJunctions.P55.Resistance;
            double voltage = cell.CellVoltageV(current, cosine);
            Assert.Equal(current, cell.CurrentA(voltage, cosine), 1e-9 * current);
            Assert.Equal(-voltage, cell.CellVoltageV(-current, cosine), 1e-12);
        }, cases: 500);

    [Fact]
    public void Resistance_at_the_baseline_current_is_that_of_the_reference()
    {
        // 2.37 pJ (P) and 2.92 pJ (AP) at 235.87 uA for 10 ns.
        const double current = 235.87e-6;
        Assert.Equal(2.37, TestJunctions.P55.Resistance.CellVoltageV(current, 1) * current * 1e-8 * 1e12, 0.005);
        Assert.Equal(2.92, TestJunctions.P55.Resistance.CellVoltageV(current, -1) * current * 1e-8 * 1e12, 0.005);
    }
}
