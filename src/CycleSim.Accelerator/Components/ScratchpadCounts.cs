namespace CycleSim.Accelerator.Components;

/// <summary>What a scratchpad did; whole numbers, so that parts sum to totals exactly.</summary>
/// <param name="ReadAccesses">Lines read.</param>
/// <param name="WriteAccesses">Lines (or parts of lines) written.</param>
/// <param name="ReadBytes">Bytes read: whole lines.</param>
/// <param name="WriteBytes">Bytes written.</param>
/// <param name="Conflicts">Accesses that found their bank busy.</param>
/// <param name="ConflictWaitCycles">Cycles those accesses waited, summed.</param>
public readonly record struct ScratchpadCounts(
    long ReadAccesses, long WriteAccesses, long ReadBytes, long WriteBytes, long Conflicts, long ConflictWaitCycles)
{
    /// <summary>Attempts at the writes; 0 where writes are not verified.</summary>
    public long WriteAttempts { get; init; }

    /// <summary>Bytes written again, by attempts after the first.</summary>
    public long RepeatedWriteBytes { get; init; }

    /// <summary>Bytes read to verify attempts: whole lines.</summary>
    public long VerifyReadBytes { get; init; }

    /// <summary>Writes that leave a wrong bit after the last attempt.</summary>
    public long UnfinishedWrites { get; init; }

    /// <summary>Sum.</summary>
    public static ScratchpadCounts operator +(ScratchpadCounts a, ScratchpadCounts b) => new(
        a.ReadAccesses + b.ReadAccesses, a.WriteAccesses + b.WriteAccesses, a.ReadBytes + b.ReadBytes,
        a.WriteBytes + b.WriteBytes, a.Conflicts + b.Conflicts, a.ConflictWaitCycles + b.ConflictWaitCycles)
    {
        WriteAttempts = a.WriteAttempts + b.WriteAttempts,
        RepeatedWriteBytes = a.RepeatedWriteBytes + b.RepeatedWriteBytes,
        VerifyReadBytes = a.VerifyReadBytes + b.VerifyReadBytes,
        UnfinishedWrites = a.UnfinishedWrites + b.UnfinishedWrites,
    };

    /// <summary>Difference.</summary>
    public static ScratchpadCounts operator -(ScratchpadCounts a, ScratchpadCounts b) => new(
        a.ReadAccesses - b.ReadAccesses, a.WriteAccesses - b.WriteAccesses, a.ReadBytes - b.ReadBytes,
        a.WriteBytes - b.WriteBytes, a.Conflicts - b.Conflicts, a.ConflictWaitCycles - b.ConflictWaitCycles)
    {
        WriteAttempts = a.WriteAttempts - b.WriteAttempts,
        RepeatedWriteBytes = a.RepeatedWriteBytes - b.RepeatedWriteBytes,
        VerifyReadBytes = a.VerifyReadBytes - b.VerifyReadBytes,
        UnfinishedWrites = a.UnfinishedWrites - b.UnfinishedWrites,
    };
}
