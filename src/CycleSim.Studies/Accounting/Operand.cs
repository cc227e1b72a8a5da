namespace CycleSim.Studies.Accounting;

/// <summary>A structure as one operand of a product.</summary>
internal abstract class Operand
{
    /// <summary>The structure.</summary>
    public required AccountStructure Structure { get; init; }

    /// <summary>Lanes: output rows of the operand on the rows, output columns of that on the columns.</summary>
    public required long Lanes { get; init; }

    /// <summary>What each lane sums.</summary>
    public required long Depth { get; init; }

    /// <summary>Words of the footprint of some lanes, each unit of DRAM once.</summary>
    /// <param name="first">First lane.</param>
    /// <param name="end">The lane after the last.</param>
    /// <param name="unitWords">Words of a unit.</param>
    public abstract long Footprint(long first, long end, int unitWords);
}
