using CsCheck;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Properties;

namespace CycleSim.Configuration.Tests.Text;

public class ByteSizeTests
{
    [Theory]
    [InlineData("512", 512)]
    [InlineData("1B", 1)]
    [InlineData(" 48MiB ", 48L << 20)]
    [InlineData("0.5 MiB", 1 << 19)]
    [InlineData("1.5 GiB", 3L << 29)]
    [InlineData("64kB", 64_000)]
    [InlineData("64 KB", 64_000)]
    [InlineData("2 MB", 2_000_000)]
    [InlineData("1TB", 1_000_000_000_000)]
    [InlineData("1TiB", 1L << 40)]
    [InlineData("32K", 32L << 10)]
    [InlineData("48M", 48L << 20)]
    [InlineData("0.5 G", 1L << 29)]
    [InlineData("2T", 2L << 40)]
    [InlineData("8388607.5 TiB", 8388607L * (1L << 40) + (1L << 39))]
    [InlineData("1.000000001 GB", 1_000_000_001)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void Reads_numbers_with_units(string text, long bytes) => Assert.Equal(bytes, ByteSize.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("MiB")]
    [InlineData("0")]
    [InlineData("-1 MiB")]
    [InlineData("+1")]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData("1.2.3")]
    [InlineData("0.3 B")]
    [InlineData("0.0001 KiB")]
    [InlineData("1 MIB")]
    [InlineData("1 MiB x")]
    [InlineData("NaN")]
    [InlineData("9223372036854775808")]
    [InlineData("9999999999 GiB")]
    [InlineData("8388608 TiB")]
    [InlineData("9223372036854775807 TiB")]
    [InlineData("48m")]
    [InlineData("1.00000000000000000000000000000000001 KiB")]
    public void Refuses_what_is_no_whole_positive_size(string text)
    {
        string message = Assert.Throws<InputException>(() => ByteSize.Parse(text)).Message;
        Assert.Equal(
            $"\"{text}\" is not a size; allowed: a positive number with B, KiB, MiB, GiB, TiB or K, M, G, T (powers of 1024) or " +
            "kB, KB, MB, GB, TB (powers of 1000), whole in bytes, e.g. \"48 MiB\"" +
            (text.Contains(',') ? "; a decimal point is expected, not a comma" : ""),
            message);
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(100, "100 B")]
    [InlineData(1025, "1025 B")]
    [InlineData(48L << 20, "48 MiB")]
    [InlineData(3L << 29, "1.5 GiB")]
    [InlineData(40592L << 10, "40592 KiB")]
    [InlineData(1_000_000_000, "954 MiB")]
    [InlineData(1_234_567, "1.18 MiB")]
    [InlineData(12_345_678, "11.8 MiB")]
    [InlineData(1L << 43, "8 TiB")]
    public void Writes_powers_of_1024(long bytes, string text) => Assert.Equal(text, ByteSize.Format(bytes));

    [Fact]
    public void Negative_sizes_have_no_text() => Assert.Throws<ArgumentOutOfRangeException>(() => ByteSize.Format(-1));

    [Fact]
    [Trait("kind", "property")]
    public void Whole_multiples_survive_the_round_trip() =>
        Gen.Select(Gen.Int[1, 99_999], Gen.Int[0, 3]).ForAll((count, power) =>
        {
            long bytes = (long)count << (10 * power);
            if (power < 3 || bytes < 1L << 40)
                Assert.Equal(bytes, ByteSize.Parse(ByteSize.Format(bytes)));
        });
}
