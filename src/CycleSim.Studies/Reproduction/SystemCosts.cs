using CycleSim.Studies.Accounting;
using CycleSim.Studies.Plans;

namespace CycleSim.Studies.Reproduction;

/// <summary>What a training step costs, whoever counted it.</summary>
/// <param name="TimeS">Time in s.</param>
/// <param name="LeakageW">Leakage of the on-chip memory in W.</param>
/// <param name="DramBytes">Bytes to and from DRAM.</param>
/// <param name="DramJ">Energy of DRAM in J.</param>
/// <param name="LeakageJ">Energy of leakage in J.</param>
/// <param name="AccessJ">Energy of on-chip accesses in J.</param>
/// <param name="ComputeJ">Energy of compute in J.</param>
internal sealed record SystemCosts(
    double TimeS, double LeakageW, long DramBytes, double DramJ, double LeakageJ, double AccessJ, double ComputeJ)
{
    private const double Milli = 1e-3;

    /// <summary>All energy in J.</summary>
    public double EnergyJ { get; init; } = DramJ + LeakageJ + AccessJ + ComputeJ;

    /// <summary>Of a result of the machine.</summary>
    public static SystemCosts Of(PointResult result) => new(
        result.TimeS, result.LeakageMw * Milli, result.DramBytes, result.DramJ, result.LeakageJ, result.AccessJ, result.ComputeJ)
    {
        EnergyJ = result.EnergyJ,
    };

    /// <summary>Of the account.</summary>
    public static SystemCosts Of(AccountResult result) => new(
        result.TimeS, result.LeakageW, result.DramBytes, result.DramJ, result.LeakageJ, result.AccessesJ, result.MacsJ);

    /// <summary>Share of a component.</summary>
    public double Share(Func<SystemCosts, double> joule) => joule(this) / EnergyJ;
}
