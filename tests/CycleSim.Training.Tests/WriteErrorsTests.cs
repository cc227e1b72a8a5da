using CsCheck;
using CycleSim.Kernel;
using CycleSim.Properties;
using CycleSim.Traces;
using CycleSim.Training.Errors;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Training.Tests;

public sealed class WriteErrorsTests
{
    private static readonly TensorRole Place = TensorRole.Activation;

    [Theory]
    [InlineData(ErrorModelNames.Flip)]
    [InlineData(ErrorModelNames.StuckAtOld)]
    public void Rate_0_changes_nothing(string model)
    {
        uint[] values = Random(1000, "values");
        WrongBitCounts counts = Write(Map("all", 0), model, values, Random(1000, "old"), out uint[] stored);
        Assert.Equal(values, stored);
        Assert.Equal(0, counts.Total(Place));
        Assert.Equal(1000, counts.Words(Place));
    }

    [Fact]
    public void Rate_1_flips_every_bit_of_the_map_and_no_other()
    {
        uint[] values = Random(1000, "values");
        WrongBitCounts counts = Write(Map("mantissa", 1), ErrorModelNames.Flip, values, [], out uint[] stored);
        Assert.Equal(values.Select(value => value ^ 0x007FFFFF), stored);
        Assert.All(Enumerable.Range(0, 32), bit => Assert.Equal(bit < 23 ? 1000 : 0, counts.Bits(Place)[bit]));
    }

    [Fact]
    public void Rate_1_keeps_every_old_bit_of_the_map_and_no_other()
    {
        uint[] values = Random(1000, "values");
        uint[] old = Random(1000, "old");
        WrongBitCounts counts = Write(Map("sign,exponent", 1), ErrorModelNames.StuckAtOld, values, old, out uint[] stored);
        Assert.Equal(values.Zip(old, (value, was) => (value & 0x007FFFFF) | (was & 0xFF800000)), stored);
        long differing = values.Zip(old, (value, was) => (long)uint.PopCount((value ^ was) & 0xFF800000)).Sum();
        Assert.Equal(differing, counts.Total(Place));
    }

    [Theory]
    [InlineData(ErrorModelNames.Flip, 1e-6)]
    [InlineData(ErrorModelNames.Flip, 8e-4)]
    [InlineData(ErrorModelNames.Flip, 0.03)]
    [InlineData(ErrorModelNames.Flip, 0.4)]
    [InlineData(ErrorModelNames.Flip, 0.5)]
    [InlineData(ErrorModelNames.Flip, 0.93)]
    [InlineData(ErrorModelNames.StuckAtOld, 1e-6)]
    [InlineData(ErrorModelNames.StuckAtOld, 8e-4)]
    [InlineData(ErrorModelNames.StuckAtOld, 0.03)]
    [InlineData(ErrorModelNames.StuckAtOld, 0.6)]
    [InlineData(ErrorModelNames.StuckAtOld, 0.99)]
    public void Wrong_bits_are_binomial_for_each_bit(string model, double rate)
    {
        const int words = 20_000;
        const int steps = 20;
        var counts = new WrongBitCounts();
        var errors = new WriteErrors(new WriteErrorSpec(model, Map("0-22", rate), BitMap.Exact, BitMap.Exact), 7);
        long[] trials = new long[StoredWord.Bits];
        for (int step = 0; step < steps; step++)
        {
            uint[] values = Random(words, $"values{step}");
            uint[] old = Random(words, $"old{step}");
            for (int bit = 0; bit < 23; bit++)
                trials[bit] += model == ErrorModelNames.Flip ? words
                    : values.Zip(old, (value, was) => ((value ^ was) >> bit) & 1).Sum(one => one);
            errors.Write(Place, step, 3, values, old, counts);
        }

        // Five standard deviations for each bit; four for the sum of squares of all bits, which is near its mean of 23.
        double squares = 0;
        for (int bit = 0; bit < 23; bit++)
        {
            double mean = trials[bit] * rate;
            double deviation = (counts.Bits(Place)[bit] - mean) / Math.Sqrt(mean * (1 - rate));
            Assert.InRange(deviation, mean < 5 ? -3 : -5, mean < 5 ? 9 : 5);
            squares += deviation * deviation;
        }

        Assert.InRange(squares, 0, 23 + 5 * Math.Sqrt(2 * 23 / Math.Min(1, trials[0] * rate)));
        Assert.All(Enumerable.Range(23, 9), bit => Assert.Equal(0, counts.Bits(Place)[bit]));
    }

    [Theory]
    [InlineData(8e-4)]
    [InlineData(0.2)]
    public void The_number_of_errors_varies_as_a_binomial_does(double rate)
    {
        const int words = 1000;
        const int tensors = 3000;
        var errors = new WriteErrors(new WriteErrorSpec(ErrorModelNames.Flip, Map("all", rate), BitMap.Exact, BitMap.Exact), 11);
        double sum = 0, squares = 0;
        for (int tensor = 0; tensor < tensors; tensor++)
        {
            var counts = new WrongBitCounts();
            errors.Write(Place, 0, tensor, new uint[words], [], counts);
            double count = counts.Total(Place);
            sum += count;
            squares += count * count;
        }

        double mean = sum / tensors;
        double variance = squares / tensors - mean * mean;
        double expected = words * 32 * rate * (1 - rate);
        Assert.InRange(mean, words * 32 * rate - 5 * Math.Sqrt(expected / tensors), words * 32 * rate + 5 * Math.Sqrt(expected / tensors));
        Assert.InRange(variance / expected, 1 - 5 * Math.Sqrt(2.0 / tensors), 1 + 5 * Math.Sqrt(2.0 / tensors));
    }

    [Fact]
    public void Words_fail_evenly_over_the_tensor()
    {
        const int parts = 50;
        const int words = 100_000;
        double rate = 0.01;
        uint[] values = new uint[words];
        Write(Map("mantissa", rate), ErrorModelNames.Flip, values, [], out uint[] stored);
        double expected = words / parts * 23 * rate;
        double chi = stored.Chunk(words / parts)
            .Sum(part => Math.Pow(part.Sum(word => (double)uint.PopCount(word)) - expected, 2) / expected);
        Assert.InRange(chi, parts - 5 * Math.Sqrt(2 * parts), parts + 5 * Math.Sqrt(2 * parts));
    }

    [Fact]
    [Trait("kind", "property")]
    public void A_dense_reference_agrees_at_the_same_positions() =>
        Gen.Select(Gen.Int[1, 5000], Gen.Int[0, 4].Select(index => new[] { 1e-4, 8e-4, 0.02, 0.3, 0.7 }[index]), Gen.Bool,
            Gen.Long[0, 1000], Gen.Int[0, 31])
            .ForAll((words, rate, flips, step, high) =>
            {
                string model = flips ? ErrorModelNames.Flip : ErrorModelNames.StuckAtOld;
                BitMap map = Map($"0-{high}", rate).With([0], rate / 2);
                var errors = new WriteErrors(new WriteErrorSpec(model, BitMap.Exact, map, BitMap.Exact), 5);
                uint[] values = Random(words, $"v{step}");
                uint[] old = Random(words, $"o{step}");
                uint[] expected = Dense(errors, model, step, values, old);
                var counts = new WrongBitCounts();
                errors.Write(TensorRole.Weight, step, 2, values, old, counts);
                Assert.Equal(expected, values);
                uint[] written = Random(words, $"v{step}");
                for (int bit = 0; bit < StoredWord.Bits; bit++)
                    Assert.Equal(values.Zip(written, (now, was) => ((now ^ was) >> bit) & 1).Sum(one => one),
                        counts.Bits(TensorRole.Weight)[bit]);
            }, cases: 200);

    [Fact]
    [Trait("kind", "property")]
    public void Held_bits_stand_for_the_whole_old_content() =>
        Gen.Select(Gen.Int[1, 20_000], Gen.Int[0, 3].Select(index => new[] { 1e-6, 8e-4, 0.2, 0.97 }[index]), Gen.Long[0, 1000])
            .ForAll((words, rate, step) =>
            {
                BitMap map = Map("mantissa", rate).With([31], rate / 3);
                var errors = new WriteErrors(new WriteErrorSpec(ErrorModelNames.StuckAtOld, map, map, map), 5);
                uint[] old = Random(words, $"o{step}");
                uint[] written = Random(words, $"v{step}");
                uint[] whole = [.. written];
                (WrongBitCounts expected, WrongBitCounts counts) = (new(), new());
                errors.Write(TensorRole.Weight, step, 2, whole, old, expected);
                var held = new HeldBits();
                errors.Hold(TensorRole.Weight, step, 2, old, held);
                WriteErrors.Restore(TensorRole.Weight, written, held, counts);
                Assert.Equal(whole, written);
                Assert.Equal(expected.Numbers, counts.Numbers);
            }, cases: 100);

    [Fact]
    public void Bits_that_fail_are_independent_of_each_other_in_a_word()
    {
        const int words = 200_000;
        double rate = 0.1;
        uint[] values = new uint[words];
        Write(Map("0-7", rate), ErrorModelNames.Flip, values, [], out uint[] stored);
        // Each pair of bits, and a bit with the same of the next word: both wrong with the probability of both alone.
        double mean = words * rate * rate;
        double five = 5 * Math.Sqrt(mean * (1 - rate * rate));
        for (int bit = 0; bit < 8; bit++)
        {
            for (int other = 0; other < bit; other++)
                Assert.InRange(stored.Count(word => ((word >> bit) & (word >> other) & 1) == 1), mean - five, mean + five);
            Assert.InRange(stored.Zip(stored.Skip(1), (word, next) => (int)((word & next) >> bit) & 1).Sum(), mean - five, mean + five);
        }
    }

    [Fact]
    public void Seed_step_place_and_tensor_each_change_the_positions()
    {
        uint[] first = Stored(1, 0, TensorRole.Activation, 0);
        Assert.Equal(first, Stored(1, 0, TensorRole.Activation, 0));
        Assert.NotEqual(first, Stored(2, 0, TensorRole.Activation, 0));
        Assert.NotEqual(first, Stored(1, 1, TensorRole.Activation, 0));
        Assert.NotEqual(first, Stored(1, 0, TensorRole.Error, 0));
        Assert.NotEqual(first, Stored(1, 0, TensorRole.Activation, 1));
        Assert.NotEqual(first, Stored(1UL << 40, 0, TensorRole.Activation, 0));

        static uint[] Stored(ulong seed, long step, TensorRole place, int tensor)
        {
            uint[] values = new uint[5000];
            BitMap map = Map("all", 0.01);
            var errors = new WriteErrors(new WriteErrorSpec(ErrorModelNames.Flip, map, map, map), seed);
            errors.Write(place, step, tensor, values, [], new WrongBitCounts());
            return values;
        }
    }

    // Every bit of every word by itself: hit or not, and what that means.
    private static uint[] Dense(WriteErrors errors, string model, long step, uint[] values, uint[] old)
    {
        uint[] stored = [.. values];
        int array = 0;
        foreach (ErrorSampler sampler in errors.SamplersAt(TensorRole.Weight))
        {
            PhiloxBlock key = errors.Key(TensorRole.Weight, step, 2, array++);
            HashSet<(int Word, int Bit)> hits = Positions(sampler, key, values.Length);
            for (int word = 0; word < values.Length; word++)
            {
                foreach (int bit in sampler.Bits)
                {
                    if (!hits.Contains((word, bit)))
                        continue;
                    uint mask = 1u << bit;
                    uint wrong = model == ErrorModelNames.Flip ? ~values[word] & mask : old[word] & mask;
                    stored[word] = (stored[word] & ~mask) | wrong;
                }
            }
        }

        return stored;
    }

    private static HashSet<(int Word, int Bit)> Positions(ErrorSampler sampler, PhiloxBlock key, int words)
    {
        var hits = new HashSet<(int, int)>();
        ulong last = 0;
        ErrorCursor cursor = ErrorSampler.Start(key);
        while (!cursor.IsDone)
        {
            foreach (ulong hit in sampler.Next(ref cursor, new uint[words], []))
            {
                Assert.True(hits.Add(((int)(hit >> 5), (int)hit & 31)));
                Assert.True(hit >= last);
                last = hit;
            }
        }

        return hits;
    }

    private static WrongBitCounts Write(BitMap map, string model, uint[] values, uint[] old, out uint[] stored)
    {
        var counts = new WrongBitCounts();
        stored = [.. values];
        new WriteErrors(new WriteErrorSpec(model, map, BitMap.Exact, BitMap.Exact), 1).Write(Place, 0, 0, stored, old, counts);
        return counts;
    }

    private static BitMap Map(string bits, double rate) => BitMap.Exact.With(BitMap.Bits(bits, "test"), rate);

    private static uint[] Random(int words, string name)
    {
        var stream = new RandomStream(1, name);
        return [.. Enumerable.Range(0, words).Select(_ => stream.NextUInt32())];
    }
}
