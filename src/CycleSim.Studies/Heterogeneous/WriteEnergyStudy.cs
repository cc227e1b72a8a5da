using System.Collections.Immutable;
using CycleSim.Arrays.Cells;
using CycleSim.Studies.Comparisons;
using CycleSim.Studies.Plans;

namespace CycleSim.Studies.Heterogeneous;

/// <summary>
/// What scratchpad writes of a step cost when the mantissa's bits lie in an array of their own that is written at a higher error rate, with
/// the same pulse and less voltage (figure 15). Pulse and latency stay, so the step stays: the bytes that it writes are those of the
/// simulated one, and only the energy of a bit changes.
/// </summary>
internal sealed class WriteEnergyStudy
{
    /// <summary>Sign and exponent of a word.</summary>
    public const int SafeBits = 9;

    /// <summary>Mantissa of a word.</summary>
    public const int CheapBits = 23;

    /// <summary>The junction.</summary>
    public const string Junction = "P55";

    /// <summary>Pulse width in ns.</summary>
    public const double PulseNs = 10;

    private const double BitsPerByte = 8;
    private const double Pico = 1e-12;

    internal WriteEnergyStudy(string network, ImmutableArray<WriteEnergyRow> rows) => (Network, Rows) = (network, rows);

    /// <summary>Write error rates of the mantissa.</summary>
    public static ImmutableArray<double> Rates { get; } = [1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, DeviceWritePoints.RelaxedWriteErrorRate];

    /// <summary>The network.</summary>
    public string Network { get; }

    /// <summary>A row for each capacity.</summary>
    public ImmutableArray<WriteEnergyRow> Rows { get; }

    /// <summary>Evaluates the study on the results of a comparison at equal capacity.</summary>
    /// <param name="comparison">SRAM first, then STT-MRAM.</param>
    /// <param name="baseMemory">STT-MRAM with a circuit whose write point may be chosen.</param>
    public static WriteEnergyStudy Of(Comparison comparison, MemoryVariant baseMemory)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(baseMemory);
        return Of(
            comparison.Network, comparison.Complete.Select(size => WrittenOf(comparison, size)), baseMemory,
            baseMemory.WithWritePoint(Junction, DeviceWritePoints.BaseWriteErrorRate, PulseNs));
    }

    /// <summary>Evaluates the study on what steps write.</summary>
    /// <param name="network">The network.</param>
    /// <param name="written">What is written, capacity by capacity.</param>
    /// <param name="baseMemory">STT-MRAM with a circuit whose write point may be chosen.</param>
    /// <param name="safe">The same, written safely.</param>
    public static WriteEnergyStudy Of(
        string network, IEnumerable<WrittenBytes> written, MemoryVariant baseMemory, MemoryVariant safe)
    {
        MemoryVariant[] mixed =
        [
            .. Rates.Select(rate => MemoryVariant.Heterogeneous(
                $"mantissa at {rate:0.#e+0}", (SafeBits, safe), (CheapBits, baseMemory.WithWritePoint(Junction, rate, PulseNs)))),
        ];
        return new(network, [.. written.Select(row => Row(row, safe, mixed))]);
    }

    private static WrittenBytes WrittenOf(Comparison comparison, int size)
    {
        long capacity = (long)comparison.Sizes[size];
        return new(capacity, capacity, comparison.Result(size, 0)!.WriteJ, comparison.Result(size, 1)!.ScratchpadWriteBytes);
    }

    private static WriteEnergyRow Row(WrittenBytes written, MemoryVariant safe, MemoryVariant[] mixed) => new(
        written.CapacityBytes, written.SramJ, Joule(safe, written.ArrayBytes, written.Bytes),
        [.. mixed.Select(memory => Joule(memory, written.ArrayBytes, written.Bytes))],
        mixed[0].Technology.At(written.ArrayBytes).LeakageMw / safe.Technology.At(written.ArrayBytes).LeakageMw);

    private static double Joule(MemoryVariant memory, long capacity, long bytes) =>
        memory.Technology.At(capacity).WriteEnergyPjPerBit * BitsPerByte * bytes * Pico;
}
