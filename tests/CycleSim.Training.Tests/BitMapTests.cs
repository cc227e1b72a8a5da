using CycleSim.Platform;
using CycleSim.Training.Errors;

namespace CycleSim.Training.Tests;

public sealed class BitMapTests
{
    [Theory]
    [InlineData("all", 0, 31, 32)]
    [InlineData("mantissa", 0, 22, 23)]
    [InlineData("exponent", 23, 30, 8)]
    [InlineData("sign", 31, 31, 1)]
    [InlineData("mantissa:16", 0, 15, 16)]
    [InlineData("4-7,sign", 4, 31, 5)]
    [InlineData("9", 9, 9, 1)]
    public void Bits_have_names(string text, int first, int last, int count)
    {
        IReadOnlyList<int> bits = BitMap.Bits(text, "--bits");
        Assert.Equal((first, last, count), (bits[0], bits[^1], bits.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("32")]
    [InlineData("-1")]
    [InlineData("7-3")]
    [InlineData("mantissa:24")]
    [InlineData("mantissa:0")]
    [InlineData("mantisse")]
    [InlineData("1-2-3")]
    public void Other_names_are_errors(string text) =>
        Assert.Contains("--bits", Assert.Throws<InputException>(() => BitMap.Bits(text, "--bits")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_map_gives_each_bit_its_rate()
    {
        BitMap map = BitMap.Parse("all@1e-9+mantissa@8e-4+0@0", "--weights");
        Assert.Equal((0, 8e-4, 1e-9), (map.Rates[0], map.Rates[22], map.Rates[23]));
        Assert.Equal(2, map.ArraysOf(0, map.Rates.Length).Count());
        Assert.True(BitMap.Parse("off", "--weights").IsExact);
    }

    [Theory]
    [InlineData("mantissa")]
    [InlineData("mantissa@2")]
    [InlineData("mantissa@-1")]
    [InlineData("mantissa@nan")]
    [InlineData("mantissa@x")]
    [InlineData("@1e-3")]
    public void Other_maps_are_errors(string text) =>
        Assert.Contains("--weights", Assert.Throws<InputException>(() => BitMap.Parse(text, "--weights")).Message,
            StringComparison.Ordinal);
}
