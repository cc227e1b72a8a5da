using CycleSim.Accelerator.Files;
using CycleSim.Arrays.Models;
using CycleSim.Arrays.Technology;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Models;
using CycleSim.Device.Junction;
using CycleSim.Device.Variation;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;
using CycleSim.Studies.Plans;
using CycleSim.Workloads.Files;

namespace CycleSim.Studies.Tests.Models;

/// <summary>A kind of file that users write.</summary>
/// <param name="Name">Name of its schema.</param>
/// <param name="Title">Its title on the reference page.</param>
/// <param name="Kind">The kind of shipped models; null for plans, of which none is shipped.</param>
/// <param name="Keys">The keys of its root.</param>
/// <param name="Read">Its reader.</param>
internal sealed record ModelFileKind(string Name, string Title, ModelKind? Kind, KeySet Keys, Action<ConfigObject> Read)
{
    internal static readonly ModelFileKind[] All =
    [
        new("machine", "Machines: models/machines", ModelKind.Machines, MachineKeys.All, root => DescribedMachine.Read(root)),
        new("memory", "Memories: models/memories", ModelKind.Memories, MemoryKeys.All, root => MemoryTechnologyLoader.Read(root)),
        new("dram", "DRAM parts: models/dram", ModelKind.Dram, DramKeys.All, root => DramLoader.Read(root)),
        new("standard", "DRAM standards: models/standards", ModelKind.Standards, StandardKeys.All, root => StandardLoader.Read(root)),
        new("network", "Networks: models/networks", ModelKind.Networks, NetworkKeys.All, root => NetworkLoader.Read(root)),
        new("device", "Devices: models/devices", ModelKind.Devices, JunctionKeys.All, root => JunctionLoader.Read(root)),
        new("variation", "Variations: models/variations", ModelKind.Variations, VariationKeys.All, root => VariationFile.Read(root)),
        new("technology", "Technologies: models/technologies", ModelKind.Technologies, TechnologyKeys.All,
            root => TechnologyKeys.All.Read(root)),
        new("plan", "Study plans: `cyclesim sweep FILE`", null, PlanKeys.All, root => PlanLoader.Read(root)),
    ];

    /// <summary>The file of its schema within the repository.</summary>
    internal string SchemaFile => $"models/schemas/{Name}.json";

    /// <summary>The names of the shipped models.</summary>
    internal IReadOnlyList<string> Shipped => Kind is { } kind ? ModelStore.Names(kind) : [];

    /// <summary>A study plan that uses every key of a plan; none is shipped.</summary>
    internal const string Plan = """
        {
          "name": "study", "networks": ["lenet5-28x28-mnist"], "batches": [1, 2], "machines": ["paper"],
          "overrides": [{ "banking": "interleaved", "memory_metrics": "total", "data_type": "fp16", "mac_energy_pj": 1 }],
          "memories": ["sram"], "capacity_range": { "from": "1 MiB", "to": "4 MiB", "per_octave": 2 }
        }
        """;

    /// <summary>The texts of files of this kind.</summary>
    internal IEnumerable<(string Name, string Text)> Texts =>
        Kind is { } kind ? Shipped.Select(name => (name, ModelStore.ReadText(kind, name).Text)) : [("study", Plan)];
}
