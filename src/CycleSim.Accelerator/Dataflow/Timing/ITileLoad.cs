using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>
/// When the stationary tile of the next fold is loaded. A tile enters at the top, one row per cycle, and its stream can start R cycles
/// after its load.
/// </summary>
internal interface ITileLoad : INamedChoice
{
    /// <summary>Whether nothing of a fold is in the array any more when the next one is loaded.</summary>
    public bool WaitsForSums { get; }

    /// <summary>Whether column c is loaded c cycles after the first one, and not all of them at once.</summary>
    public bool GoesColumnByColumn { get; }

    /// <summary>Cycles from the start of a fold's stream to the first cycle in which the next tile may be loaded.</summary>
    /// <param name="streamed">Words of the stream, at least 1.</param>
    /// <param name="rows">Rows R of the array.</param>
    /// <param name="columns">Columns C of the array.</param>
    public long FirstLoad(long streamed, int rows, int columns);
}
