using CycleSim.Accelerator.Components;

namespace CycleSim.Studies.Reports;

/// <summary>What a scratchpad did, as a report has it.</summary>
/// <param name="ReadAccesses">Accesses that read a line.</param>
/// <param name="WriteAccesses">Accesses that wrote a line.</param>
/// <param name="ReadBytes">Bytes read.</param>
/// <param name="WriteBytes">Bytes written.</param>
/// <param name="BankConflicts">Accesses that found their bank busy.</param>
/// <param name="BankConflictWaitCycles">Core cycles that they waited, summed.</param>
public sealed record ReportedScratchpad(
    long ReadAccesses, long WriteAccesses, long ReadBytes, long WriteBytes, long BankConflicts, long BankConflictWaitCycles)
{
    /// <summary>Sum.</summary>
    public static ReportedScratchpad operator +(ReportedScratchpad a, ReportedScratchpad b) => new(
        a.ReadAccesses + b.ReadAccesses, a.WriteAccesses + b.WriteAccesses, a.ReadBytes + b.ReadBytes, a.WriteBytes + b.WriteBytes,
        a.BankConflicts + b.BankConflicts, a.BankConflictWaitCycles + b.BankConflictWaitCycles);

    internal static ReportedScratchpad Of(ScratchpadCounts counts) => new(
        counts.ReadAccesses, counts.WriteAccesses, counts.ReadBytes, counts.WriteBytes, counts.Conflicts, counts.ConflictWaitCycles);
}
