using CycleSim.Arrays.Import;
using CycleSim.Arrays.Models;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Models;

namespace CycleSim.Fuzzing.Targets;

/// <summary>Reports of NVSim and CACTI, and CACTI's table.</summary>
internal sealed class ArrayReportTarget : IFuzzTarget
{
    public string Name => "array-reports";

    public string Reads => "reports of NVSim and CACTI, tables of CACTI";

    public string Extension => ".out";

    public IEnumerable<byte[]> Seeds(string repository) =>
        SeedFiles.In(repository, "tests/Reference/array", "*.out")
            .Concat(SeedFiles.In(repository, "tools/CycleSim.Fuzzing/Corpus/array-reports", "*"));

    public void Run(byte[] input, string path)
    {
        IReadOnlyList<ImportedArray> arrays = ImportedTable.Read(ModelStore.ReadFileText(path), path);
        string text = ImportedTable.Write("imported", arrays);
        // What is written must be a memory that can be read, as `cyclesim array import` checks.
        MemoryTechnology memory = MemoryTechnologyLoader.Read(ConfigDocument.Parse(text, "the imported memory"));
        Oracle.Same("cell", arrays[0].Cell, memory.Cell);
    }
}
