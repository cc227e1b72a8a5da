using CsCheck;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Properties;

namespace CycleSim.Configuration.Tests.Text;

public class TimeTextTests
{
    [Theory]
    [InlineData("10us", 10_000_000)]
    [InlineData(" 1.5 ms ", 1_500_000_000)]
    [InlineData("0ps", 0)]
    [InlineData("1.25ns", 1250)]
    [InlineData("9223372 s", 9_223_372_000_000_000_000)]
    public void Reads_numbers_with_units(string text, long ps) => Assert.Equal(ps, TimeText.ParsePs(text));

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("us")]
    [InlineData("-1us")]
    [InlineData("1e3us")]
    [InlineData("0.5ps")]
    [InlineData("1/2us")]
    [InlineData("1.2.3us")]
    [InlineData("10 min")]
    [InlineData("9223373 s")]
    public void Refuses_what_is_no_time(string text) =>
        Assert.Contains("ps, ns, us, ms or s", Assert.Throws<InputException>(() => TimeText.ParsePs(text)).Message,
            StringComparison.Ordinal);

    [Fact]
    [Trait("kind", "property")]
    public void What_is_written_is_read_back_to_four_digits() => Gen.Long[0, long.MaxValue].ForAll(ps =>
        Assert.InRange((double)TimeText.ParsePs(TimeText.Format(ps)), ps * (1 - 5e-5) - 1e-9, ps * (1 + 5e-5) + 1e-9));
}
