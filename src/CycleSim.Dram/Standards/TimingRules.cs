namespace CycleSim.Dram.Standards;

/// <summary>Whose reading of a standard applies.</summary>
public enum TimingRules
{
    /// <summary>The standard as JEDEC writes it.</summary>
    Jedec,

    /// <summary>What DRAMsim3 does, where it differs.</summary>
    Dramsim3,
}
