namespace CycleSim.Accelerator.Dram;

/// <summary>What a controller chooses among legal commands. The rules of timing are not its business.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="OldestFirst">Row hits first, then by age over all banks; otherwise round robin over the banks.</param>
/// <param name="RowHitCap">Column accesses after which a waiting conflict may close a row that has hits left.</param>
/// <param name="IdleDrainThreshold">Buffered writes above which an idle controller starts to drain.</param>
/// <param name="SkipsHazards">
/// A buffered write that must wait for an outstanding read is passed over, and reads move in its place; otherwise it ends the drain.
/// </param>
public sealed record DramPolicy(string Name, bool OldestFirst, int RowHitCap, int IdleDrainThreshold, bool SkipsHazards)
{
    /// <summary>
    /// What DRAMsim3 (commit 2981759) does, its oddities included: up to 8 writes stay buffered for ever, and a full write buffer whose
    /// oldest movable write waits for a read that is not yet queued never moves again.
    /// </summary>
    public static DramPolicy Dramsim3 { get; } = new("dramsim3", OldestFirst: false, RowHitCap: 4, IdleDrainThreshold: 8, SkipsHazards: false);

    /// <summary>The same timing without these oddities.</summary>
    public static DramPolicy Default { get; } = new("default", OldestFirst: true, RowHitCap: 4, IdleDrainThreshold: 0, SkipsHazards: true);
}
