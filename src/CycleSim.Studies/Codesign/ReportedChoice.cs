namespace CycleSim.Studies.Codesign;

/// <summary>The memory that was chosen for a scratchpad, as a result has it.</summary>
/// <param name="Scratchpad">The scratchpad.</param>
/// <param name="Cell">
/// Cells of the bits that must be right, with lifetimes of the step with the choice; with 32 cheap bits, those of these.
/// </param>
/// <param name="CheapBits">Lowest bits of each word in a cheaply written array, 0 to 32; with 32 no bit has to be right.</param>
/// <param name="CheapWriteErrorRate">Their write error rate; null without such bits.</param>
/// <param name="CheapCurrentUa">Their write current in uA; null without such bits.</param>
/// <param name="Array">The array, or both together.</param>
/// <param name="Cost">Its cost as the search estimates it.</param>
/// <param name="BaselineCost">That of the baseline.</param>
/// <param name="PredictedLossPoints">Measured loss of accuracy of its cheap bits, in percentage points.</param>
/// <param name="Retention">The barrier that its data need.</param>
public sealed record ReportedChoice(
    string Scratchpad, ReportedCell Cell, int CheapBits, double? CheapWriteErrorRate, double? CheapCurrentUa, ReportedArrayCost Array,
    ScratchpadCost Cost, ScratchpadCost BaselineCost, double PredictedLossPoints, RetentionNeed Retention);
