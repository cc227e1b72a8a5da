using CsCheck;
using CycleSim.Arrays.Models;
using CycleSim.Properties;

namespace CycleSim.Arrays.Tests.Models;

public class WriteEnergyTests
{
    private static readonly WriteEnergy Mram = new(100, 0.5, 1, 3, 512);

    [Fact]
    public void A_write_is_the_sum_of_its_bits()
    {
        BitTransitions bits = new(10, 20, 200, 282);
        Assert.Equal(512, bits.Bits);
        Assert.Equal(100 + 512 * 0.5 + 292 * 3 + 220 * 1, Mram.DrivingAll(bits), 1e-9);
        Assert.Equal(100 + 30 * 0.5 + 10 * 3 + 20 * 1, Mram.DrivingChanges(bits), 1e-9);
        Assert.Equal(Mram.WholeAccessPj, Mram.DrivingAll(new(512, 0, 0, 0)), 1e-9);
        Assert.Equal(100, Mram.DrivingChanges(new(0, 0, 256, 256)));
    }

    [Fact]
    [Trait("kind", "property")]
    public void Driving_only_changes_never_costs_more_and_nothing_more_than_the_reported_energy() =>
        Gen.Select(Gen.Int[0, 512], Gen.Int[0, 512], Gen.Int[0, 512]).ForAll((a, b, c) =>
        {
            int[] cuts = [.. new[] { a, b, c }.Order()];
            BitTransitions bits = new(cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1], 512 - cuts[2]);
            Assert.True(Mram.DrivingChanges(bits) <= Mram.DrivingAll(bits) + 1e-9);
            Assert.True(Mram.DrivingAll(bits) <= Mram.WholeAccessPj + 1e-9);
        });

    [Fact]
    public void A_design_reports_the_energy_of_its_parts()
    {
        ArrayDesign design = new CircuitModel(TestSpecs.Mram).DesignAt(3_000_000);
        Assert.Equal(design.Metrics.WriteEnergyPj, design.Write.WholeAccessPj);
        Assert.Equal(1.6, design.Write.SetPj, 1e-12);
        Assert.True(design.Write.FixedPj > 0 && design.Write.LinePjPerBit > 0);
    }
}
