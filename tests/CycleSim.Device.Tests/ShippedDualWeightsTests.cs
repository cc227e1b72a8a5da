using System.Numerics;
using CycleSim.Device.Codes;
using CycleSim.Platform;

namespace CycleSim.Device.Tests;

/// <summary>The shipped weights of dual codes.</summary>
public sealed class ShippedDualWeightsTests
{
    private static readonly string[] Families =
        [.. Enumerable.Range(1, CodeTable.MaxCorrectable).SelectMany(t => new[] { $"bch{t}", $"bch{t}x" })];

    private static IEnumerable<ErrorCorrectingCode> Codes =>
        from log in Enumerable.Range(3, 10)
        from name in Families
        let code = Create(name, 1 << log)
        where code is { CheckBits: >= ShippedDualWeights.MinCheckBits and <= DualWeights.MaxCheckBits }
        select code;

    /// <summary>With CYCLESIM_DUAL_WEIGHTS the file is written; with CYCLESIM_SLOW all of it is counted anew.</summary>
    [Fact]
    public void They_are_what_is_counted()
    {
        if (Environment.GetEnvironmentVariable("CYCLESIM_DUAL_WEIGHTS") is { } path)
            File.WriteAllLines(path, Codes.Select(ShippedDualWeights.Line));
        else
            foreach (ErrorCorrectingCode code in Codes.Where(code => CodeTests.Slow || code.CheckBits == ShippedDualWeights.MinCheckBits))
                Assert.Equal(DualWeights.Count(code.Checks), ShippedDualWeights.Find(code));
    }

    /// <summary>
    /// 2^r words; and by MacWilliams' identity one codeword of weight 0, and none of the weights up to the distance: as many conditions
    /// that a wrong number would break.
    /// </summary>
    [Fact]
    public void They_give_the_distance_of_each_code()
    {
        Assert.Equal(Codes.Select(code => code.Name).Order(), ShippedDualWeights.Names.Order());
        foreach (ErrorCorrectingCode code in Codes)
        {
            Assert.Equal(1L << code.CheckBits, ShippedDualWeights.Find(code)!.Sum());
            WeightEnumerator weights = WeightEnumerator.Of(code);
            Assert.Equal(BigInteger.One, weights.Count(0));
            for (int weight = 1; weight < code.MinDistance; weight++)
                Assert.Equal(BigInteger.Zero, weights.Count(weight));
        }
    }

    private static ErrorCorrectingCode? Create(string name, int dataBits)
    {
        try
        {
            return CodeTable.Create(name, dataBits);
        }
        catch (InputException)
        {
            return null;
        }
    }
}
