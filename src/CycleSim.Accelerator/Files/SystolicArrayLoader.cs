using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Keys;
using CycleSim.Platform;

namespace CycleSim.Accelerator.Files;

/// <summary>Reads "systolic_array" in a machine's file.</summary>
internal static class SystolicArrayLoader
{
    /// <summary>The array, or arrays.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="isTiled">Products run in tiles.</param>
    /// <exception cref="InputException">Keys do not go together.</exception>
    internal static SystolicArraySpec Read(KeyValues keys, bool isTiled)
    {
        var array = new SystolicArraySpec(
            keys.Get(SystolicArrayKeys.Rows), keys.Get(SystolicArrayKeys.Columns), keys.Get(SystolicArrayKeys.Drain),
            keys.Get(SystolicArrayKeys.TrimEdgeFolds))
        {
            Arrays = keys.Get(SystolicArrayKeys.Arrays),
            Dataflow = keys.Get(SystolicArrayKeys.Dataflow),
            TileLoad = keys.Get(SystolicArrayKeys.Variant),
        };
        if (array.HasStationaryOperand)
            CheckStationary(keys, array, isTiled);
        else
            CheckDrain(keys, array, isTiled);
        return array;
    }

    /// <summary>Several columns share a line's port, so that a line may not feed two arrays.</summary>
    /// <param name="keys">The keys of the array.</param>
    /// <param name="machine">The machine.</param>
    /// <exception cref="InputException">The columns are no whole lines.</exception>
    internal static void CheckLines(KeyValues keys, MachineSpec machine)
    {
        if (!machine.HasWholeLinesOfColumns)
        {
            throw keys.Error(
                SystolicArrayKeys.Columns,
                $"must be a multiple of the {machine.MaxWordsPerLine} words of a line where there are several arrays");
        }
    }

    private static void CheckDrain(KeyValues keys, SystolicArraySpec array, bool isTiled)
    {
        if (keys.Has(SystolicArrayKeys.Variant))
            throw keys.Error(
                SystolicArrayKeys.Variant, "goes with a stationary operand; what an output-stationary array does is its \"drain\"");
        if (array.Drain == DrainMode.Scalesim && array.Rows + array.Columns < 3)
            throw keys.Error(
                SystolicArrayKeys.Drain, "\"scalesim\" counts one cycle less than a 1x1 array takes; use \"physical\"");
        if (array.TrimEdgeFolds && array.Drain != DrainMode.Physical)
            throw keys.Error(SystolicArrayKeys.TrimEdgeFolds, "goes with drain \"physical\" only");
        if (array.Drain == DrainMode.Scalesim && isTiled)
            throw keys.Error(
                SystolicArrayKeys.Drain, "\"scalesim\" counts whole products, not tiles; use \"physical\" or \"overlapped\"");
    }

    private static void CheckStationary(KeyValues keys, SystolicArraySpec array, bool isTiled)
    {
        if (!isTiled)
            throw keys.Error(SystolicArrayKeys.Dataflow, "a stationary operand goes with residency \"tiled\"");
        if (keys.Has(SystolicArrayKeys.Drain))
            throw keys.Error(
                SystolicArrayKeys.Drain, "goes with dataflow \"output_stationary\"; outputs of the others leave as they stream");
        if (array.TrimEdgeFolds && !StationaryLoads.All.Get(array.TileLoad).WaitsForSums)
            throw keys.Error(SystolicArrayKeys.TrimEdgeFolds, "goes with variant \"serial\" only");
    }
}
