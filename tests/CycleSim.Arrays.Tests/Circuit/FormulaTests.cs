using CsCheck;
using CycleSim.Arrays.Circuit;
using CycleSim.Arrays.Technology;
using CycleSim.Properties;

namespace CycleSim.Arrays.Tests.Circuit;

/// <summary>Formulas against values worked out by hand from the literature's equations.</summary>
public class FormulaTests
{
    private static readonly ProcessNode Node32 = ProcessNodeFactory.Create(32, TransistorKind.Hp, 350);

    [Fact]
    public void A_gate_with_a_step_at_its_input_has_the_delay_of_an_rc()
    {
        double ramp = Ramp.Step;
        Assert.Equal(3e-12 * Math.Log(2), Ramp.Delay(3e-12, 0.7, ref ramp), 1e-24);
        Assert.Equal(0.5 / (3e-12 * Math.Log(2)), ramp, 1);
        Assert.Equal(3e-12 * Math.Log(2), Ramp.StepDelay(3e-12), 1e-27);
    }

    [Fact]
    [Trait("kind", "property")]
    public void A_slower_input_never_makes_a_gate_faster() =>
        Gen.Select(Gen.Double[1e-13, 1e-9], Gen.Double[0, 2], Gen.Double[1e8, 1e13], Gen.Double[1.01, 100]).ForAll(
            (tau, beta, slow, faster) =>
            {
                (double slowRamp, double fastRamp) = (slow, slow * faster);
                Assert.True(Ramp.Delay(tau, beta, ref slowRamp) >= Ramp.Delay(tau, beta, ref fastRamp));
                Assert.True(slowRamp <= fastRamp);
            });

    [Fact]
    public void Transistors_of_a_tabulated_node_are_those_of_the_table()
    {
        Assert.Equal(0.9, Node32.VddV, 1e-12);
        Assert.Equal(1.49 * 0.9 / 1715.7, Node32.NmosOhmM, 1e-12);
        Assert.Equal(1.2 * 6.42e-10 + 3 * 1.6e-10, Node32.GateCapFPerM, 1e-18);
        Assert.Equal(1.18, Node32.OffNmosAPerM, 1e-12);
        Assert.Equal(1e-3 / Math.Sqrt(1 + 0.9 / 0.9), Node32.JunctionCapFPerM2, 1e-12);
    }

    [Fact]
    public void At_28_nm_transistors_lie_six_tenths_of_the_way_from_22_to_32_nm()
    {
        var process = ProcessNodeFactory.Create(28, TransistorKind.Hp, 355);
        double on22 = (1930.7 + 1910.5) / 2;
        double on32 = (1715.7 + 1701.7) / 2;
        Assert.Equal(0.4 * on22 + 0.6 * on32, process.OnNmosAPerM, 1e-9);
        double off22 = 3.93e6 * (2.69e-7 + 5.32e-7) / 2;
        double off32 = (1.18 + 1.25) / 2;
        Assert.Equal(Math.Pow(off22, 0.4) * Math.Pow(off32, 0.6), process.OffNmosAPerM, 1e-9);
        Assert.Equal(0.4 * 2 + 0.6 * 2.41, process.PnRatio, 1e-12);
        Assert.Equal(1.45e-9, process.CurrentSense.LatencyS, 1e-15);
        Assert.Equal(1.07e-9, ProcessNodeFactory.Create(31, TransistorKind.Hp, 355).CurrentSense.LatencyS, 1e-15);
    }

    [Fact]
    public void A_wire_has_the_resistance_and_capacitance_of_its_cross_section()
    {
        // Global wire at 32 nm: pitch 256 nm, aspect ratio 2.34, dielectric 2.82, 420 nm to the next layer, 2.5e-8 ohm m at 293 K.
        const double Width = 128e-9;
        double resistance = 2.5e-8 * (1 + 0.0039 * 57) / (2.34 * Width * Width);
        double capacitance = 2 * 8.85e-12 * 3.9 * Width / 420e-9 + 2 * 8.85e-12 * 1.5 * 2.82 * 2.34 + 1.15e-10;
        Assert.Equal(resistance, Node32.GlobalAggressive.OhmPerM, 1e-6 * resistance);
        Assert.Equal(capacitance, Node32.GlobalAggressive.FPerM, 1e-6 * capacitance);
        (double latency, double energy, double leakage) = new Wire(Node32, Node32.GlobalAggressive, WireDrive.Unrepeated, 0.1).At(1e-3);
        Assert.Equal(2.3 * resistance * capacitance * 1e-6 / 2, latency, 1e-15);
        Assert.Equal(capacitance * 1e-3 * 0.81, energy, 1e-18);
        Assert.Equal(0, leakage);
    }

    [Fact]
    public void Repeaters_make_delay_linear_and_pay_off_on_long_wires_only()
    {
        Wire plain = new(Node32, Node32.GlobalAggressive, WireDrive.Unrepeated, 0.1);
        Wire repeated = new(Node32, Node32.GlobalAggressive, WireDrive.Repeated, 0.1);
        Assert.Equal(10 * repeated.At(1e-3).Latency, repeated.At(1e-2).Latency, 1e-15);
        Assert.Equal(100 * plain.At(1e-3).Latency, plain.At(1e-2).Latency, 1e-15);
        Assert.True(repeated.At(1e-5).Latency > plain.At(1e-5).Latency);
        Assert.True(repeated.At(1e-2).Latency < plain.At(1e-2).Latency);
        Assert.True(repeated.At(1e-2).Energy > plain.At(1e-2).Energy);
        Assert.True(repeated.At(1e-2).Leakage > 0);
    }

    [Fact]
    public void Folding_a_transistor_keeps_it_within_its_region()
    {
        double f = Node32.FeatureM;
        (double height, double width) = Gate.Inverter(100 * f, 0).Layout(Node32, 40 * f);
        Assert.Equal(40 * f, height, 1e-15);
        Assert.Equal((5 + 3 + 2 * 1.5) * f, width, 1e-15);
        (height, width) = Gate.Inverter(10 * f, 0).Layout(Node32, 40 * f);
        Assert.Equal(10 * f, height, 1e-15);
        Assert.Equal(6 * f, width, 1e-15);
    }

    [Fact]
    public void A_tree_takes_each_bit_to_where_it_belongs()
    {
        StoredArray words = new(1 << 12, 512, 0, IsTag: false);
        for (int rows = 1; rows <= 64; rows *= 2)
        {
            for (int columns = 1; columns <= 128; columns *= 2)
            {
                BankShape bank = new(rows, columns, 1, columns, new MatShape(2, 2, 2, 2));
                Htree tree = Htree.Route(bank, words)!;
                Assert.Equal(512 / columns, tree.MatDistributedBits);
                Assert.Equal(12 - int.Log2(rows), tree.MatAddressBits);
            }
        }

        Assert.Null(Htree.Route(new BankShape(512, 1, 1, 1, new MatShape(2, 2, 2, 2)), words with { Sets = 16 }));
    }

    [Fact]
    public void The_cell_that_its_transistor_limits_has_three_times_its_width_and_one()
    {
        Assert.Equal(27, Cells.MramCell.TransistorLimitedAreaF2(8));
        Cells.MramCell cell = new(45.9, 0.96, 8, 3000, 6000, 80e-6);
        Assert.Equal(6.638, cell.HeightF, 1e-3);
        Assert.Equal(6.915, cell.WidthF, 1e-3);
    }
}
