using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Files;

/// <summary>The keys by which a study changes a machine, named as in a machine's file.</summary>
public static class MachineChangeKeys
{
    private const string Unchanged = "as in the machine";

    /// <summary>All keys of a change.</summary>
    public static readonly KeySet All = new("machine change", "What is different from the machine's file.");

    /// <summary>How outputs leave the array.</summary>
    public static readonly Key<DrainMode> Drain = All.Optional(SystolicArrayKeys.Drain, Unchanged);

    /// <summary>Bank mapping.</summary>
    public static readonly Key<string> Banking = All.Optional(ScratchpadKeys.Banking, Unchanged);

    /// <summary>Cycles that a bank is busy with an access.</summary>
    public static readonly Key<int> InitiationInterval = All.Optional(ScratchpadKeys.InitiationInterval, Unchanged);

    /// <summary>Which capacity the memory model is asked for.</summary>
    public static readonly Key<MemoryMetricsScope> MemoryMetricsScope = All.Optional(MachineKeys.MemoryMetricsScope, Unchanged);

    /// <summary>Fetch rule of operands in DRAM.</summary>
    public static readonly Key<DramRefetch> DramRefetch = All.Optional(MachineKeys.DramRefetch, Unchanged);

    /// <summary>Number format; needs <see cref="MacEnergy"/> beside it.</summary>
    public static readonly Key<string> DataType = All.Optional(MachineKeys.DataType, Unchanged);

    /// <summary>Energy of one multiply-accumulate in that format, pJ.</summary>
    public static readonly Key<double> MacEnergy = All.Number(
        MachineKeys.MacEnergy.Name, "Energy of one multiply-accumulate in the number format of data_type, beside which it stands.", 0,
        MacEnergyKeys.MaxEnergyPj, "pJ", whenMissing: Unchanged);
}
