using System.Collections.Immutable;
using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Arrays.Models;

/// <summary>
/// Words whose bits lie in several arrays, such as sign and exponent in one that is written safely and the mantissa in one that is written
/// cheaply. Each array has its bits' share of the capacity and of an access; they are accessed at the same time.
/// </summary>
public sealed class HeterogeneousModel : IMemoryModel
{
    private readonly int _accessBits;

    /// <summary>Combines arrays.</summary>
    /// <param name="parts">The bits of a word, all of them.</param>
    /// <param name="accessBits">Bits of an access: a multiple of the word.</param>
    /// <exception cref="InputException">No parts, or the access is no multiple of the word.</exception>
    public HeterogeneousModel(ImmutableArray<WordPart> parts, int accessBits)
    {
        if (parts.IsDefaultOrEmpty)
            throw new InputException("a heterogeneous memory needs at least one part");
        Parts = parts;
        WordBits = parts.Sum(part => part.Bits);
        _accessBits = accessBits;
        if (accessBits % WordBits != 0)
            throw new InputException($"an access of {accessBits} bits is no multiple of a word of {WordBits} bits");
        MinCapacityBytes = parts.Max(part => Whole(part.Memory.MinCapacityBytes, part.Bits, up: true));
        MaxCapacityBytes = parts.Min(part => Whole(part.Memory.MaxCapacityBytes, part.Bits, up: false));
        if (MinCapacityBytes > MaxCapacityBytes)
            throw new InputException("the parts of a heterogeneous memory have no capacity in common");
        KnotBytes =
        [
            .. parts.SelectMany(part => part.Memory.Model.KnotBytes.Select(knot => Whole(knot, part.Bits, up: true)))
                .Append(MinCapacityBytes).Append(MaxCapacityBytes)
                .Where(knot => knot >= MinCapacityBytes && knot <= MaxCapacityBytes).Distinct().Order(),
        ];
    }

    /// <summary>The parts.</summary>
    public ImmutableArray<WordPart> Parts { get; }

    /// <summary>Bits of a word.</summary>
    public int WordBits { get; }

    /// <inheritdoc/>
    public MemoryModelKind Kind => MemoryModelKind.Heterogeneous;

    /// <inheritdoc/>
    public long MinCapacityBytes { get; }

    /// <inheritdoc/>
    public long MaxCapacityBytes { get; }

    /// <inheritdoc/>
    public ImmutableArray<long> KnotBytes { get; }

    /// <inheritdoc/>
    public MemoryMetrics At(long capacityBytes)
    {
        if (capacityBytes < MinCapacityBytes || capacityBytes > MaxCapacityBytes)
        {
            throw new InputException(
                $"capacity {ByteSize.Format(Math.Max(0, capacityBytes))} is out of range of a heterogeneous memory's arrays; allowed: " +
                $"{ByteSize.Format(MinCapacityBytes)} to {ByteSize.Format(MaxCapacityBytes)}");
        }

        MemoryMetrics sum = new(capacityBytes, 0, 0, 0, 0, 0, _accessBits, 0);
        foreach (WordPart part in Parts)
        {
            MemoryMetrics metrics = PartAt(part, capacityBytes);
            double bits = (double)_accessBits * part.Bits / WordBits;
            sum = sum with
            {
                AreaMm2 = sum.AreaMm2 + metrics.AreaMm2,
                ReadLatencyNs = Math.Max(sum.ReadLatencyNs, metrics.ReadLatencyNs),
                WriteLatencyNs = Math.Max(sum.WriteLatencyNs, metrics.WriteLatencyNs),
                ReadEnergyPj = sum.ReadEnergyPj + bits * metrics.ReadEnergyPjPerBit,
                WriteEnergyPj = sum.WriteEnergyPj + bits * metrics.WriteEnergyPjPerBit,
                LeakageMw = sum.LeakageMw + metrics.LeakageMw,
            };
        }

        return sum;
    }

    /// <summary>The metrics of one part at the capacity of the whole.</summary>
    /// <param name="part">One of <see cref="Parts"/>.</param>
    /// <param name="capacityBytes">Capacity of all parts.</param>
    public MemoryMetrics PartAt(WordPart part, long capacityBytes)
    {
        ArgumentNullException.ThrowIfNull(part);
        return part.Memory.At(Share(capacityBytes, part));
    }

    /// <inheritdoc/>
    public double MinAreaMm2(long capacityBytes) => Parts.Sum(part => part.Memory.Model.MinAreaMm2(Share(capacityBytes, part)));

    private long Share(long capacityBytes, WordPart part) => Math.Clamp(
        (long)Math.Round((double)capacityBytes * part.Bits / WordBits), part.Memory.MinCapacityBytes, part.Memory.MaxCapacityBytes);

    private long Whole(long partBytes, int bits, bool up)
    {
        double whole = (double)partBytes * WordBits / bits;
        return (long)(up ? Math.Ceiling(whole) : Math.Floor(whole));
    }
}
