using CycleSim.Accelerator.Lifetimes;
using CycleSim.Configuration.Text;

namespace CycleSim.Studies.Reports;

/// <summary>Data that lie in a scratchpad for a while, as a report has it.</summary>
/// <param name="Tensor">Name of the tensor.</param>
/// <param name="Scratchpad">The scratchpad, in snake case.</param>
/// <param name="Words">Words of the tensor.</param>
/// <param name="Tiles">Only tiles pass, each for this time at most.</param>
/// <param name="StartS">Start of the operation that writes or loads them, seconds from the start of the step.</param>
/// <param name="LifetimeS">Seconds to the end of the last operation that reads them or writes them back.</param>
/// <param name="IdleShare">Share of that time in which nobody uses them, 0 to 1.</param>
public sealed record ReportedStay(
    string Tensor, string Scratchpad, long Words, bool Tiles, double StartS, double LifetimeS, double IdleShare)
{
    internal static ReportedStay Of(DataStay stay, double cycleS) => new(
        stay.Tensor.Name, EnumName.Of(stay.Tensor.Role), stay.Tensor.Words, stay.IsTile, stay.StartCycle * cycleS, stay.Cycles * cycleS,
        stay.IdleShare);
}
