using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Platform;

namespace CycleSim.Accelerator.Tests.Scheduling;

/// <summary>How a scratchpad is divided among tensors that stay and halves for tiles.</summary>
public class ScratchpadShareTests
{
    [Theory]
    [InlineData(1.0, 1024, 0, 32, 0)]
    [InlineData(0.0, 0, 256, 0, 8)]
    [InlineData(0.5, 512, 128, 16, 4)]
    [InlineData(0.01, 0, 256, 1, 7)] // ten bytes are no line; whoever stays has a bank all the same
    [InlineData(0.3, 256, 192, 9, 5)]
    public void Parts_are_whole_lines_and_whole_banks(double part, long resident, long half, int residentBanks, int halfBanks)
    {
        ScratchpadShare share = ScratchpadShare.Of(Machine(32), 1024, part);
        Assert.Equal((resident, half), (share.ResidentBytes, share.HalfBytes));
        Assert.Equal((residentBanks, halfBanks), (share.Banks.Resident, share.Banks.Half));
        Assert.InRange(share.ResidentBytes + 4 * share.HalfBytes, 0, 1024);
    }

    [Theory]
    [InlineData(3, 0.0, "scratchpad.banks = 3: 4 buffers of tiles need a bank each")]
    [InlineData(4, 0.5, "scratchpad.banks = 4: 4 buffers of tiles and the tensors that stay need a bank each")]
    public void Each_part_needs_a_bank(int banks, double part, string message) => Assert.EndsWith(
        message, Assert.Throws<InputException>(() => ScratchpadShare.Of(Machine(banks), 1024, part)).Message, StringComparison.Ordinal);

    private static MachineSpec Machine(int banks) => TestMachines.Paper with
    {
        Scratchpad = TestMachines.Paper.Scratchpad with { Banks = banks, LineBytes = 64 },
        Overlap = OverlapSpec.PingPong,
    };
}
