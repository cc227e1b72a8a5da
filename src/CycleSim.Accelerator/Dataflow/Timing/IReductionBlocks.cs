using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>What an output-stationary array does between blocks of K, and at the end of a fold.</summary>
internal interface IReductionBlocks : INamedChoice
{
    /// <summary>Whether the sums of every block leave the array and are added up outside.</summary>
    public bool Spills { get; }

    /// <summary>Whether outputs leave from shadow accumulators while the next fold computes.</summary>
    public bool OverlapsFolds { get; }

    /// <summary>Whether folds can be trimmed to the rows and columns that they fill.</summary>
    public bool CanTrim { get; }

    /// <summary>Cycles from the last word of a block to the first one of the next, if that is there.</summary>
    /// <param name="rows">Rows R of the array.</param>
    /// <param name="columns">Columns C of the array.</param>
    public long Pause(int rows, int columns);
}
