using System.Runtime.InteropServices;
using CycleSim.Kernel;
using CycleSim.Platform;
using CycleSim.Training.Data;
using CycleSim.Training.Errors;
using CycleSim.Training.Formats;
using CycleSim.Training.Native;
using CycleSim.Training.Networks;
using CycleSim.Training.Running;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;
using TorchSharp;

namespace CycleSim.Training.Tests;

/// <summary>Tensors in number formats: where they are rounded, and which bits fail.</summary>
public sealed class NumberFormatTests
{
    private static readonly Network LeNet = NetworkLoader.Load("lenet5-28x28-mnist");
    private static readonly Dataset Data = TinyData.Digits(64, 10);

    public NumberFormatTests()
    {
        TorchLibrary.Load(1);
        // A thread that was made while another test flushed denormals to zero would do so, too.
        FlushToZero.End();
    }

    public static TheoryData<string> Formats => [.. StoredFormat.Allowed.Select(format => format.Name)];

    public static TheoryData<string, string, string> Writes
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (string format in StoredFormat.Allowed.Select(one => one.Name).Where(name => name != "fp32"))
                foreach (string model in new[] { ErrorModelNames.Flip, ErrorModelNames.StuckAtOld })
                    foreach (string bits in new[] { "all", "sign", "mantissa", "0" })
                        data.Add(format, model, bits);
            return data;
        }
    }

    /// <summary>
    /// Handing the few codes with a bit that fails to the model gives what the model makes of the codes of the whole tensor.
    /// </summary>
    [Theory]
    [MemberData(nameof(Writes))]
    public void Models_act_on_codes(string name, string model, string bits)
    {
        var format = StoredFormat.Of(name, "test");
        foreach (double rate in new[] { 1e-3, 0.2, 1 })
        {
            BitMap map = BitMap.ExactOf(format).With(BitMap.Bits(bits, "test", format), rate);
            var errors = new WriteErrors(new WriteErrorSpec(model, map, map, map), 3, StoredFormats.Of(format));
            (float[] values, float[] scales) = Stored(format, 5000, 1);
            (float[] old, float[] oldScales) = Stored(format, 5000, 2);
            (uint[] codes, uint[] oldCodes) = (Codes(format, values, scales), Codes(format, old, oldScales));
            long[] expected = new long[32];
            Whole(errors, ErrorModels.All.Get(model), codes, oldCodes, expected);

            var counts = new WrongBitCounts();
            (float[] stored, float[] storedScales) = ([.. values], [.. scales]);
            // Scales of blocks have a test of their own.
            BitMap below = map.With(Enumerable.Range(format.Number.Bits, format.ScaleBits), 0);
            errors = new WriteErrors(new WriteErrorSpec(model, below, below, below), 3, StoredFormats.Of(format));
            errors.Write(TensorRole.Error, 7, 5, Span(format, stored, storedScales), Span(format, old, oldScales), counts);
            float[] decoded = [.. codes.Select((code, word) => format.Number.Decode(code, format.ScaleAt(scales, word)))];
            Assert.Equal(decoded.Select(BitConverter.SingleToUInt32Bits), stored.Select(BitConverter.SingleToUInt32Bits));
            Assert.Equal(expected, counts.Bits(TensorRole.Error));
            Assert.Equal(5000, counts.Words(TensorRole.Error));
            Assert.True(counts.Total(TensorRole.Error) > 0);
        }

        void Whole(WriteErrors errors, IErrorModel own, uint[] codes, uint[] oldCodes, long[] counts)
        {
            IReadOnlyList<ErrorSampler> samplers = errors.SamplersAt(TensorRole.Error);
            for (int array = 0; array < samplers.Count; array++)
                own.Write(samplers[array], errors.Key(TensorRole.Error, 7, 5, array), codes, oldCodes, counts);
        }
    }

    [Theory]
    [InlineData("mxfp8_e4m3")]
    [InlineData("mxfp8_e5m2")]
    public void A_wrong_bit_of_a_scale_scales_its_block(string name)
    {
        var format = StoredFormat.Of(name, "test");
        // Bit 0 of the scale: all blocks are doubled or halved.
        BitMap map = BitMap.ExactOf(format).With([8], 1);
        var errors = new WriteErrors(new WriteErrorSpec(ErrorModelNames.Flip, map, map, map), 1, StoredFormats.Of(format));
        (float[] values, float[] scales) = Stored(format, 100, 1);
        float[] wrong = [.. values];
        float[] wrongScales = [.. scales];
        var counts = new WrongBitCounts();
        errors.Write(TensorRole.Activation, 0, 0, Span(format, wrong, wrongScales), default, counts);
        for (int word = 0; word < values.Length; word++)
        {
            uint code = format.Number.ScaleFormat!.Encode(scales[word / 32]);
            Assert.Equal((code & 1) == 0 ? values[word] * 2 : values[word] / 2, wrong[word]);
            Assert.Equal(format.Number.ScaleFormat!.Decode(code ^ 1), wrongScales[word / 32]);
        }

        Assert.Equal((4, 4), (counts.Bits(TensorRole.Activation)[8], counts.Total(TensorRole.Activation)));
    }

    /// <summary>By field, a flipped sign negates; a flipped mantissa keeps sign and exponent; a flipped exponent keeps the rest.</summary>
    [Theory]
    [InlineData("fp32")]
    [InlineData("bf16")]
    [InlineData("fp16")]
    [InlineData("fp8_e4m3")]
    [InlineData("fp8_e5m2")]
    public void Bits_are_named_by_field(string name)
    {
        var format = StoredFormat.Of(name, "test");
        (float[] values, float[] scales) = Stored(format, 500, 1);
        foreach ((string field, uint mask) in new[]
        {
            ("sign", format.Number.Layout.SignMask), ("exponent", format.Number.Layout.ExponentMask),
            ("mantissa", format.Number.Layout.MantissaMask),
        })
        {
            BitMap map = BitMap.ExactOf(format).With(BitMap.Bits(field, "test", format), 1);
            var errors = new WriteErrors(new WriteErrorSpec(ErrorModelNames.Flip, map, map, map), 1, StoredFormats.Of(format));
            float[] wrong = [.. values];
            errors.Write(TensorRole.Weight, 0, 0, Span(format, wrong, scales), default, new WrongBitCounts());
            Assert.Equal(
                values.Select(value => format.Number.Decode(format.Number.Encode(value) ^ mask)), wrong);
        }
    }

    [Theory]
    [InlineData("bf16", "all", 0, 15, 16)]
    [InlineData("bf16", "mantissa", 0, 6, 7)]
    [InlineData("bf16", "exponent,sign", 7, 15, 9)]
    [InlineData("fp16", "exponent", 10, 14, 5)]
    [InlineData("fp8_e4m3", "mantissa:2", 0, 1, 2)]
    [InlineData("fp8_e5m2", "sign", 7, 7, 1)]
    [InlineData("int8", "mantissa", 0, 6, 7)]
    [InlineData("int8", "magnitude", 0, 6, 7)]
    [InlineData("mxfp8_e4m3", "all", 0, 15, 16)]
    [InlineData("mxfp8_e4m3", "scale", 8, 15, 8)]
    [InlineData("mxfp8_e4m3", "exponent", 3, 6, 4)]
    public void Fields_are_those_of_the_format(string name, string text, int first, int last, int count)
    {
        IReadOnlyList<int> bits = BitMap.Bits(text, "--bits", StoredFormat.Of(name, "test"));
        Assert.Equal((first, last, count), (bits[0], bits[^1], bits.Count));
        BitMap map = BitMap.Parse($"{text}@0.5", "--bits", StoredFormat.Of(name, "test"));
        Assert.Equal(StoredFormat.Of(name, "test").Bits, map.Rates.Length);
        Assert.Equal(count / 2.0, map.Rates.Sum());
    }

    [Theory]
    [InlineData("bf16", "16")]
    [InlineData("bf16", "mantissa:8")]
    [InlineData("bf16", "scale")]
    [InlineData("bf16", "magnitude")]
    [InlineData("int8", "exponent")]
    public void Bits_that_a_format_lacks_are_errors_and_need_no_protection(string name, string text)
    {
        var format = StoredFormat.Of(name, "test");
        string message = Assert.Throws<InputException>(() => BitMap.Bits(text, "--bits", format)).Message;
        Assert.StartsWith($"--bits: \"{text}\" names no bits of {name}; allowed are all, sign", message, StringComparison.Ordinal);
        if (!text.Any(char.IsDigit))
            Assert.Empty(new BitNames(format).Parse(text, "--protect", skipsMissing: true));
    }

    [Fact]
    public void Scales_are_no_format_of_tensors()
    {
        string message = Assert.Throws<InputException>(() => StoredFormat.Of("e8m0", "--number-format")).Message;
        Assert.StartsWith("--number-format e8m0: has no negative numbers; allowed are fp32, bf16,", message, StringComparison.Ordinal);
        Assert.DoesNotContain("e8m0", message["--number-format e8m0".Length..], StringComparison.Ordinal);
    }

    /// <summary>Each role has its format; what is computed from a stored tensor is not rounded before it is stored itself.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void A_tensor_is_rounded_where_it_is_stored(string name)
    {
        var format = StoredFormat.Of(name, "test");
        foreach (TensorRole role in TensorRoles.All)
        {
            StoredFormats formats = role switch
            {
                TensorRole.Activation => StoredFormats.Fp32 with { Activations = format },
                TensorRole.Weight => StoredFormats.Fp32 with { Weights = format },
                _ => StoredFormats.Fp32 with { Errors = format },
            };
            using var network = new TorchNetwork(LeNet, 1);
            using var scratchpads = new Scratchpads(new WriteErrors(WriteErrorSpec.None, 1, formats), LeNet, OldContent.Own, formats);
            for (int index = 0; index < network.Parameters.Count; index++)
                scratchpads.InitialiseWeights(index, network.Parameters[index]);
            var seen = new Witness(scratchpads);
            torch.Tensor images = torch.arange(2 * 28 * 28, torch.float32).sin().reshape(2, 1, 28, 28);
            torch.nn.functional.cross_entropy(network.Forward(images, seen), torch.tensor([3L, 7])).backward();

            Assert.NotEmpty(seen.Activations);
            Assert.NotEmpty(seen.Errors);
            Assert.All(seen.Activations.Concat(seen.Errors), pair =>
            {
                bool isRole = role == (seen.Activations.Contains(pair) ? TensorRole.Activation : TensorRole.Error);
                float[] expected = [.. pair.Computed];
                if (isRole)
                    format.Round(expected);
                Assert.Equal(expected, pair.Stored);
            });
            // Sums of products are no numbers of a smaller format by chance.
            Assert.Equal(
                role == TensorRole.Activation && !format.IsExact,
                seen.Activations.Count(pair => !pair.Computed.SequenceEqual(pair.Stored)) >= 3);
            foreach (NamedTensor parameter in network.Parameters.Where(one => one.Name.EndsWith(".weight", StringComparison.Ordinal)))
                Assert.Equal(role != TensorRole.Weight || format.IsExact, !IsRounded(format, parameter) || format.IsExact);
        }

        static bool IsRounded(StoredFormat format, NamedTensor parameter)
        {
            float[] values = parameter.Values.data<float>().ToArray();
            float[] rounded = [.. values];
            format.Round(rounded);
            // A scale found again may differ in its last bit.
            return values.Zip(rounded).All(pair => MathF.Abs(pair.First - pair.Second) <= MathF.Abs(pair.First) * 1e-6f);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void In_a_shared_buffer_codes_stay_when_another_scale_comes(string name)
    {
        var format = StoredFormat.Of(name, "test");
        (float[] large, float[] largeScales) = Stored(format, 100, 1);
        (float[] small, float[] smallScales) = Stored(format, 50, 2);
        uint[] codes = Codes(format, large, largeScales);
        uint[] first = Codes(format, small, smallScales);
        StoredSpan buffer = Span(format, large, largeScales);
        buffer.Overwrite(Span(format, small, smallScales));
        for (int word = 0; word < codes.Length; word++)
            Assert.Equal(word < 50 ? first[word] : codes[word], buffer.Code(word));
        Assert.Equal(smallScales, buffer.Scales[..smallScales.Length]);
    }

    /// <summary>What an update wrote is rounded, states and master weights are not.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void A_run_ends_with_weights_of_the_format(string name)
    {
        var format = StoredFormat.Of(name, "test");
        string folder = Directory.CreateTempSubdirectory("cyclesim-").FullName;
        var options = new TrainingOptions
        {
            Batch = 16,
            MaxSteps = 2,
            TestImages = 5,
            Optimizer = "adam",
            LearningRate = 0.001,
            IsMixedPrecision = true,
            Formats = StoredFormats.Of(format),
        };
        using (RunFiles files = RunFiles.Open(folder, resumes: false))
        using (var trainer = new Trainer(LeNet, Data, options))
        {
            trainer.Run(files);
            Dictionary<string, float[]> blocks = Checkpoint.Read(files.Paths.Checkpoint).Blocks
                .ToDictionary(block => block.Name, block => MemoryMarshal.Cast<byte, float>(block.Bytes).ToArray());
            float[] weights = blocks["fc1.weight"];
            float[] master = blocks["master.fc1.weight"];
            float[] rounded = [.. master];
            format.Round(rounded);
            Assert.Equal(rounded, weights);
            Assert.Equal(format.IsExact, master.SequenceEqual(weights));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static (float[] Values, float[] Scales) Stored(StoredFormat format, int count, ulong seed)
    {
        var stream = new RandomStream(seed, "test.values");
        float[] values = [.. Enumerable.Range(0, count).Select(word =>
            (stream.NextUInt32() / (float)(1L << 31) - 1) * MathF.ScaleB(1, word / 40 % 5))];
        float[] scales = format.Round(values);
        return (values, scales);
    }

    private static uint[] Codes(StoredFormat format, float[] values, float[] scales) =>
        [.. values.Select((value, word) => format.Number.Encode(value, format.ScaleAt(scales, word)))];

    private static StoredSpan Span(StoredFormat format, float[] values, float[] scales) =>
        new(format, MemoryMarshal.Cast<float, uint>(values.AsSpan()), scales);

    private sealed class Witness(Scratchpads scratchpads) : IStoredTensors
    {
        public List<(float[] Computed, float[] Stored)> Activations { get; } = [];

        public List<(float[] Computed, float[] Stored)> Errors { get; } = [];

        public void StoreActivation(int layer, torch.Tensor values)
        {
            float[] computed = values.data<float>().ToArray();
            scratchpads.StoreActivation(layer, values);
            Activations.Add((computed, values.data<float>().ToArray()));
        }

        public void StoreError(int layer, torch.Tensor values)
        {
            float[] computed = values.data<float>().ToArray();
            scratchpads.StoreError(layer, values);
            Errors.Add((computed, values.data<float>().ToArray()));
        }
    }
}
