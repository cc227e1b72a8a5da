using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>Slices follow each other: the bank is the line address modulo the number of banks.</summary>
public sealed class InterleavedBanks : IBankMapping
{
    /// <inheritdoc />
    public string Name => Banking.Interleaved;

    /// <inheritdoc />
    public string Meaning => "line address modulo banks";

    /// <inheritdoc />
    public int[] Shifts(in BankMappingShape shape)
    {
        var shifts = new int[shape.Slices];
        for (int slice = 0; slice < shifts.Length; slice++)
            shifts[slice] = (int)((long)slice * shape.LinesPerSlice % shape.Banks);
        return shifts;
    }
}
