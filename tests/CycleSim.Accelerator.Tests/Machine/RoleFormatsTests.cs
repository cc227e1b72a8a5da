using CycleSim.Accelerator.Machine;
using CycleSim.Platform;
using CycleSim.Workloads.Formats;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Machine;

/// <summary>A format whose words are no whole bytes is refused wherever bytes are asked for, never counted as 0.</summary>
public class RoleFormatsTests
{
    /// <summary>A file may name what tensors can be stored in: formats of blocks, too, but no format of scales.</summary>
    [Fact]
    public void Files_name_formats_that_tensors_can_be_stored_in()
    {
        Assert.Equal("mxfp8_e4m3", Read("mxfp8-e4m3").Formats.Weight?.Name);
        string[] allowed = [.. StorableFormats.Choices.All.Select(format => format.Name)];
        Assert.Contains("mxfp8_e4m3", allowed);
        InputException problem = Assert.Throws<InputException>(() => Read("e8m0"));
        Assert.Contains("formats.weight = \"e8m0\": ", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith($"allowed: {string.Join(", ", allowed)}", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Formats_without_whole_bytes_are_refused()
    {
        var four = NumberFormat.Float("fp4", "made for a test", 2, 1, SpecialValues.None, OverflowRule.Saturate);
        MachineSpec machine = TestMachines.Paper with { Formats = new RoleFormats(null, four, null) };
        Assert.Equal(4, machine.WordBytesOf(TensorRole.Activation));
        Assert.Equal(
            "weight tensors: format fp4 cannot be simulated; it has no words of whole bytes",
            Assert.Throws<InputException>(() => machine.WordBytesOf(TensorRole.Weight)).Message);
        Assert.Equal(
            "tensor w: format fp4 cannot be simulated; it has no words of whole bytes",
            Assert.Throws<InputException>(() => machine.WordBytesOf(new TensorSpec(0, "w", TensorRole.Weight, -1, 1, 8))).Message);
    }

    private static MachineSpec Read(string weight) =>
        TestMachines.Read($$""" "formats": { "weight": "{{weight}}" }, "mac_energy_pj": 0.5 """);
}
