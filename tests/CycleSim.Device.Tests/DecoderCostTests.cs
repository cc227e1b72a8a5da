using CycleSim.Device.Codes;

namespace CycleSim.Device.Tests;

/// <summary>Gates of decoders, against counts by hand and against the matrices that the codes check with.</summary>
public sealed class DecoderCostTests
{
    /// <summary>
    /// SEC(12,8): 5, 5, 4, 4 data bits for each check bit, so 18 XORs and rows of 6 inputs; 8 comparisons of 4 bits, 8 flips, and 3 gates
    /// that see whether the syndrome is 0. BCH2(15,7): each bit of the powers of alpha is 1 in 8 of 15 positions, and those of alpha³
    /// in 6, 6, 6, 12.
    /// </summary>
    [Theory]
    [InlineData("sec", 8, 18, 3, 0, 0, 24 + 8 + 3, 3)]
    [InlineData("bch2", 7, 4 * 7 + 3 * 5 + 11, 4, 32, 6, 15 * (16 + 8 + 3 + 1), 7)]
    public void Gates_are_those_counted_by_hand(
        string name, int dataBits, long syndromes, int depth, long equation, int equationDepth, long search, int searchDepth)
    {
        DecoderCost cost = DecoderCost.Of(CodeTable.Create(name, dataBits))!;
        Assert.Equal((syndromes, depth), (cost.SyndromeXorCount, cost.SyndromeXorDepth));
        Assert.Equal((equation, equationDepth), (cost.EquationGates, cost.EquationDepth));
        Assert.Equal((search, searchDepth), (cost.SearchGates, cost.SearchDepth));
        Assert.Equal(syndromes + equation + search, cost.Gates);
    }

    [Fact]
    public void Without_check_bits_nothing_is_decoded() => Assert.Null(DecoderCost.Of(CodeTable.Create("none", 64)));

    [Theory]
    [MemberData(nameof(CodeTests.AllKinds), MemberType = typeof(CodeTests))]
    public void Stronger_codes_take_more_gates(string name, int dataBits)
    {
        if (DecoderCost.Of(CodeTable.Create(name, dataBits)) is not { } cost)
            return;
        Assert.True(cost.SyndromeXorCount > 0 && cost.SearchGates >= dataBits && cost.Depth > cost.SyndromeXorDepth, $"{cost}");
        Assert.True(cost.CorrectionOperations >= cost.EquationGates + cost.SearchGates);
        DecoderCost stronger = DecoderCost.Of(CodeTable.Create("bch14x", dataBits))!;
        Assert.True(name == "bch14x" || stronger.Gates > cost.Gates);
    }
}
