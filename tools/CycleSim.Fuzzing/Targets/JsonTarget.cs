using CycleSim.Accelerator.Files;
using CycleSim.Arrays.Models;
using CycleSim.Device.Junction;
using CycleSim.Device.Variation;
using CycleSim.Device.Writing;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;
using CycleSim.Studies.Plans;
using CycleSim.Workloads.Files;

namespace CycleSim.Fuzzing.Targets;

/// <summary>Model files of one kind.</summary>
/// <param name="name">Name of the target.</param>
/// <param name="reads">What it reads.</param>
/// <param name="folder">The folder of the shipped ones.</param>
/// <param name="read">Reads a file.</param>
internal sealed class JsonTarget(string name, string reads, string folder, Action<string> read) : IFuzzTarget
{
    /// <summary>A target for each kind.</summary>
    internal static IReadOnlyList<JsonTarget> All { get; } =
    [
        new("networks", "networks (JSON)", "models/networks", path => WorkloadOracle.Check(WorkloadLoader.Load(path), path)),
        new("machines", "machines (JSON)", "models/machines", path => MachineLoader.Load(path)),
        new("memories", "memories (JSON)", "models/memories", path => MemoryTechnologyLoader.Load(path)),
        new("dram", "DRAM parts (JSON)", "models/dram", path => DramLoader.Load(path)),
        new("standards", "DRAM standards (JSON)", "models/standards", path => StandardLoader.Load(path)),
        new("devices", "magnetic tunnel junctions (JSON)", "models/devices", path => JunctionLoader.Load(path)),
        new("variations", "variations (JSON)", "models/variations", path => VariationFile.Load(path)),
        new("rate-tables", "tables of write error rates (JSON)", "tools/CycleSim.Fuzzing/Corpus/rate-tables", ReadRates),
        new("plans", "plans of studies (JSON)", "tools/CycleSim.Fuzzing/Corpus/plans", path => PlanLoader.Load(path)),
    ];

    public string Name => name;

    public string Reads => reads;

    public string Extension => ".json";

    public IEnumerable<byte[]> Seeds(string repository) => SeedFiles.In(repository, folder, "*.json");

    public void Run(byte[] input, string path) => read(path);

    private static void ReadRates(string path)
    {
        WerTable table = WerTable.Load(path);
        string copy = path + ".copy.json";
        table.Save(copy);
        byte[] written = File.ReadAllBytes(copy);
        Oracle.Accepts("a written table", () => WerTable.Load(copy)).Save(copy);
        Oracle.SameBytes("a table", written, File.ReadAllBytes(copy));
    }
}
