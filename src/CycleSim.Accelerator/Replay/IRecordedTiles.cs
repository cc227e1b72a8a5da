using CycleSim.Accelerator.Steps;

namespace CycleSim.Accelerator.Replay;

/// <summary>Finds the tiles of a recorded run among its phases and transfers.</summary>
internal interface IRecordedTiles
{
    /// <summary>The tiles of an operation in program order, without the one that ends it.</summary>
    /// <param name="operation">Index of the operation; asked for in ascending order, once each.</param>
    public IEnumerable<StepTile> Of(int operation);

    /// <summary>All operations have been asked for.</summary>
    /// <exception cref="Traces.TraceFormatException">The trace has phases or transfers that belong to none.</exception>
    public void CheckEnd();
}
