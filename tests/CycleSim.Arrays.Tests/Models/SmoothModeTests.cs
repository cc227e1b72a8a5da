using CsCheck;
using CycleSim.Arrays.Models;
using CycleSim.Arrays.Technology;
using CycleSim.Properties;

namespace CycleSim.Arrays.Tests.Models;

public class SmoothModeTests
{
    private static readonly Func<MemoryMetrics, double>[] Metrics =
    [
        metrics => metrics.AreaMm2, metrics => metrics.ReadLatencyNs, metrics => metrics.WriteLatencyNs, metrics => metrics.ReadEnergyPj,
        metrics => metrics.WriteEnergyPj, metrics => metrics.LeakageMw,
    ];

    public static TheoryData<string, TransistorKind, bool, MemoryOrganisation> Variants
    {
        get
        {
            TheoryData<string, TransistorKind, bool, MemoryOrganisation> variants = [];
            foreach (string cell in new[] { "sram", "stt-mram" })
                foreach (TransistorKind kind in Enum.GetValues<TransistorKind>())
                    foreach (bool repeated in new[] { false, true })
                        variants.Add(cell, kind, repeated, kind == TransistorKind.Hp ? MemoryOrganisation.Cache : MemoryOrganisation.Ram);
            return variants;
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Area_and_leakage_never_fall_with_capacity(string cell, TransistorKind kind, bool repeated, MemoryOrganisation organisation)
    {
        CircuitModel model = new((cell == "sram" ? TestSpecs.Sram : TestSpecs.Mram).Smooth() with
        {
            Transistors = kind,
            Wires = repeated ? WireKind.Repeated : WireKind.Unrepeated,
            Organisation = organisation,
        });
        MemoryMetrics before = model.At(32 << 10);
        for (double capacity = 32 << 10; capacity <= 1 << 30; capacity *= 1.07)
        {
            MemoryMetrics now = model.At((long)capacity);
            Assert.True(now.AreaMm2 >= before.AreaMm2, $"area at {capacity}");
            Assert.True(now.LeakageMw >= before.LeakageMw, $"leakage at {capacity}");
            before = now;
        }
    }

    [Theory]
    [InlineData("sram", 1 << 20)]
    [InlineData("stt-mram", 3_000_000)]
    public void Nothing_jumps_between_nodes(string cell, long capacity)
    {
        CircuitSpec spec = (cell == "sram" ? TestSpecs.Sram : TestSpecs.Mram).Smooth() with { Organisation = MemoryOrganisation.Ram };
        MemoryMetrics At(double node) => new CircuitModel(spec with { NodeNm = node }).At(capacity);
        foreach (double node in new[] { 22, 24, 27.99, 28, 31, 31.999, 32, 32.001, 40, 44.5, 45, 50, 64 })
        {
            // A step of a millionth of a nanometre changes nothing by more than its share; a jump would be per cents.
            (MemoryMetrics here, MemoryMetrics beside) = (At(node), At(node + 1e-6));
            Assert.All(Metrics, metric => Assert.InRange(Math.Abs(Math.Log(metric(beside) / metric(here))), 0, 1e-6));
        }
    }

    [Fact]
    public void Tabulated_nodes_and_powers_of_two_are_those_of_the_compatible_mode()
    {
        foreach (double node in new[] { 22.0, 32, 45, 65 })
        {
            CircuitSpec spec = TestSpecs.Sram with { NodeNm = node };
            MemoryMetrics compatible = new CircuitModel(spec).At(16 << 20);
            MemoryMetrics smooth = new CircuitModel(spec.Smooth()).At(16 << 20);
            Assert.Equal(compatible.ReadLatencyNs, smooth.ReadLatencyNs);
            Assert.Equal(compatible.ReadEnergyPj, smooth.ReadEnergyPj);
        }
    }

    [Fact]
    public void Halfway_between_two_nodes_in_the_logarithm_is_the_geometric_mean()
    {
        MemoryMetrics At(double node) => new CircuitModel(TestSpecs.Mram.Smooth() with { NodeNm = node }).At(1 << 20);
        MemoryMetrics middle = At(Math.Sqrt(32 * 45));
        Assert.Equal(Math.Sqrt(At(32).AreaMm2 * At(45).AreaMm2), middle.AreaMm2, 1e-9);
        Assert.Equal(Math.Sqrt(At(32).ReadLatencyNs * At(45).ReadLatencyNs), middle.ReadLatencyNs, 1e-9);
    }

    [Fact]
    [Trait("kind", "property")]
    public void Write_energy_grows_with_the_energy_of_the_cell_and_write_latency_with_the_pulse()
    {
        Gen<(double Current, double Pulse, double Energy)> points =
            Gen.Select(Gen.Double[10, 200], Gen.Double[1, 30], Gen.Double[0.05, 10]);
        Gen.Select(points, points).ForAll(
            (first, second) =>
            {
                (MemoryMetrics a, MemoryMetrics b) = (At(first), At(second));
                Assert.Equal(first.Energy.CompareTo(second.Energy), a.WriteEnergyPj.CompareTo(b.WriteEnergyPj));
                Assert.Equal(first.Pulse.CompareTo(second.Pulse), a.WriteLatencyNs.CompareTo(b.WriteLatencyNs));
                Assert.Equal((a.AreaMm2, a.ReadLatencyNs, a.LeakageMw), (b.AreaMm2, b.ReadLatencyNs, b.LeakageMw));
            },
            cases: 40);

        static MemoryMetrics At((double Current, double Pulse, double Energy) point) => new CircuitModel(
            TestSpecs.Mram.WrittenWith(point.Current, point.Pulse, point.Energy).Smooth() with
            {
                NodeNm = 32,
                Organisation = MemoryOrganisation.Ram,
            }).At(8 << 10);
    }
}
