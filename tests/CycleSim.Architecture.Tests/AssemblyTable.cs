namespace CycleSim.Architecture.Tests;

/// <summary>Which assembly may know which: this table and no other place.</summary>
internal static class AssemblyTable
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["CycleSim.Platform"] = [],
        ["CycleSim.Configuration"] = ["CycleSim.Platform"],
        ["CycleSim.Kernel"] = [],
        ["CycleSim.Memoization"] = [],
        ["CycleSim.TrainingRuns"] = ["CycleSim.Configuration"],
        ["CycleSim.Terminal"] = ["CycleSim.Configuration"],
        ["CycleSim.Traces"] = ["CycleSim.Configuration"],
        ["CycleSim.Workloads"] = ["CycleSim.Configuration"],
        ["CycleSim.Device"] = ["CycleSim.Configuration"],
        ["CycleSim.Arrays"] = ["CycleSim.Configuration", "CycleSim.Device"],
        ["CycleSim.Dram"] = ["CycleSim.Configuration", "CycleSim.Kernel", "CycleSim.Memoization"],
        ["CycleSim.Accelerator"] =
        [
            "CycleSim.Configuration", "CycleSim.Kernel", "CycleSim.Memoization", "CycleSim.Dram", "CycleSim.Workloads", "CycleSim.Traces",
            "CycleSim.Arrays",
        ],
        // A program of its own: nothing refers to it.
        ["CycleSim.Training"] =
        [
            "CycleSim.Configuration", "CycleSim.Kernel", "CycleSim.Workloads", "CycleSim.Traces", "CycleSim.Device", "CycleSim.Arrays",
            "CycleSim.Terminal", "CycleSim.TrainingRuns",
        ],
        ["CycleSim.Studies"] = ["CycleSim.Accelerator", "CycleSim.Device", "CycleSim.TrainingRuns"],
        ["CycleSim.Cli"] = ["CycleSim.Terminal", "CycleSim.Studies"],
    };

    /// <summary>The assemblies, lowest first.</summary>
    internal static IReadOnlyCollection<string> Names => Allowed.Keys;

    /// <summary>What the project file of an assembly refers to.</summary>
    internal static IReadOnlyList<string> Direct(string assembly) => Allowed[assembly];

    /// <summary>All that an assembly reaches through its references, without itself.</summary>
    internal static IReadOnlySet<string> Reachable(string assembly)
    {
        HashSet<string> reached = [];
        Queue<string> open = new(Allowed[assembly]);
        while (open.TryDequeue(out string? next))
        {
            if (reached.Add(next))
                Allowed[next].ToList().ForEach(open.Enqueue);
        }

        return reached;
    }
}
