using CycleSim.Accelerator.Lifetimes;
using CycleSim.Configuration.Text;

namespace CycleSim.Studies.Reports;

/// <summary>How long a tensor's content lives, and how long it lies on-chip, as a report has it.</summary>
/// <param name="Tensor">Name of the tensor.</param>
/// <param name="Scratchpad">The scratchpad of its role, in snake case.</param>
/// <param name="Words">Words of the tensor.</param>
/// <param name="WriteToLastReadS">Longest time from write to last read, wherever the tensor is, seconds.</param>
/// <param name="ResidenceS">Time for which it holds data in its scratchpad, seconds; tiles of it do not count.</param>
/// <param name="IdleShare">Share of the residence in which nobody uses the data, 0 to 1.</param>
public sealed record ReportedContent(
    string Tensor, string Scratchpad, long Words, double WriteToLastReadS, double ResidenceS, double IdleShare)
{
    internal static IEnumerable<ReportedContent> Of(StepLifetimes lifetimes, double cycleS)
    {
        ILookup<int, DataStay> stays = lifetimes.Stays.Where(stay => !stay.IsTile).ToLookup(stay => stay.Tensor.Id);
        foreach (IGrouping<int, DataStay> contents in lifetimes.Contents.GroupBy(content => content.Tensor.Id))
        {
            long resident = Union(stays[contents.Key]);
            long idle = stays[contents.Key].Sum(stay => stay.Cycles - stay.UsedCycles);
            DataStay first = contents.First();
            yield return new ReportedContent(
                first.Tensor.Name, EnumName.Of(first.Tensor.Role), first.Tensor.Words, contents.Max(content => content.Cycles) * cycleS,
                resident * cycleS, resident == 0 ? 0 : (double)idle / resident);
        }
    }

    /// <summary>Cycles of all stays; an operation that overwrites what it reads belongs to two of them.</summary>
    private static long Union(IEnumerable<DataStay> stays)
    {
        long cycles = 0;
        long end = 0;
        foreach (DataStay stay in stays.OrderBy(stay => stay.StartCycle))
        {
            cycles += Math.Max(0, stay.EndCycle - Math.Max(end, stay.StartCycle));
            end = Math.Max(end, stay.EndCycle);
        }

        return cycles;
    }
}
