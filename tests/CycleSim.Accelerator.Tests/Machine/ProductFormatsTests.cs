using CycleSim.Accelerator.Machine;
using CycleSim.Platform;
using CycleSim.Workloads.Formats;

namespace CycleSim.Accelerator.Tests.Machine;

/// <summary>The number format in which a machine multiplies.</summary>
public class ProductFormatsTests
{
    [Theory]
    [InlineData("fp32", 4)]
    [InlineData("bf16", 2)]
    [InlineData("fp16", 2)]
    [InlineData("int8", 1)]
    [InlineData("fp8_e4m3", 1)]
    [InlineData("fp8-e5m2", 1)]
    public void A_machine_multiplies_in_a_format_with_an_energy(string name, int bytes)
    {
        MachineSpec machine = Read(name, name.Replace('-', '_'));

        Assert.Equal(name.Replace('-', '_'), machine.ProductFormat.Name);
        Assert.Equal(bytes, machine.WordBytes);
        Assert.Equal(0.5, machine.MacEnergyPj);
    }

    [Fact]
    public void A_format_without_an_energy_is_refused() => Assert.Contains(
        "has no energy for data_type fp8_e4m3", Assert.Throws<InputException>(() => Read("fp8_e4m3", "bf16")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("mxfp8_e4m3")]
    [InlineData("e8m0")]
    [InlineData("fp4")]
    public void Formats_with_scales_and_scales_alone_do_not_multiply(string name) => Assert.Contains(
        $"data_type = \"{name}\": is unknown", Assert.Throws<InputException>(() => Read(name, "fp32")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("fp32", "Fp32")]
    [InlineData("int8", "Int8")]
    [InlineData("fp8_e4m3", "Fp8_e4m3")]
    public void Stored_names_are_those_of_the_first_version(string name, string stored)
    {
        Assert.Equal(stored, ProductFormats.StoredName(NumberFormats.All.Get(name)));
        Assert.Equal(name, ProductFormats.OfStored(stored)?.Name);
        Assert.Null(ProductFormats.OfStored(name));
    }

    private static MachineSpec Read(string format, string priced) =>
        TestMachines.Read($$""" "data_type": "{{format}}", "mac_energy_pj": { "{{priced}}": 0.5 } """);
}
