namespace CycleSim.Studies.Accounting;

/// <summary>A training step as the source paper counts.</summary>
public sealed record AccountResult
{
    /// <summary>Bytes to and from DRAM.</summary>
    public required long DramBytes { get; init; }

    /// <summary>Bytes read from the buffers.</summary>
    public required long OnChipReadBytes { get; init; }

    /// <summary>Bytes written to the buffers.</summary>
    public required long OnChipWrittenBytes { get; init; }

    /// <summary>Time of the accesses to the DRAM in s.</summary>
    public required double DramS { get; init; }

    /// <summary>Time of the folds in s.</summary>
    public required double FoldsS { get; init; }

    /// <summary>Time of the accesses to the buffers in s.</summary>
    public required double OnChipS { get; init; }

    /// <summary>Power that leaks from the buffers in W.</summary>
    public required double LeakageW { get; init; }

    /// <summary>Energy that leaks from the buffers during the step, in J.</summary>
    public double LeakageJ => LeakageW * TimeS;

    /// <summary>Energy of the accesses to the DRAM in J.</summary>
    public required double DramJ { get; init; }

    /// <summary>Energy of the accesses to the buffers in J.</summary>
    public required double AccessesJ { get; init; }

    /// <summary>Energy of writing to the buffers alone, in J.</summary>
    public required double WritesJ { get; init; }

    /// <summary>Energy of the multiply-accumulates in J.</summary>
    public required double MacsJ { get; init; }

    /// <summary>Time of the step in s: everything one after the other.</summary>
    public double TimeS => DramS + FoldsS + OnChipS;

    /// <summary>Energy of the step in J.</summary>
    public double EnergyJ => LeakageJ + DramJ + AccessesJ + MacsJ;
}
