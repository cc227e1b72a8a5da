using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Technology;
using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Arrays.Models;

/// <summary>What the circuit model needs to know of an array, but for its capacity.</summary>
public sealed record CircuitSpec
{
    private const int MaxCheckBits = 65_536;

    /// <summary>The memory cell.</summary>
    public required MemoryCell Cell { get; init; }

    /// <summary>Nodes of the shipped technology tables, nm.</summary>
    public static readonly NumberRange NodesNm = new(22, 65);

    /// <summary>Temperatures of the shipped technology tables, K.</summary>
    public static readonly NumberRange TemperaturesK = new(300, 400);

    /// <summary>Smallest number of bits of an access.</summary>
    public const int MinAccessBits = 32;

    /// <summary>Largest number of bits of an access.</summary>
    public const int MaxAccessBits = 4096;

    /// <summary>Largest number of ways of a set.</summary>
    public const int MaxWays = 32;

    /// <summary>How an STT-MRAM is written; null for an SRAM.</summary>
    public WritePoint? WritePoint { get; init; }

    /// <summary>Node in nm, 22 to 65.</summary>
    public double NodeNm { get; init; } = 28;

    /// <summary>Transistors of the periphery, and of SRAM cells.</summary>
    public TransistorKind Transistors { get; init; } = TransistorKind.Hp;

    /// <summary>Temperature in K, 300 to 400.</summary>
    public double TemperatureK { get; init; } = 350;

    /// <summary>Wires of the H-tree of the data array. That of a tag array always has whatever is best.</summary>
    public WireKind Wires { get; init; } = WireKind.Unrepeated;

    /// <summary>What the organisation is chosen for.</summary>
    public SearchObjective Objective { get; init; } = SearchObjective.ReadLatency;

    /// <summary>Whether there is a tag array.</summary>
    public MemoryOrganisation Organisation { get; init; } = MemoryOrganisation.Cache;

    /// <summary>Bits of an access; a power of two from 32 to 4096.</summary>
    public int AccessBits { get; init; } = 512;

    /// <summary>Check bits that a code adds to an access; the data array is wider by them.</summary>
    public int CheckBits { get; init; }

    /// <summary>Bits of the data array that an access reads or writes.</summary>
    internal int StoredBits => AccessBits + CheckBits;

    /// <summary>Ways of a set, for a cache; a power of two up to 32.</summary>
    public int Ways { get; init; } = 8;

    /// <summary>What happens between designed points.</summary>
    public CircuitMode Mode { get; init; } = CircuitMode.Compatible;

    internal void Check()
    {
        if (!int.IsPow2(AccessBits) || AccessBits is < MinAccessBits or > MaxAccessBits)
            throw new InputException($"access bits {AccessBits}: allowed are powers of two from {MinAccessBits} to {MaxAccessBits}");
        if (CheckBits < 0 || CheckBits > MaxCheckBits)
            throw new InputException($"check bits of an access {CheckBits}: allowed are 0 to {MaxCheckBits}");
        if (!int.IsPow2(Ways) || Ways is < 1 or > MaxWays)
            throw new InputException($"ways {Ways}: allowed are powers of two from 1 to {MaxWays}");
        if ((WritePoint is null) != (Cell is SramCell))
            throw new InputException(Cell is SramCell ? "an SRAM has no write point" : "an STT-MRAM needs a write point");
        if (WritePoint is { } point)
        {
            Positive("pulse", point.PulseS * 1e9, 1e6, "ns");
            Positive("write current", point.CurrentA * 1e6, 1e4, "uA");
            Positive("set energy", point.SetEnergyJ * 1e12, 1e6, "pJ");
            Positive("reset energy", point.ResetEnergyJ * 1e12, 1e6, "pJ");
        }

        if (Cell.WidthF <= 3 && Cell.AccessWidthF >= Cell.WidthF)
        {
            throw new InputException(FormattableString.Invariant(
                $"a cell {Cell.WidthF:0.##} F wide cannot hold an access transistor of {Cell.AccessWidthF} F; allowed: wider than 3 F"));
        }
    }

    private static void Positive(string name, double value, double max, string unit)
    {
        if (!(value > 0 && value <= max))
        {
            throw new InputException(FormattableString.Invariant(
                $"{name} {value:G6} {unit} is out of range; allowed: above 0, to {max} {unit}"));
        }
    }
}
