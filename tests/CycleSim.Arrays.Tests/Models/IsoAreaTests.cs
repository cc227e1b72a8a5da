using CsCheck;
using CycleSim.Arrays.Models;
using CycleSim.Platform;
using CycleSim.Properties;

namespace CycleSim.Arrays.Tests.Models;

public class IsoAreaTests
{
    private static readonly CircuitModel Sram = new(TestSpecs.Sram.Smooth());
    private static readonly CircuitModel Mram = new(TestSpecs.Mram);
    private static readonly IMemoryModel Table = MemoryTechnologyLoader.Load("stt-mram").Model;

    [Fact]
    [Trait("kind", "property")]
    public void The_capacity_fits_and_no_larger_one_does() => Gen.Select(Gen.Int[0, 2], Gen.Double[-0.5, 2]).ForAll(
        (which, logArea) =>
        {
            IMemoryModel model = new[] { Sram, Mram, Table }[which];
            double area = Math.Pow(10, logArea);
            long capacity = IsoArea.LargestCapacity(model, area);
            Assert.Equal(0, capacity % 64);
            Assert.True(model.At(capacity).AreaMm2 <= area);
            for (double larger = capacity + 64; larger < Math.Min(8.0 * capacity, model.MaxCapacityBytes); larger *= 1.01)
                Assert.True(model.At((long)larger).AreaMm2 > area);
        },
        cases: 60);

    [Fact]
    public void There_and_back_again()
    {
        foreach (long capacity in new[] { 183L << 10, 1L << 20, 40_592L << 10 })
            Assert.InRange(IsoArea.LargestCapacity(Sram, Sram.At(capacity).AreaMm2), capacity - 64, capacity + 64);
    }

    [Theory]
    [InlineData(0, "area 0 mm2 is out of range; allowed: above 0")]
    [InlineData(double.NaN, "area NaN mm2 is out of range; allowed: above 0")]
    [InlineData(1e-6, "no array of the model fits 1E-06 mm2; the smallest, 32 KiB, needs 0.151 mm2")]
    [InlineData(1e6, "an area of 1000000 mm2 holds more than the largest array of the model, 512 MiB on 186 mm2")]
    public void Areas_out_of_range_are_refused(double area, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => IsoArea.LargestCapacity(Table, area)).Message);
}
