namespace CycleSim.Accelerator.Machine;

/// <summary>How a fold ends and the next begins.</summary>
public enum DrainMode
{
    /// <summary>Outputs leave by the bottom edge, then the next fold starts: F (K + 2R + C - 2) cycles.</summary>
    Physical,

    /// <summary>Shadow accumulators: outputs leave while the next fold computes: (F - 1) max(K, R) + K + 2R + C - 2 cycles.</summary>
    Overlapped,

    /// <summary>The counting of SCALE-Sim v2 and v3, for comparison: F (K + R + C - 2) - 1 cycles.</summary>
    Scalesim,
}
