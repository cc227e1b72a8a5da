using System.Text.Json.Serialization;
using CycleSim.Accelerator.Energy;
using CycleSim.Accelerator.Traffic;

namespace CycleSim.Studies.Reports;

/// <summary>What was written to one of the arrays that hold a word.</summary>
public sealed record ReportedArrayWrites : ReportedWrites
{
    // Keys of the array stand before those of its numbers.
    private const int BeforeNumbers = -1;

    /// <summary>Makes what a file says.</summary>
    [JsonConstructor]
    public ReportedArrayWrites(
        string memory, long firstBit, long bits, double writtenBits, double toggledBits, double storedBits, double storedToggledBits,
        double writeEnergyPj, double everyBitPj, double selfTerminatedPj, double comparedPj, double expectedWrongBitsStuckAtOld,
        double expectedWrongBitsFlip)
        : base(
            writtenBits, toggledBits, storedBits, storedToggledBits, writeEnergyPj, everyBitPj, selfTerminatedPj, comparedPj,
            expectedWrongBitsStuckAtOld, expectedWrongBitsFlip) => (Memory, FirstBit, Bits) = (memory, firstBit, bits);

    private ReportedArrayWrites(WordBits array, ReportedWrites writes)
        : base(writes) => (Memory, FirstBit, Bits) = (array.Memory, array.LowestBit, array.Bits);

    /// <summary>Name of the array's memory technology.</summary>
    [JsonPropertyOrder(BeforeNumbers)]
    public string Memory { get; init; }

    /// <summary>Its lowest bit of a word, from 0; bit 31 is the sign.</summary>
    [JsonPropertyOrder(BeforeNumbers)]
    public long FirstBit { get; init; }

    /// <summary>Its bits of a word.</summary>
    [JsonPropertyOrder(BeforeNumbers)]
    public long Bits { get; init; }

    internal static ReportedArrayWrites Of(WordBits array, TrafficPart part, WriteScheme scheme) =>
        new(array, ReportedWrites.Of(part, scheme));
}
