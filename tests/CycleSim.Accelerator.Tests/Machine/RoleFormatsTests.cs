using CycleSim.Accelerator.Machine;
using CycleSim.Platform;
using CycleSim.Workloads.Formats;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Machine;

/// <summary>A format whose words are no whole bytes is refused wherever bytes are asked for, never counted as 0.</summary>
public class RoleFormatsTests
{
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
}
