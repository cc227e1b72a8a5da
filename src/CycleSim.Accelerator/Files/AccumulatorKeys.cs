using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Files;

/// <summary>The keys of "accumulators" in a machine's file.</summary>
internal static class AccumulatorKeys
{
    private const double MaxNumber = 1e6;
    private const string OfBank = "that of a bank as an array of memory";
    private const string OfAllBanks = "that of all banks as arrays of memory";

    internal static readonly KeySet All = new(
        "accumulators",
        "The buffer of partial sums, 4 bytes each. Its banks are arrays of memory, or have the energies and the area given here.");

    internal static readonly Key<long> Capacity = All.Bytes(
        "capacity", "Capacity of all banks. It sets how many words stream before the next tile of weights or inputs is loaded.");

    internal static readonly Key<int> Banks = All.Int(
        "banks", "Number of banks, a multiple of the columns of all arrays. Each reads and writes a word a cycle.", 1,
        AccumulatorSpec.MaxBanks);

    internal static readonly Key<string> Memory = All.String(
        "memory", "Name of a shipped memory, or a file; the energy of a word is that of its bits.",
        whenMissing: "energies, leakage and area are given");

    internal static readonly Key<double> ReadEnergy = All.Number(
        "read_energy_pj", "Energy of reading a word.", 0, MaxNumber, "pJ", whenMissing: OfBank);

    internal static readonly Key<double> WriteEnergy = All.Number(
        "write_energy_pj", "Energy of writing a word.", 0, MaxNumber, "pJ", whenMissing: OfBank);

    internal static readonly Key<double> Leakage = All.Number(
        "leakage_mw", "Leakage of all banks.", 0, MaxNumber, "mW", whenMissing: OfAllBanks);

    internal static readonly Key<double> Area = All.Number(
        "area_mm2", "Area of all banks.", 0, MaxNumber, "mm2", whenMissing: OfAllBanks);
}
