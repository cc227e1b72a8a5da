using CycleSim.Dram;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Machine;

/// <summary>Number format of all tensors; it decides the bytes of a word.</summary>
public enum DataType
{
    /// <summary>IEEE 754 binary32: 4 bytes.</summary>
    Fp32,

    /// <summary>IEEE 754 binary16: 2 bytes.</summary>
    Fp16,

    /// <summary>bfloat16: 2 bytes.</summary>
    Bf16,

    /// <summary>8-bit integer: 1 byte.</summary>
    Int8,
}

/// <summary>Which bank holds which line.</summary>
public enum Banking
{
    /// <summary>Lines of a slice go round the banks, and slices are shifted so that neighbouring slices meet different banks.</summary>
    Skewed,

    /// <summary>Bank = line address modulo banks.</summary>
    Interleaved,
}

/// <summary>Which capacity the array model is asked for.</summary>
public enum ArrayMetrics
{
    /// <summary>Latency and energy of an access are those of one array of the whole on-chip capacity; leakage and area too.</summary>
    Total,

    /// <summary>Each scratchpad is an array of its own, a third of the capacity; leakage and area count three times.</summary>
    PerScratchpad,
}

/// <summary>What a fold fetches of an operand that lives in DRAM.</summary>
public enum DramRefetch
{
    /// <summary>Every fold fetches each distinct line of its footprint once.</summary>
    Tile,

    /// <summary>As <see cref="Tile"/>, but an operand panel that the fold before used as well is not fetched again.</summary>
    Panel,
}

/// <summary>The scratchpads' organisation; all three are alike.</summary>
/// <param name="Banks">Banks of each scratchpad, 1 to 4096.</param>
/// <param name="LineBytes">Bytes of a line, the unit of access: 64, the burst of the DRAM.</param>
/// <param name="Banking">Bank mapping.</param>
/// <param name="InitiationIntervalCycles">Cycles a bank is busy with an access; null: as long as the access takes (not pipelined).</param>
public sealed record ScratchpadSpec(int Banks, int LineBytes, Banking Banking, int? InitiationIntervalCycles);

/// <summary>Everything about the accelerator but its memory technology and capacity.</summary>
/// <param name="Name">Name of the machine.</param>
/// <param name="Array">Systolic array.</param>
/// <param name="ClockPeriodPs">Core clock period, ps.</param>
/// <param name="DataType">Number format.</param>
/// <param name="Scratchpad">Scratchpad organisation.</param>
/// <param name="ArrayMetrics">Which capacity the array model is asked for.</param>
/// <param name="VectorWords">Width of the vector path in words; a multiple of a line.</param>
/// <param name="DramRefetch">Fetch rule of operands in DRAM.</param>
/// <param name="Dram">Off-chip memory.</param>
/// <param name="MacEnergyPj">Energy of one multiply-accumulate in the given number format, pJ.</param>
public sealed record MachineSpec(
    string Name,
    ArrayGeometry Array,
    long ClockPeriodPs,
    DataType DataType,
    ScratchpadSpec Scratchpad,
    ArrayMetrics ArrayMetrics,
    int VectorWords,
    DramRefetch DramRefetch,
    DramSpec Dram,
    double MacEnergyPj)
{
    /// <summary>Bytes of a word.</summary>
    public int WordBytes => DataType switch
    {
        DataType.Fp32 => 4,
        DataType.Fp16 or DataType.Bf16 => 2,
        _ => 1,
    };

    /// <summary>Arrays that make up the on-chip memory, each with an equal part of its capacity: one, or one for each scratchpad.</summary>
    /// <remarks>A method: a property would change the text of the record, which identifies a study's points.</remarks>
    public int ArrayCount() => ArrayMetrics == ArrayMetrics.Total ? 1 : TensorRoles.Count;

    /// <summary>Whole clock cycles of an access, rounded up, at least one.</summary>
    public int CyclesOf(double ns) => (int)Math.Max(1, Math.Ceiling(ns * 1000 / ClockPeriodPs - 1e-9));

    /// <summary>Words of a scratchpad line.</summary>
    public int WordsPerLine => Scratchpad.LineBytes / WordBytes;
}
