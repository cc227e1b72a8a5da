using CycleSim.Configuration.Json;
using CycleSim.Dram.Parts;
using CycleSim.Platform;

namespace CycleSim.Fuzzing.Targets;

/// <summary>Configurations of DRAMsim3.</summary>
internal sealed class DramConfigurationTarget : IFuzzTarget
{
    private static readonly string[] Families = ["ddr3x2", "ddr4", "gddr6", "hbm2", "lpddr3", "lpddr4"];

    public string Name => "dramsim3-ini";

    public string Reads => "configurations of DRAMsim3 (.ini)";

    public string Extension => ".ini";

    public IEnumerable<byte[]> Seeds(string repository) =>
        from family in Families
        from text in SeedFiles.In(repository, $"tests/Reference/dram-family/{family}", "*.ini")
        select text;

    public void Run(byte[] input, string path)
    {
        Dramsim3Part part = Dramsim3Config.Load(path);
        string text = PartFileWriter.Write(part, path);
        DramSpec read;
        try
        {
            read = DramLoader.Read(ConfigDocument.Parse(text, "the part file"));
        }
        catch (InputException problem) when (problem.Message.Contains("allowed", StringComparison.Ordinal))
        {
            // Part files keep the bounds of their standard, configurations need not: `cyclesim models import` says so.
            return;
        }

        bool hasBankRefresh = part.Currents.Idd5pbMa >= part.Currents.Idd3nMa;
        DramSpec spec = part.Spec;
        Oracle.Same("a part", hasBankRefresh ? spec : spec with { Energy = spec.Energy with { BankRefreshPj = null } }, read);
    }
}
