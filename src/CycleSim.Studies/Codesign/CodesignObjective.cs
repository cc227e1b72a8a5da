namespace CycleSim.Studies.Codesign;

/// <summary>What co-design makes as small as possible.</summary>
public enum CodesignObjective
{
    /// <summary>Energy of the scratchpads in a training step: writes, reads and leakage.</summary>
    Energy,

    /// <summary>Time of a training step.</summary>
    Time,

    /// <summary>Area of the scratchpads.</summary>
    Area,
}
