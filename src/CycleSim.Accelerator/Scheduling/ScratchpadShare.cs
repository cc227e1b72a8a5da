using CycleSim.Accelerator.Machine;
using CycleSim.Platform;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>
/// How a scratchpad is divided where tensors flow in tiles: a part for tensors that stay whole, and equal parts (halves) for tiles of
/// operands and of outputs. Each part has banks of its own, so that DMA engine and lanes never meet, or all lie in all banks.
/// </summary>
/// <param name="ResidentBytes">Bytes for tensors that stay.</param>
/// <param name="HalfBytes">Bytes of each half; 0 when everything stays.</param>
/// <param name="Banks">Banks of each part.</param>
internal sealed record ScratchpadShare(long ResidentBytes, long HalfBytes, BankPartition Banks)
{
    /// <summary>Everything is for tensors that stay.</summary>
    internal const double Whole = 1;

    /// <summary>Divides a scratchpad.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="scratchpadBytes">Bytes of the scratchpad.</param>
    /// <param name="residentPart">Part for tensors that stay, 0 to <see cref="Whole"/>.</param>
    /// <exception cref="InputException">There are fewer banks than parts.</exception>
    internal static ScratchpadShare Of(MachineSpec machine, long scratchpadBytes, double residentPart)
    {
        int banks = machine.Scratchpad.Banks;
        bool isShared = machine.Overlap.FillBanks == FillBanks.Shared;
        if (residentPart == Whole)
            return new ScratchpadShare(scratchpadBytes, 0, new BankPartition(banks, 0, 0, 0) { IsShared = isShared });
        int halves = machine.Overlap.OperandBuffers + machine.Overlap.OutputBuffers;
        long resident = InLines(scratchpadBytes * residentPart);
        long half = InLines((scratchpadBytes - resident) / (double)halves);
        if (isShared)
        {
            return new ScratchpadShare(
                resident, half, BankPartition.Shared(banks, machine.Overlap.OperandBuffers, machine.Overlap.OutputBuffers));
        }

        int residentBanks = residentPart > 0 ? Math.Max(1, (int)(banks * residentPart)) : 0;
        int halfBanks = (banks - residentBanks) / halves;
        if (halfBanks < 1)
        {
            throw new InputException(
                $"machine {machine.Name}: scratchpad.banks = {banks}: {halves} buffers of tiles"
                + $"{(residentBanks > 0 ? " and the tensors that stay" : "")} need a bank each");
        }

        return new ScratchpadShare(
            resident, half,
            new BankPartition(residentBanks, halfBanks, machine.Overlap.OperandBuffers, machine.Overlap.OutputBuffers));

        long InLines(double bytes) => (long)bytes / machine.Scratchpad.LineBytes * machine.Scratchpad.LineBytes;
    }
}
