using System.Collections.Immutable;
using CycleSim.Arrays.Coding;
using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Arrays.Models;

/// <summary>
/// A memory with a code. Capacities and accesses count data bits; the array behind them is wider by the check bits. A circuit is designed
/// for as many words of n / k the bits. A table knows no widths: metrics are those of n / k the capacity, its energies times n / k.
/// Encoders and decoders add delay, energy, area and leakage. Tags of a cache have no code.
/// </summary>
public sealed class CodedModel : IMemoryModel
{
    private CodedModel(IMemoryModel array, MemoryCode code, int accessBits, double nodeNm)
    {
        Array = array;
        Code = code;
        int words = code.WordsOf(accessBits);
        CheckBitsPerAccess = words * code.Code.CheckBits;
        StoredPerDataBit = (double)code.Code.CodewordBits / code.Code.DataBits;
        Circuits = new(code, words, nodeNm);
        double scale = IsDesigned ? 1 : StoredPerDataBit;
        MinCapacityBytes = (long)Math.Ceiling(array.MinCapacityBytes / scale);
        MaxCapacityBytes = (long)Math.Floor(array.MaxCapacityBytes / scale);
        KnotBytes =
        [
            .. array.KnotBytes.Select(knot => Math.Clamp((long)Math.Round(knot / scale), MinCapacityBytes, MaxCapacityBytes)).Distinct(),
        ];
    }

    /// <summary>The wider array without encoders and decoders.</summary>
    public IMemoryModel Array { get; }

    /// <summary>The code.</summary>
    public MemoryCode Code { get; }

    /// <summary>Encoders and decoders.</summary>
    public CodeCircuits Circuits { get; }

    /// <summary>Check bits beside the data bits of an access.</summary>
    public int CheckBitsPerAccess { get; }

    /// <summary>n / k.</summary>
    public double StoredPerDataBit { get; }

    /// <summary>Whether the wider array is designed, rather than taken from a table at a larger capacity.</summary>
    public bool IsDesigned => Array is CircuitModel;

    /// <inheritdoc/>
    public MemoryModelKind Kind => Array.Kind;

    /// <inheritdoc/>
    public long MinCapacityBytes { get; }

    /// <inheritdoc/>
    public long MaxCapacityBytes { get; }

    /// <inheritdoc/>
    public ImmutableArray<long> KnotBytes { get; }

    /// <summary>A memory without encoders and decoders, if it has any.</summary>
    /// <param name="model">The memory.</param>
    public static IMemoryModel ArrayOf(IMemoryModel model) => (model as CodedModel)?.Array ?? model;

    /// <summary>Gives a memory a code.</summary>
    /// <param name="model">The memory without a code: a table or a circuit.</param>
    /// <param name="code">The code.</param>
    /// <param name="accessBits">Data bits of an access.</param>
    /// <param name="nodeNm">Node in nm.</param>
    /// <exception cref="InputException">The access is no multiple of the code's word, or the memory has parts.</exception>
    public static CodedModel Of(IMemoryModel model, MemoryCode code, int accessBits, double nodeNm)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(code);
        int checkBits = code.WordsOf(accessBits) * code.Code.CheckBits;
        return model switch
        {
            CircuitModel circuit => new(new CircuitModel(circuit.Spec with { CheckBits = checkBits }), code, accessBits, nodeNm),
            TableModel table => new(table, code, accessBits, nodeNm),
            _ => throw new InputException("a memory of parts has no code of its own; give one to the memories that it is made of"),
        };
    }

    /// <inheritdoc/>
    public MemoryMetrics At(long capacityBytes)
    {
        if (Array is CircuitModel circuit)
            return WithCircuits(circuit.At(capacityBytes));
        if (capacityBytes < MinCapacityBytes || capacityBytes > MaxCapacityBytes)
        {
            throw new InputException(
                $"capacity {ByteSize.Format(Math.Max(0, capacityBytes))} with {Code.Code.Name} is outside the memory's table; allowed: " +
                $"{ByteSize.Format(MinCapacityBytes)} to {ByteSize.Format(MaxCapacityBytes)}");
        }

        MemoryMetrics wider = Array.At(
            Math.Clamp((long)Math.Round(capacityBytes * StoredPerDataBit), Array.MinCapacityBytes, Array.MaxCapacityBytes));
        return WithCircuits(wider with
        {
            CapacityBytes = capacityBytes,
            ReadEnergyPj = wider.ReadEnergyPj * StoredPerDataBit,
            WriteEnergyPj = wider.WriteEnergyPj * StoredPerDataBit,
        });
    }

    /// <summary>The designed array with encoders and decoders; its write energy is that of the array alone.</summary>
    /// <param name="capacityBytes">Capacity in bytes of data.</param>
    /// <param name="data">Organisation of the data array; null for the best.</param>
    /// <returns>The array; null where none is designed.</returns>
    /// <exception cref="InputException">The capacity is out of range, or the organisation does not give it.</exception>
    public ArrayDesign? DesignAt(long capacityBytes, DataOrganisation? data = null)
    {
        if (Array is not CircuitModel circuit)
            return null;
        ArrayDesign design = data is null ? circuit.DesignAt(capacityBytes) : circuit.DesignAt(capacityBytes, data);
        return design with { Metrics = WithCircuits(design.Metrics) };
    }

    /// <inheritdoc/>
    public double MinAreaMm2(long capacityBytes) => Array.MinAreaMm2(capacityBytes) * StoredPerDataBit;

    private MemoryMetrics WithCircuits(MemoryMetrics array) => array with
    {
        AreaMm2 = array.AreaMm2 + Circuits.EncoderAreaMm2 + Circuits.DecoderAreaMm2,
        ReadLatencyNs = array.ReadLatencyNs + Circuits.DecoderLatencyNs,
        WriteLatencyNs = array.WriteLatencyNs + Circuits.EncoderLatencyNs,
        ReadEnergyPj = array.ReadEnergyPj + Circuits.DecoderEnergyPj,
        WriteEnergyPj = array.WriteEnergyPj + Circuits.EncoderEnergyPj,
        LeakageMw = array.LeakageMw + Circuits.EncoderLeakageMw + Circuits.DecoderLeakageMw,
    };
}
