using CycleSim.Accelerator.Machine;
using CycleSim.Platform;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>
/// How a scratchpad is divided where tensors flow in tiles: a part for tensors that stay whole, and equal parts (halves) for tiles of
/// operands and of outputs. Each part has banks of its own, so the DMA engine and the lanes never meet.
/// </summary>
/// <param name="ResidentBytes">Bytes for tensors that stay.</param>
/// <param name="HalfBytes">Bytes of each half.</param>
/// <param name="Banks">Banks of each part.</param>
internal sealed record ScratchpadShares(long ResidentBytes, long HalfBytes, BankGroups Banks)
{
    /// <summary>The parts of the scratchpad that are tried for tensors that stay.</summary>
    internal static IReadOnlyList<double> ResidentParts { get; } = [0, 0.25, 0.5, 0.75];

    /// <summary>Divides a scratchpad.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="scratchpadBytes">Bytes of the scratchpad.</param>
    /// <param name="residentPart">Part for tensors that stay, 0 to below 1.</param>
    /// <exception cref="InputException">There are fewer banks than parts.</exception>
    internal static ScratchpadShares Of(MachineSpec machine, long scratchpadBytes, double residentPart)
    {
        int banks = machine.Scratchpad.Banks;
        int halves = machine.Overlap.OperandBuffers + machine.Overlap.OutputBuffers;
        int residentBanks = residentPart > 0 ? Math.Max(1, (int)(banks * residentPart)) : 0;
        int halfBanks = (banks - residentBanks) / halves;
        if (halfBanks < 1)
        {
            throw new InputException(
                $"machine {machine.Name}: scratchpad.banks = {banks}: {halves} buffers of tiles"
                + $"{(residentBanks > 0 ? " and the tensors that stay" : "")} need a bank each");
        }

        long resident = InLines(scratchpadBytes * residentPart);
        return new ScratchpadShares(
            resident, InLines((scratchpadBytes - resident) / (double)halves),
            new BankGroups(residentBanks, halfBanks, machine.Overlap.OperandBuffers, machine.Overlap.OutputBuffers));

        long InLines(double bytes) => (long)bytes / machine.Scratchpad.LineBytes * machine.Scratchpad.LineBytes;
    }
}
