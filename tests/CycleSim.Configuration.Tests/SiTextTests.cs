using CycleSim.Configuration.Text;

namespace CycleSim.Configuration.Tests;

public sealed class SiTextTests
{
    [Theory]
    [InlineData(22.358, "J", "22.36 J")]
    [InlineData(1.2619, "s", "1.262 s")]
    [InlineData(0.0009, "J", "900 uJ")]
    [InlineData(0.99994e-3, "J", "999.9 uJ")]
    [InlineData(0.99996e-3, "J", "1 mJ")]
    [InlineData(999.96, "B", "1 kB")]
    [InlineData(-0.25, "W", "-250 mW")]
    [InlineData(0, "J", "0 J")]
    [InlineData(3e-15, "J", "0.003 pJ")]
    [InlineData(4.5e12, "B", "4500 GB")]
    [InlineData(1e15, "B", "1000000 GB")]
    [InlineData(double.PositiveInfinity, "J", "Infinity J")]
    public void A_quantity_has_the_prefix_that_reads_well(double value, string unit, string text) =>
        Assert.Equal(text, SiText.Format(value, unit));
}
