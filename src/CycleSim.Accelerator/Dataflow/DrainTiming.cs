using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>Outputs drain from the processing elements that summed them.</summary>
/// <param name="array">The array.</param>
/// <param name="depth">Reduction dimension K.</param>
internal sealed class DrainTiming(SystolicArraySpec array, long depth) : IOutputTiming
{
    private readonly OutputStationaryTiming _timing = new(array);

    /// <inheritdoc />
    public int FoldRows => array.Rows;

    /// <inheritdoc />
    public int FoldColumns => array.FoldColumns;

    /// <inheritdoc />
    public bool LowerRowsFirst => array.DrainsBottomFirst;

    /// <inheritdoc />
    public bool FoldsOverlap => array.Drain == DrainMode.Overlapped;

    /// <inheritdoc />
    public long RowSumStep => depth - 1;

    /// <inheritdoc />
    public long OutputStep(int rows, int row, int column) => _timing.OutputStep(depth, rows, row, column);

    /// <inheritdoc />
    public long FirstOutputStep(int rows, int column) => _timing.FirstOutputStep(depth, rows, column);
}
