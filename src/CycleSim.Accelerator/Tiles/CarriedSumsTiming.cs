using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;

namespace CycleSim.Accelerator.Tiles;

/// <summary>
/// Output stationary in one fold: accumulators stay from tile to tile over K and are drained after the last one, so that a tile takes as
/// many cycles as its part of the reduction dimension K has steps.
/// </summary>
internal sealed class CarriedSumsTiming : ITileTiming
{
    public string Name => "os_carry";

    public string Meaning => "output stationary; sums stay in the array from tile to tile over K";

    public long Cycles(int rows, int columns, in GemmTile tile) => tile.IsLastOfK
        ? new OutputStationaryTiming(new SystolicArraySpec(rows, columns, DrainMode.Physical, TrimEdgeFolds: false))
            .Length(tile.K, rows, columns)
        : tile.K;

    public string? Problem(int rows, int columns, GemmTiling tiles) => tiles.Tm <= rows && tiles.Tn <= columns
        ? null
        : $"variant {Name}: a tile of {tiles.Tm} x {tiles.Tn} outputs must lie on the array of {rows} x {columns} at once";
}
