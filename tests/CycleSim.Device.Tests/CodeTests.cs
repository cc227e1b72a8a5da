using System.Globalization;
using System.Numerics;
using CsCheck;
using CycleSim.Device.Codes;
using CycleSim.Platform;
using CycleSim.Properties;
using CycleSim.Reference;

namespace CycleSim.Device.Tests;

/// <summary>Codes: their sizes, weights, encoders and decoders.</summary>
public sealed class CodeTests
{
    /// <summary>Codes short enough for going through all received words.</summary>
    public static TheoryData<string, int> ShortCodes => new()
    {
        { "none", 5 }, { "sec", 1 }, { "sec", 4 }, { "sec", 8 }, { "sec", 11 }, { "sec-ded", 1 }, { "sec-ded", 4 }, { "sec-ded", 8 },
        { "bch1", 6 }, { "bch2", 1 }, { "bch2", 4 }, { "bch2", 7 }, { "bch3", 1 }, { "bch3", 2 }, { "bch2x", 5 }, { "bch3x", 2 },
    };

    public static TheoryData<string, int> AllKinds => new()
    {
        { "none", 64 }, { "sec", 512 }, { "sec-ded", 64 }, { "bch2", 512 }, { "bch3", 512 }, { "bch4", 4096 }, { "bch2x", 64 },
        { "bch3x", 256 }, { "bch14x", 8000 }, { "bch7", 100 }, { "bch1x", 30 },
    };

    [Fact]
    public void Sizes_generators_and_encoders_are_those_of_the_reference()
    {
        foreach (ReferenceRow row in ReferenceFile.Table("reliability/ecc_codes.csv"))
        {
            ErrorCorrectingCode code = Of(row);
            Assert.Equal(row.Text("code"), code.Name);
            Assert.Equal(row.Text("family"), code.Family);
            Assert.Equal(row.Int("check_bits"), code.CheckBits);
            Assert.Equal(row.Int("codeword_bits"), code.CodewordBits);
            Assert.Equal(row.Int("t_correct"), code.CorrectableBits);
            Assert.Equal(row.Int("d_min"), code.MinDistance);
            Assert.Equal(row.Text("field_degree_m"), $"{code.FieldDegree}");
            Assert.Equal(row.Text("generator_hex"), code.Generator is { } generator
                ? "0x" + generator.ToString("x", CultureInfo.InvariantCulture).TrimStart('0') : "");
            Assert.Equal(row.Text("encoder_xor2_count"), $"{code.Encoder?.XorCount}");
            Assert.Equal(row.Text("encoder_widest_row"), $"{code.Encoder?.WidestRow}");
            Assert.Equal(row.Text("encoder_xor2_depth"), $"{code.Encoder?.XorDepth}");
        }
    }

    [Fact]
    public void Weights_are_those_of_the_reference()
    {
        foreach (ReferenceRow row in ReferenceFile.Table("reliability/ecc_codes.csv"))
        {
            ErrorCorrectingCode code = Of(row);
            if (row.Text("codewords_of_weight_dmin").Length == 0 || (code.CheckBits > 26 && !Slow))
                continue;
            WeightEnumerator weights = WeightEnumerator.Of(code);
            Assert.Equal(row.Text("codewords_of_weight_dmin"), $"{weights.Count(code.MinDistance)}");
            Assert.Equal(row.Text("codewords_of_weight_dmin_plus_1"), $"{weights.Count(code.MinDistance + 1)}");
        }
    }

    [Theory]
    [MemberData(nameof(ShortCodes))]
    public void Weights_and_decoding_agree_with_going_through_all_words(string name, int dataBits)
    {
        ErrorCorrectingCode code = CodeTable.Create(name, dataBits);
        int length = code.CodewordBits;
        ulong[] codewords = [.. Enumerable.Range(0, 1 << dataBits).Select(data => code.Encode([(ulong)data])[0])];
        WeightEnumerator weights = WeightEnumerator.Of(code);
        for (int weight = 0; weight <= length; weight++)
            Assert.Equal(codewords.Count(one => BitOperations.PopCount(one) == weight), weights.Count(weight));

        // Every received word: the nearest codeword, if it is within t, and else nothing.
        int[] nearest = Nearest(code, codewords);
        for (int received = 0; received < 1 << length; received++)
        {
            ulong[] word = [(ulong)received];
            DecodeOutcome outcome = code.Decode(word);
            DecodeOutcome expected = nearest[received] < 0 ? DecodeOutcome.Detected
                : nearest[received] == received ? DecodeOutcome.Codeword : DecodeOutcome.Corrected;
            Assert.Equal(expected, outcome);
            Assert.Equal(nearest[received] < 0 ? received : nearest[received], (int)word[0]);
        }
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    [Trait("kind", "property")]
    public void Words_with_up_to_t_wrong_bits_are_corrected_and_with_one_more_detected_where_promised(string name, int dataBits)
    {
        ErrorCorrectingCode code = CodeTable.Create(name, dataBits);
        Gen.Select(Gen.ULong.Array[(dataBits + 63) / 64], Gen.Int[0, code.CorrectableBits + 1], Gen.UInt).ForAll((data, wrong, seed) =>
        {
            if (dataBits % 64 != 0)
                data[^1] &= (1UL << (dataBits % 64)) - 1;
            ulong[] codeword = code.Encode(data);
            ulong[] received = [.. codeword];
            int[] positions = [.. Positions(code.CodewordBits, wrong, seed)];
            foreach (int bit in positions)
                received[bit / 64] ^= 1UL << (bit % 64);
            ulong[] before = [.. received];
            DecodeOutcome outcome = code.Decode(received);
            Decoding decoding = code.DecodeErrors(positions);
            Assert.Equal(outcome, decoding.Outcome);
            foreach (int bit in decoding.FlippedBits)
                before[bit / 64] ^= 1UL << (bit % 64);
            Assert.Equal(received, before);
            if (wrong <= code.CorrectableBits)
            {
                Assert.Equal(wrong == 0 ? DecodeOutcome.Codeword : DecodeOutcome.Corrected, outcome);
                Assert.Equal(codeword, received);
                Assert.Equal(data, code.DataOf(received));
            }
            else if (code.HasOnlyEvenWeights)
            {
                Assert.Equal(DecodeOutcome.Detected, outcome);
            }
        }, cases: 30);
    }

    /// <summary>The sum of all weights is the number of codewords, and MacWilliams' identity taken twice leads back.</summary>
    [Fact]
    public void Weights_add_up_to_all_codewords()
    {
        foreach ((string name, int dataBits) in new[] { ("sec", 57), ("sec-ded", 64), ("bch2", 64), ("bch2x", 30), ("none", 90) })
        {
            ErrorCorrectingCode code = CodeTable.Create(name, dataBits);
            WeightEnumerator weights = WeightEnumerator.Of(code);
            BigInteger sum = BigInteger.Zero;
            for (int weight = 0; weight <= code.CodewordBits; weight++)
                sum += weights.Count(weight);
            Assert.Equal(BigInteger.One << dataBits, sum);
            Assert.All(Enumerable.Range(1, code.MinDistance - 1), weight => Assert.True(weights.Count(weight).IsZero));
        }
    }

    [Theory]
    [InlineData("golay", 64, "there is no code golay; allowed: none, sec")]
    [InlineData("bch0", 64, "bch1 to bch14")]
    [InlineData("bch15", 64, "bch1 to bch14")]
    [InlineData("bch", 64, "allowed: none")]
    [InlineData("", 64, "allowed: none")]
    [InlineData("sec", 0, "1 to 8000")]
    [InlineData("sec", -3, "1 to 8000")]
    [InlineData("bch2", 8001, "1 to 8000")]
    public void Codes_that_do_not_exist_are_refused(string name, int dataBits, string message) => Assert.Contains(
        message, Assert.Throws<InputException>(() => CodeTable.Create(name, dataBits)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_code_of_every_size_exists()
    {
        foreach (string name in new[] { "none", "sec", "sec-ded", "bch1", "bch4x", "bch14", "bch14x" })
            foreach (int dataBits in new[] { 1, 2, 3, 4, 5, 8, 63, 64, 65, 8000 })
                Assert.Equal(dataBits, CodeTable.Create(name, dataBits).DataBits);
    }

    internal static bool Slow => Environment.GetEnvironmentVariable("CYCLESIM_SLOW") == "1";

    internal static ErrorCorrectingCode Of(ReferenceRow row) => Of(row.Text("code"));

    /// <summary>The code of a name with its sizes, such as SEC-DED(72,64).</summary>
    internal static ErrorCorrectingCode Of(string name)
    {
        string[] parts = name.Split('(', ',', ')');
        return CodeTable.Create(parts[0], int.Parse(parts[^2], CultureInfo.InvariantCulture));
    }

    /// <summary>Different positions, by steps of a number that has no factor in common with their range.</summary>
    private static IEnumerable<int> Positions(int range, int count, uint seed)
    {
        long step = seed % range + 1;
        while (BigInteger.GreatestCommonDivisor(step, range) != 1)
            step++;
        return Enumerable.Range(0, count).Select(k => (int)((seed / 7 + k * step) % range));
    }

    private static int[] Nearest(ErrorCorrectingCode code, ulong[] codewords)
    {
        int[] nearest = new int[1 << code.CodewordBits];
        Array.Fill(nearest, -1);
        foreach (ulong codeword in codewords)
            Mark(codeword, 0, code.CorrectableBits);
        return nearest;

        void Mark(ulong word, int from, int left)
        {
            // Only the codeword that started the walk is within t of what it reaches.
            nearest[word] = Start(word);
            for (int bit = from; left > 0 && bit < code.CodewordBits; bit++)
                Mark(word ^ 1UL << bit, bit + 1, left - 1);
        }

        int Start(ulong word) => (int)codewords.MinBy(codeword => BitOperations.PopCount(codeword ^ word));
    }
}
