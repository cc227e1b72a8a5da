using System.Globalization;
using CsCheck;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Properties;

namespace CycleSim.Configuration.Tests.Text;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("150.5", 150.5)]
    [InlineData("-3", -3)]
    [InlineData("+0.5", 0.5)]
    [InlineData(".5", 0.5)]
    [InlineData("8.62e-10", 8.62e-10)]
    [InlineData("1E3", 1000)]
    [InlineData("0e5", 0)]
    public void Numbers_are_read(string text, double expected)
    {
        Assert.True(NumberText.TryDouble(text, out double number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("150,5")]
    [InlineData("1,000")]
    [InlineData("1,000.5")]
    [InlineData("8,62e-10")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1 000")]
    [InlineData("1_000")]
    [InlineData("1'000")]
    [InlineData("1\0")]
    [InlineData("(1)")]
    [InlineData("0x10")]
    [InlineData("1ns")]
    [InlineData("\u0661")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("1e999")]
    [InlineData("1e-999")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("e5")]
    public void What_is_no_finite_number_is_refused(string text)
    {
        Assert.False(NumberText.TryDouble(text, out double number));
        Assert.Equal(0, number);
        Assert.False(NumberText.TryWhole(text, out int _));
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("2147483648")]
    [InlineData("-2147483649")]
    public void What_is_no_whole_number_of_the_type_is_refused(string text) => Assert.False(NumberText.TryWhole(text, out int _));

    [Fact]
    [Trait("kind", "property")]
    public void Every_double_is_read_back() => Gen.Double.Where(double.IsFinite).ForAll(number =>
    {
        Assert.True(NumberText.TryDouble(number.ToString("R", CultureInfo.InvariantCulture), out double read));
        Assert.Equal(number, read);
    });

    [Fact]
    [Trait("kind", "property")]
    public void Every_whole_number_is_read_back() => Gen.Select(Gen.Long, Gen.ULong).ForAll((signed, unsigned) =>
    {
        Assert.True(NumberText.TryWhole(signed.ToString(CultureInfo.InvariantCulture), out long a));
        Assert.True(NumberText.TryWhole(unsigned.ToString(CultureInfo.InvariantCulture), out ulong b));
        Assert.Equal((signed, unsigned), (a, b));
    });

    [Fact]
    [Trait("kind", "property")]
    public void A_comma_anywhere_is_refused() => Gen.Select(Gen.Double.Where(double.IsFinite), Gen.Int[0, 30]).ForAll((number, place) =>
    {
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        Assert.False(NumberText.TryDouble(text.Insert(Math.Min(place, text.Length), ","), out _));
    });

    [Fact]
    public void A_comma_is_explained()
    {
        Assert.Contains("a decimal point is expected", NumberText.NoNumber("0,5"), StringComparison.Ordinal);
        Assert.Contains("digits alone, within the range of the option", NumberText.NoWhole("x"), StringComparison.Ordinal);
        foreach (Action read in new Action[] { () => ByteSize.Parse("0,5 MiB"), () => TimeText.ParsePs("0,5us") })
        {
            string message = Assert.Throws<InputException>(read).Message;
            Assert.EndsWith("a decimal point is expected, not a comma", message, StringComparison.Ordinal);
        }
    }
}
