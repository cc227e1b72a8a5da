using CycleSim.Device.Codes;
using CycleSim.Platform;

namespace CycleSim.Device.Tests;

public class CodeNameTests
{
    [Theory]
    [InlineData("sec-ded", null, "SEC-DED(523,512)")]
    [InlineData("sec-ded", 64, "SEC-DED(72,64)")]
    [InlineData("SEC-DED(72,64)", null, "SEC-DED(72,64)")]
    [InlineData("secded(72,64)", 64, "SEC-DED(72,64)")]
    public void Names_are_read_with_their_sizes_or_beside_them(string text, int? dataBits, string name) =>
        Assert.Equal(name, CodeName.Parse(text, dataBits).Name);

    [Theory]
    [InlineData("SEC-DED(72,64)", 32, "the name states 64 data bits, the option 32")]
    [InlineData("SEC-DED(73,64)", null, "has other sizes; possible: SEC-DED(72,64)")]
    [InlineData("SEC-DED(72,9999)", null, "9999 data bits are out of range")]
    [InlineData("hamming", null, "there is no code hamming")]
    public void Other_names_are_refused(string text, int? dataBits, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => CodeName.Parse(text, dataBits)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("sec")]
    [InlineData("sec-ded")]
    [InlineData("bch1")]
    [InlineData("bch4x")]
    public void A_code_is_read_by_the_name_that_it_prints(string name)
    {
        string printed = CodeTable.Create(name, 128).Name;
        Assert.Equal(printed, CodeName.Parse(printed, null).Name);
    }
}
