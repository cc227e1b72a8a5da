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
    /// <summary>Attempts at the writes; null where writes are not verified.</summary>
    public long? WriteAttempts { get; init; }

    /// <summary>Bytes written again, likewise.</summary>
    public long? RepeatedWriteBytes { get; init; }

    /// <summary>Bytes read to verify, likewise.</summary>
    public long? VerifyReadBytes { get; init; }

    /// <summary>Writes that leave a wrong bit, likewise.</summary>
    public long? UnfinishedWrites { get; init; }

    /// <summary>Sum.</summary>
    public static ReportedScratchpad operator +(ReportedScratchpad a, ReportedScratchpad b) => new(
        a.ReadAccesses + b.ReadAccesses, a.WriteAccesses + b.WriteAccesses, a.ReadBytes + b.ReadBytes, a.WriteBytes + b.WriteBytes,
        a.BankConflicts + b.BankConflicts, a.BankConflictWaitCycles + b.BankConflictWaitCycles)
    {
        WriteAttempts = Sum(a.WriteAttempts, b.WriteAttempts),
        RepeatedWriteBytes = Sum(a.RepeatedWriteBytes, b.RepeatedWriteBytes),
        VerifyReadBytes = Sum(a.VerifyReadBytes, b.VerifyReadBytes),
        UnfinishedWrites = Sum(a.UnfinishedWrites, b.UnfinishedWrites),
    };

    internal static ReportedScratchpad Of(ScratchpadCounts counts) => new(
        counts.ReadAccesses, counts.WriteAccesses, counts.ReadBytes, counts.WriteBytes, counts.Conflicts, counts.ConflictWaitCycles)
    {
        WriteAttempts = OfVerified(counts, counts.WriteAttempts),
        RepeatedWriteBytes = OfVerified(counts, counts.RepeatedWriteBytes),
        VerifyReadBytes = OfVerified(counts, counts.VerifyReadBytes),
        UnfinishedWrites = OfVerified(counts, counts.UnfinishedWrites),
    };

    private static long? OfVerified(ScratchpadCounts counts, long count) => counts.WriteAttempts == 0 ? null : count;

    private static long? Sum(long? a, long? b) => a is null && b is null ? null : (a ?? 0) + (b ?? 0);
}
