namespace CycleSim.Dram.Statistics;

/// <summary>Unit energies in pJ as decimal numbers: a count times such a number is exact, and so are sums of them, in any order.</summary>
public static class ExactPj
{
    /// <summary>Digits behind the point of a unit energy in pJ: 1e-9 pJ is far below what any source states.</summary>
    private const int Digits = 9;

    /// <summary>A unit energy, pJ.</summary>
    public static decimal Of(double pj) => Math.Round((decimal)pj, Digits);
}
