using CycleSim.Dram.Parts;
using CycleSim.Dram.Policies;
using CycleSim.Dram.Standards;
using CycleSim.Platform;

namespace CycleSim.Dram.Control;

/// <summary>What a controller chooses where a standard leaves it free, and whose reading of the standard it keeps.</summary>
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
        Rules = TimingRules.Dramsim3,
        Scheduler = "round_robin",
        PagePolicy = PagePolicies.Default,
        FixedRowHitCap = 4,
        IdleDrainThreshold = 8,
        SkipsHazards = false,
        SharesFrontEnd = true,
    };

    /// <summary>What the part names, by JEDEC's rules and without these oddities; idle times drain every write.</summary>
    public static DramPolicy Default { get; } = new()
    {
        Name = "default",
        Rules = TimingRules.Jedec,
        IdleDrainThreshold = 0,
        SkipsHazards = true,
        SharesFrontEnd = false,
    };

    /// <summary>The policies that have names of their own.</summary>
    public static IReadOnlyList<DramPolicy> All { get; } = [Default, Dramsim3];

    /// <summary>Name on the command line and in files of machines.</summary>
    public required string Name { get; init; }

    /// <summary>Whose reading of the standard it keeps.</summary>
    public required TimingRules Rules { get; init; }

    /// <summary>Scheduler that replaces the part's; null to keep that.</summary>
    public string? Scheduler { get; init; }

    /// <summary>Page policy that replaces the part's; null to keep that.</summary>
    public string? PagePolicy { get; init; }

    /// <summary>Refresh policy that replaces the part's; null to keep that.</summary>
    public string? RefreshPolicy { get; init; }

    /// <summary>Buffered writes above which an idle controller starts to drain.</summary>
    public required int IdleDrainThreshold { get; init; }

    /// <summary>
    /// A buffered write that must wait for an outstanding read is passed over, and reads move instead; otherwise it ends the drain.
    /// </summary>
    public required bool SkipsHazards { get; init; }

    /// <summary>One request a cycle enters over all channels, in order; otherwise one for each channel.</summary>
    public required bool SharesFrontEnd { get; init; }

    private int? FixedRowHitCap { get; init; }

    /// <summary>
    /// The policy of a name: default, dramsim3, or schedulers, page and refresh policies that replace the part's, joined by commas, e.g.
    /// "fcfs,closed".
    /// </summary>
    /// <param name="name">The name.</param>
    /// <exception cref="InputException">A name is unknown or two are of one kind; the message lists those that there are.</exception>
    public static DramPolicy Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (All.FirstOrDefault(policy => policy.Name == name) is { } known)
            return known;
        DramPolicy policy = Default with { Name = name };
        foreach (string part in name.Split(',', StringSplitOptions.TrimEntries))
            policy = policy.With(part.Replace('-', '_'), name);
        return policy;
    }

    /// <summary>A part as this policy runs it.</summary>
    /// <param name="spec">The part.</param>
    /// <exception cref="InputException">The part asks for what this policy cannot do.</exception>
    public DramSpec Apply(DramSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        Check(spec);
        DramSpec applied = spec with
        {
            Scheduler = Scheduler ?? spec.Scheduler,
            PagePolicy = PagePolicy ?? spec.PagePolicy,
            RefreshPolicy = RefreshPolicy ?? spec.RefreshPolicy,
            Energy = EnergyOf(spec),
        };
        return RefreshPolicies.All.Get(applied.RefreshPolicy).Problem(applied.Table(Rules)) is { } problem
            ? throw new InputException($"part {spec.Name}: refresh policy {applied.RefreshPolicy}: {problem}")
            : applied;
    }

    /// <summary>A burst that counts as shorter or longer costs less or more in proportion.</summary>
    private DramUnitEnergies EnergyOf(DramSpec spec)
    {
        double scale = (double)spec.Table(Rules).BurstCycles / spec.Table(TimingRules.Jedec).BurstCycles;
        return scale == 1
            ? spec.Energy
            : spec.Energy with { ReadPj = spec.Energy.ReadPj * scale, WritePj = spec.Energy.WritePj * scale };
    }

    private void Check(DramSpec spec)
    {
        if (FixedRowHitCap is not { } cap)
            return;
        if (spec.RowHitCap != cap)
        {
            throw new InputException(
                $"part {spec.Name}: row_hit_cap = {spec.RowHitCap}: policy {Name} always uses {cap}; use policy {Default.Name}");
        }

        if (spec.PagePolicy != PagePolicy)
        {
            throw new InputException(
                $"part {spec.Name}: page_policy = {spec.PagePolicy}: policy {Name} keeps pages open; use policy {Default.Name}");
        }

        if (spec.PowerDown != PowerDownSpec.Off)
            throw new InputException($"part {spec.Name}: power_down: policy {Name} has none; use policy {Default.Name}");
    }

    private DramPolicy With(string part, string name)
    {
        InputException Wrong(string problem) => new($"policy \"{name}\": {problem}; allowed: "
            + $"{string.Join(", ", All.Select(policy => policy.Name))}, or of each of these one, joined by commas: scheduler "
            + $"{Names(Schedulers.All.All)}; page policy {Names(PagePolicies.All.All)}; refresh policy "
            + $"{Names(RefreshPolicies.All.All)}");
        if (Schedulers.All.All.Any(choice => choice.Name == part))
            return Scheduler is null ? this with { Scheduler = part } : throw Wrong("names two schedulers");
        if (PagePolicies.All.All.Any(choice => choice.Name == part))
            return PagePolicy is null ? this with { PagePolicy = part } : throw Wrong("names two page policies");
        if (RefreshPolicies.All.All.Any(choice => choice.Name == part))
            return RefreshPolicy is null ? this with { RefreshPolicy = part } : throw Wrong("names two refresh policies");
        throw Wrong($"\"{part}\" is unknown");
    }

    private static string Names(IEnumerable<Configuration.Keys.INamedChoice> choices) =>
        string.Join(" | ", choices.Select(choice => choice.Name));
}
