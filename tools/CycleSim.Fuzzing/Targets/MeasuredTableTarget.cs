using CycleSim.Studies.Validation;

namespace CycleSim.Fuzzing.Targets;

/// <summary>Tables of measured cycles.</summary>
internal sealed class MeasuredTableTarget : IFuzzTarget
{
    public string Name => "measured";

    public string Reads => "tables of measured cycles (.csv)";

    public string Extension => ".csv";

    public IEnumerable<byte[]> Seeds(string repository) => SeedFiles.In(repository, "models/measured", "*.csv");

    public void Run(byte[] input, string path) => MeasuredTableReader.Load(path);
}
