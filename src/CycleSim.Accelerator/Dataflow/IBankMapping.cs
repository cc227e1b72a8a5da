using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>
/// Which bank of a scratchpad holds which line. Every slice of a tensor starts on a line of its own; line l of slice s is in bank
/// (l + shift(s)) mod banks, and a mapping chooses the shifts.
/// </summary>
public interface IBankMapping : INamedChoice
{
    /// <summary>The shift of each slice; it must depend on the shape alone, so that tensors of one shape lie alike.</summary>
    /// <param name="shape">Sizes that decide it.</param>
    /// <returns>One shift for each slice, 0 to banks - 1.</returns>
    public int[] Shifts(in BankMappingShape shape);
}
