using System.Collections.Immutable;
using CycleSim.Arrays.Coding;
using CycleSim.Platform;

namespace CycleSim.Arrays.Models;

/// <summary>A memory technology: a file under models/memories, or one of the user's.</summary>
public sealed class MemoryTechnology
{
    /// <summary>Name, e.g. "stt-mram".</summary>
    public required string Name { get; init; }

    /// <summary>One sentence on what it is.</summary>
    public required string Description { get; init; }

    /// <summary>The memory cell in words.</summary>
    public required string Cell { get; init; }

    /// <summary>Technology node in nm.</summary>
    public required double NodeNm { get; init; }

    /// <summary>How the array is organised.</summary>
    public required MemoryOrganisation Organisation { get; init; }

    /// <summary>Bits of one access, to which the energies refer.</summary>
    public required int AccessBits { get; init; }

    /// <summary>Where the metrics come from.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>What gives the metrics.</summary>
    public required IMemoryModel Model { get; init; }

    /// <summary>What the circuit model would need to give them; null if the file does not say.</summary>
    public CircuitSpec? Circuit { get; init; }

    /// <summary>The error correcting code; null without one.</summary>
    public MemoryCode? Code => (Model as CodedModel)?.Code;

    /// <summary>The rows of the table, by strictly increasing capacity and without a code; none with another model.</summary>
    public ImmutableArray<MemoryRow> Table => CodedModel.ArrayOf(Model) is TableModel table ? table.Rows : [];

    /// <summary>Smallest capacity in bytes.</summary>
    public long MinCapacityBytes => Model.MinCapacityBytes;

    /// <summary>Largest capacity in bytes.</summary>
    public long MaxCapacityBytes => Model.MaxCapacityBytes;

    /// <summary>The metrics at a capacity. With a table nothing is allocated.</summary>
    /// <param name="capacityBytes">Capacity in bytes, from <see cref="MinCapacityBytes"/> to <see cref="MaxCapacityBytes"/>.</param>
    /// <returns>The metrics.</returns>
    /// <exception cref="InputException">The capacity is out of range: nothing is extrapolated.</exception>
    public MemoryMetrics At(long capacityBytes) => Model.At(capacityBytes);
}
