using System.Text.Json.Serialization;
using CycleSim.Dram.Statistics;

namespace CycleSim.Studies.Reports;

/// <summary>What the DRAM did, as a report has it.</summary>
/// <param name="ReadBursts">Bursts read.</param>
/// <param name="WriteBursts">Bursts written.</param>
/// <param name="ReadBytes">Bytes read.</param>
/// <param name="WriteBytes">Bytes written.</param>
/// <param name="RowHits">Bursts that found their row open.</param>
/// <param name="RowMisses">Bursts that found their bank closed.</param>
/// <param name="RowConflicts">Bursts that found another row open.</param>
/// <param name="Activates">Activate commands.</param>
/// <param name="Refreshes">Refresh commands of whole ranks.</param>
/// <param name="ActiveRankCycles">DRAM cycles with a row open, summed over ranks.</param>
/// <param name="PrechargedRankCycles">DRAM cycles with all banks closed, summed over ranks.</param>
public sealed record ReportedDram(
    long ReadBursts, long WriteBursts, long ReadBytes, long WriteBytes, long RowHits, long RowMisses, long RowConflicts, long Activates,
    long Refreshes, long ActiveRankCycles, long PrechargedRankCycles)
{
    /// <summary>Refresh commands of single banks; absent where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long BankRefreshes { get; init; }

    internal static ReportedDram None { get; } = Of(default, 0);

    /// <summary>Sum.</summary>
    public static ReportedDram operator +(ReportedDram a, ReportedDram b) => new(
        a.ReadBursts + b.ReadBursts, a.WriteBursts + b.WriteBursts, a.ReadBytes + b.ReadBytes, a.WriteBytes + b.WriteBytes,
        a.RowHits + b.RowHits, a.RowMisses + b.RowMisses, a.RowConflicts + b.RowConflicts, a.Activates + b.Activates,
        a.Refreshes + b.Refreshes, a.ActiveRankCycles + b.ActiveRankCycles, a.PrechargedRankCycles + b.PrechargedRankCycles)
    {
        BankRefreshes = a.BankRefreshes + b.BankRefreshes,
    };

    internal static ReportedDram Of(DramCounts counts, int burstBytes) => new(
        counts.ReadBursts, counts.WriteBursts, counts.ReadBursts * burstBytes, counts.WriteBursts * burstBytes, counts.RowHits,
        counts.RowMisses, counts.RowConflicts, counts.Activates, counts.Refreshes, counts.ActiveCycles, counts.PrechargedCycles)
    {
        BankRefreshes = counts.BankRefreshes,
    };
}
