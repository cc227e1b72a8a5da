using CycleSim.Platform;

namespace CycleSim.Dram;

/// <summary>What a controller chooses among legal commands. The rules of timing are not its business.</summary>
public sealed record DramPolicy
{
    private DramPolicy()
    {
    }

    /// <summary>
    /// What DRAMsim3 (commit 2981759) does, its oddities included: up to 8 writes stay buffered for ever, and a full write buffer whose
    /// oldest movable write waits for a read that is not yet queued never moves again.
    /// </summary>
    public static DramPolicy Dramsim3 { get; } = new()
    {
        Name = "dramsim3",
        NewOrder = () => new RoundRobin(),
        FixedRowHitCap = 4,
        IdleDrainThreshold = 8,
        SkipsHazards = false,
    };

    /// <summary>The same timing without these oddities: FR-FCFS (row hits first, then the oldest); idle times drain every write.</summary>
    public static DramPolicy Default { get; } = new()
    {
        Name = "default",
        NewOrder = () => new FrFcfs(),
        FixedRowHitCap = null,
        IdleDrainThreshold = 0,
        SkipsHazards = true,
    };

    /// <summary>All policies.</summary>
    public static IReadOnlyList<DramPolicy> All { get; } = [Default, Dramsim3];

    /// <summary>Name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>Buffered writes above which an idle controller starts to drain.</summary>
    public required int IdleDrainThreshold { get; init; }

    /// <summary>
    /// A buffered write that must wait for an outstanding read is passed over, and reads move instead; otherwise it ends the drain.
    /// </summary>
    public required bool SkipsHazards { get; init; }

    /// <summary>Makes what orders the commands.</summary>
    internal Func<CommandOrder> NewOrder { get; private init; } = () => new FrFcfs();

    private int? FixedRowHitCap { get; init; }

    /// <summary>Column accesses after which a waiting conflict may close a row that has hits left.</summary>
    internal int RowHitCapOf(DramSpec spec) => FixedRowHitCap ?? spec.RowHitCap;

    /// <summary>Checks that a part asks for nothing that this policy cannot do.</summary>
    /// <exception cref="InputException">The part contradicts the policy.</exception>
    public void Check(DramSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (FixedRowHitCap is not { } cap)
            return;
        if (spec.RowHitCap != cap)
        {
            throw new InputException(
                $"part {spec.Name}: row_hit_cap = {spec.RowHitCap}: policy {Name} always uses {cap}; use policy {Default.Name}");
        }

        if (spec.PagePolicy != PagePolicy.Open)
            throw new InputException($"part {spec.Name}: page_policy = closed: policy {Name} keeps pages open; use policy {Default.Name}");
    }
}
