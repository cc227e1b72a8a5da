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

    private WriteEnergyStudy(string network, ImmutableArray<WriteEnergyRow> rows) => (Network, Rows) = (network, rows);

    /// <summary>Write error rates of the mantissa.</summary>
    public static ImmutableArray<double> Rates { get; } = [1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, DeviceWritePoint.RelaxedWriteErrorRate];

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
        MemoryVariant safe = baseMemory.WithWritePoint(Junction, DeviceWritePoint.BaseWriteErrorRate, PulseNs);
        MemoryVariant[] mixed =
        [
            .. Rates.Select(rate => MemoryVariant.Heterogeneous(
                $"mantissa at {rate:0.#e+0}", (SafeBits, safe), (CheapBits, baseMemory.WithWritePoint(Junction, rate, PulseNs)))),
        ];
        return new(comparison.Network, [.. comparison.Complete.Select(size => Row(comparison, size, safe, mixed))]);
    }

    private static WriteEnergyRow Row(Comparison comparison, int size, MemoryVariant safe, MemoryVariant[] mixed)
    {
        long capacity = (long)comparison.Sizes[size];
        long bytes = comparison.Result(size, 1)!.ScratchpadWriteBytes;
        return new(
            capacity, comparison.Result(size, 0)!.WriteJ, Joule(safe, capacity, bytes),
            [.. mixed.Select(memory => Joule(memory, capacity, bytes))],
            mixed[0].Technology.At(capacity).LeakageMw / safe.Technology.At(capacity).LeakageMw);
    }

    private static double Joule(MemoryVariant memory, long capacity, long bytes) =>
        memory.Technology.At(capacity).WriteEnergyPjPerBit * BitsPerByte * bytes * Pico;
}
