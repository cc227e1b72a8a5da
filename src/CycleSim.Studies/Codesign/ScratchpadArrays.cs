using System.Collections.Concurrent;
using CycleSim.Arrays;
using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Coding;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using CycleSim.Studies.Plans;
using CycleSim.Traces;

namespace CycleSim.Studies.Codesign;

/// <summary>
/// Arrays of scratchpads: one for the bits that must be right, with its code, and one for cheap bits. Arrays are designed once.
/// Thread-safe.
/// </summary>
/// <param name="memory">The memory whose circuit they have; an STT-MRAM without a code.</param>
/// <param name="capacityBytes">Capacity whose metrics count, in bytes.</param>
public sealed class ScratchpadArrays(MemoryVariant memory, long capacityBytes)
{
    private readonly ConcurrentDictionary<(CodeChoice Code, JunctionWritePoint Point), Lazy<MemoryVariant>> _arrays = new();

    /// <summary>What an array of a scratchpad costs.</summary>
    /// <param name="cell">The cells of the bits that must be right.</param>
    /// <param name="cheapBits">Lowest bits of each word that lie in a cheaply written array, 0 to 32.</param>
    /// <param name="cheap">How that array is written; null if it has no bits.</param>
    /// <exception cref="InputException">There is no such array.</exception>
    public MemoryMetrics Metrics(StoredCell cell, int cheapBits, JunctionWritePoint? cheap) =>
        Memory(cell, cheapBits, cheap).Technology.At(capacityBytes);

    /// <summary>The memory of a scratchpad.</summary>
    /// <param name="cell">The cells of the bits that must be right.</param>
    /// <param name="cheapBits">Lowest bits of each word that lie in a cheaply written array, 0 to 32.</param>
    /// <param name="cheap">How that array is written; null if it has no bits.</param>
    /// <exception cref="InputException">There is no such array.</exception>
    public MemoryVariant Memory(StoredCell cell, int cheapBits, JunctionWritePoint? cheap)
    {
        ArgumentNullException.ThrowIfNull(cell);
        MemoryVariant safe = Array(cell.Design.Code, cell.Point);
        if (cheapBits == 0)
            return safe;
        ArgumentNullException.ThrowIfNull(cheap);
        MemoryVariant low = Array(CodeChoice.None(cell.Design.Code.DataBits), cheap);
        return MemoryVariant.Heterogeneous($"{safe.Label} + {low.Label}", (StoredWord.Bits - cheapBits, safe), (cheapBits, low));
    }

    private MemoryVariant Array(CodeChoice code, JunctionWritePoint point) =>
        _arrays.GetOrAdd((code, point), key => new(() => Build(key.Code, key.Point))).Value;

    private MemoryVariant Build(CodeChoice code, JunctionWritePoint point)
    {
        string label = FormattableString.Invariant($"{memory.Label} {point.CurrentUa:0.###} uA {point.PulseNs:0.###} ns {code.Text}");
        MemoryVariant plain = memory.WithCircuit(
            label, circuit => circuit with { WritePoint = DeviceWritePoints.Of(label, null, point) });
        return code.IsNone ? plain : plain.WithCode(label, new MemoryCode(code.Create(), MemoryCode.AssumedGates));
    }
}
