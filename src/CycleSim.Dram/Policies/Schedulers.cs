using CycleSim.Configuration.Keys;
using CycleSim.Dram.Parts;

namespace CycleSim.Dram.Policies;

/// <summary>The schedulers that the file of a part, a machine or an option can name.</summary>
public static class Schedulers
{
    /// <summary>The one of a part that names none.</summary>
    public const string Default = DramSpec.DefaultScheduler;

    /// <summary>All schedulers; a program registers its own here before it reads files that name them.</summary>
    public static ChoiceTable<IScheduler> All { get; } = new("scheduler", new FrFcfs(), new Fcfs(), new RoundRobin());
}
