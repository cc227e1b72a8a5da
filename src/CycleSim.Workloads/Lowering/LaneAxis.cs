namespace CycleSim.Workloads.Lowering;

/// <summary>Which axis of an operand the lanes of the array stand on; the other axis is the accumulation axis K.</summary>
public enum LaneAxis
{
    /// <summary>
    /// Lanes are (location, slice) pairs; each lane reads along the words. Memory lines run along K: one line feeds one lane.
    /// </summary>
    Slices,

    /// <summary>
    /// Lanes are words; K runs over (location, slice) pairs. Memory lines run along the lanes: one line feeds neighbouring lanes.
    /// </summary>
    Words,
}
