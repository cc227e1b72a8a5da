using System.Runtime.InteropServices;
using CycleSim.Device.Codes;
using CycleSim.Device.WordErrors;
using CycleSim.Kernel;
using CycleSim.Traces;
using CycleSim.Training.Errors;
using CycleSim.Training.Formats;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Training.Tests;

/// <summary>Words of tensors behind a decoder.</summary>
public sealed class WordDecoderTests
{
    private const TensorRole Place = TensorRole.Weight;

    /// <summary>Against words that are encoded, spoilt and decoded whole; some end within a stored one, or behind the tensor.</summary>
    [Theory]
    [InlineData("sec", 64, 0.01, 32)]
    [InlineData("sec-ded", 64, 0.02, 32)]
    [InlineData("sec-ded", 50, 0.02, 32)]
    [InlineData("bch2", 128, 0.03, 32)]
    [InlineData("bch3", 512, 0.008, 32)]
    [InlineData("sec", 8, 0.2, 32)]
    [InlineData("sec-ded", 64, 0.02, 16)]
    [InlineData("bch2", 128, 0.03, 8)]
    [InlineData("sec", 50, 0.02, 8)]
    public void What_remains_is_what_a_decoder_leaves(string name, int dataBits, double rate, int wordBits)
    {
        ErrorCorrectingCode code = CodeTable.Create(name, dataBits);
        uint[] written = [.. Random(501, 1).Select(word => word >> (32 - wordBits))];
        uint[] raw = [.. written];
        int[] all = [.. Enumerable.Range(0, wordBits)];
        new FlipModel().Write(new ErrorSampler(rate, all), new PhiloxBlock(1, 2, 3, 4), raw, [], new long[32]);
        uint[] stored = [.. raw];
        long[] counts = new long[32];
        new WordDecoder(code, 0, wordBits).Decode(default, written, stored, counts);
        Assert.Equal(Whole(code, written, raw, wordBits), stored);
        for (int bit = 0; bit < 32; bit++)
            Assert.Equal(written.Zip(stored, (a, b) => (a ^ b) >> bit & 1).Sum(one => one), counts[bit]);
        Assert.True(counts.Sum() > 0);
    }

    /// <summary>
    /// All patterns of wrong bits of a short code give the share of wrong data bits exactly; 2 million words agree within 5 deviations.
    /// Check bits fail at the rate of data bits, or, as half of them toggle, at half of that.
    /// </summary>
    [Theory]
    [InlineData(ErrorModelNames.Flip, "sec", 0.03)]
    [InlineData(ErrorModelNames.Flip, "sec-ded", 0.05)]
    [InlineData(ErrorModelNames.StuckAtOld, "sec", 0.06)]
    [InlineData(ErrorModelNames.StuckAtOld, "bch2", 0.2)]
    public void Wrong_bits_are_as_many_as_the_code_leaves(string model, string name, double rate)
    {
        const int words = 50_000;
        const int steps = 10;
        ErrorCorrectingCode code = CodeTable.Create(name, 8);
        bool isFlip = model == ErrorModelNames.Flip;
        double share = isFlip ? rate : rate / 2;
        (double mean, double square, double failing) = Expected(code, share);
        Assert.Equal(WordFailureModel.Uncorrectable(code, share), failing, failing * 1e-9);
        WriteErrors errors = new(Spec(model, rate, code), 5);
        WrongBitCounts counts = new();
        for (int step = 0; step < steps; step++)
            errors.Write(Place, step, 3, Random(words, step), Random(words, 100 + step), counts);
        double codewords = 4.0 * words * steps;
        double deviation = Math.Sqrt((square - mean * mean) / codewords);
        Assert.InRange(counts.Total(Place) / codewords, mean - 5 * deviation, mean + 5 * deviation);
    }

    /// <summary>The same for codes of other formats, and for the scales of their blocks, which lie in words of their own.</summary>
    [Theory]
    [InlineData("bf16", ErrorModelNames.Flip)]
    [InlineData("fp8_e4m3", ErrorModelNames.Flip)]
    [InlineData("int8", ErrorModelNames.Flip)]
    [InlineData("mxfp8_e4m3", ErrorModelNames.Flip)]
    public void Wrong_bits_of_other_formats_are_as_many_as_the_code_leaves(string name, string model)
    {
        const int steps = 10;
        const double rate = 0.05;
        ErrorCorrectingCode code = CodeTable.Create("sec-ded", 8);
        var format = StoredFormat.Of(name, "test");
        BitMap all = BitMap.ExactOf(format).With(Enumerable.Range(0, format.Bits), rate);
        var errors = new WriteErrors(new(model, all, all, all) { Code = code }, 5, StoredFormats.Of(format));
        WrongBitCounts counts = new();
        long codeBits = 0;
        for (int step = 0; step < steps; step++)
        {
            float[] values = [.. Random(40_000, step).Select(word => (int)word * 1e-9f)];
            float[] scales = format.Round(values);
            codeBits += (long)format.Number.Bits * values.Length + (long)format.ScaleBits * scales.Length;
            errors.Write(Place, step, 3, new StoredSpan(format, MemoryMarshal.Cast<float, uint>(values.AsSpan()), scales), default, counts);
        }

        (double mean, double square, _) = Expected(code, rate);
        double codewords = codeBits / 8.0;
        double deviation = Math.Sqrt((square - mean * mean) / codewords);
        Assert.InRange(counts.Total(Place) / codewords, mean - 5 * deviation, mean + 5 * deviation);
    }

    /// <summary>At a rate that the code corrects, values and scales are what was written; without the code they are not.</summary>
    [Theory]
    [InlineData("bf16", ErrorModelNames.Flip)]
    [InlineData("fp16", ErrorModelNames.StuckAtOld)]
    [InlineData("mxfp8_e5m2", ErrorModelNames.Flip)]
    [InlineData("mxfp8_e4m3", ErrorModelNames.StuckAtOld)]
    public void A_code_keeps_values_and_scales(string name, string model)
    {
        var format = StoredFormat.Of(name, "test");
        float[] values = [.. Random(20_000, 1).Select(word => (int)word * 1e-9f)];
        float[] old = [.. Random(20_000, 2).Select(word => (int)word * 1e-3f)];
        (float[] scales, float[] oldScales) = (format.Round(values), format.Round(old));
        foreach (ErrorCorrectingCode? code in new[] { CodeTable.Create("bch3", 64), null })
        {
            BitMap all = BitMap.ExactOf(format).With(Enumerable.Range(0, format.Bits), 3e-4);
            var errors = new WriteErrors(new(model, all, all, all) { Code = code }, 5, StoredFormats.Of(format));
            (float[] stored, float[] storedScales) = ([.. values], [.. scales]);
            WrongBitCounts counts = new();
            errors.Write(
                Place, 0, 0, new StoredSpan(format, MemoryMarshal.Cast<float, uint>(stored.AsSpan()), storedScales),
                new StoredSpan(format, MemoryMarshal.Cast<float, uint>(old.AsSpan()), oldScales), counts);
            Assert.Equal(code is not null, counts.Total(Place) == 0);
            Assert.Equal(code is not null, values.AsSpan().SequenceEqual(stored));
            if (format.ScaleBits > 0 && code is not null)
                Assert.Equal(scales, storedScales);
            Assert.True(errors.NeedsAllOld(Place) == (model == ErrorModelNames.StuckAtOld));
        }
    }

    [Fact]
    public void Errors_that_the_code_corrects_leave_nothing()
    {
        uint[] values = Random(2000, 9);
        uint[] stored = [.. values];
        WrongBitCounts counts = new();
        new WriteErrors(Spec(ErrorModelNames.Flip, 1e-4, CodeTable.Create("bch3", 64)), 5).Write(Place, 0, 0, stored, [], counts);
        Assert.Equal(values, stored);
        Assert.Equal(0, counts.Total(Place));
        Assert.Equal(2000, counts.Words(Place));
    }

    [Fact]
    public void A_write_of_a_step_is_the_same_again()
    {
        WriteErrors errors = new(Spec(ErrorModelNames.StuckAtOld, 0.05, CodeTable.Create("sec-ded", 64)), 5);
        uint[] old = Random(3000, 2);
        uint[] first = Random(3000, 1);
        uint[] second = [.. first];
        errors.Write(Place, 4, 7, first, old, new());
        errors.Write(Place, 3, 7, Random(9000, 1), Random(9000, 2), new());
        errors.Write(Place, 4, 7, second, old, new());
        Assert.Equal(first, second);
        Assert.True(errors.NeedsAllOld(Place));
    }

    private static WriteErrorSpec Spec(string model, double rate, ErrorCorrectingCode code)
    {
        BitMap all = BitMap.Exact.With(Enumerable.Range(0, StoredWord.Bits), rate);
        return new(model, all, all, all) { Code = code };
    }

    private static (double Mean, double Square, double Failing) Expected(ErrorCorrectingCode code, double share)
    {
        (double mean, double square, double failing) = (0, 0, 0);
        for (int pattern = 0; pattern < 1 << code.CodewordBits; pattern++)
        {
            int[] wrong = [.. Enumerable.Range(0, code.CodewordBits).Where(bit => (pattern >> bit & 1) != 0)];
            double probability = Math.Pow(share, wrong.Length) * Math.Pow(1 - share, code.CodewordBits - wrong.Length);
            int left = code.DecodeErrors(wrong).FlippedBits.Aggregate(pattern, (bits, bit) => bits ^ 1 << bit) >> code.CheckBits;
            int count = int.PopCount(left);
            mean += probability * count;
            square += probability * count * count;
            failing += wrong.Length > code.CorrectableBits ? probability : 0;
        }

        return (mean, square, failing);
    }

    private static uint[] Whole(ErrorCorrectingCode code, uint[] written, uint[] raw, int wordBits)
    {
        uint[] result = [.. raw];
        int bits = wordBits * raw.Length;
        for (int start = 0; start < bits; start += code.DataBits)
        {
            ulong[] data = new ulong[(code.DataBits + 63) / 64];
            for (int bit = 0; bit < code.DataBits && start + bit < bits; bit++)
                data[bit / 64] |= (ulong)(written[(start + bit) / wordBits] >> ((start + bit) % wordBits) & 1) << (bit % 64);
            ulong[] word = code.Encode(data);
            for (int bit = 0; bit < code.DataBits && start + bit < bits; bit++)
            {
                ulong differs = (written[(start + bit) / wordBits] ^ raw[(start + bit) / wordBits]) >> ((start + bit) % wordBits) & 1;
                int at = code.CheckBits + bit;
                word[at / 64] ^= differs << (at % 64);
            }

            code.Decode(word);
            ulong[] read = code.DataOf(word);
            for (int bit = 0; bit < code.DataBits && start + bit < bits; bit++)
            {
                uint mask = 1u << ((start + bit) % wordBits);
                bool isOne = (read[bit / 64] >> (bit % 64) & 1) != 0;
                int at = (start + bit) / wordBits;
                result[at] = isOne ? result[at] | mask : result[at] & ~mask;
            }
        }

        return result;
    }

    private static uint[] Random(int words, int seed)
    {
        uint[] values = new uint[words];
        for (int k = 0; k < words; k++)
            values[k] = Philox4x32.Block(new PhiloxBlock((uint)k, (uint)seed, 0, 0), 11, 13).Word0;
        return values;
    }
}
