using System.Runtime.InteropServices;
using CsCheck;
using CycleSim.Device.MonteCarlo;
using CycleSim.Properties;
using MathNet.Numerics.Distributions;

namespace CycleSim.Device.Tests;

public sealed class RandomNumberTests
{
    private const int Width = 128;

    [Fact]
    public void Philox_gives_the_published_words()
    {
        // Known answers for seven rounds that come with the authors' library Random123.
        Assert.Equal((0x5f6fb709u, 0x0d893f64u, 0x4f121f81u, 0x4f730a48u), Philox.Permute((0, 0, 0, 0), 0, 0));
        const uint all = uint.MaxValue;
        Assert.Equal((0x5207ddc2u, 0x45165e59u, 0x4d8ee751u, 0x8c52f662u), Philox.Permute((all, all, all, all), all, all));
    }

    [Fact]
    [Trait("kind", "property")]
    public void Vectors_of_both_widths_give_the_words_of_the_scalar_function() =>
        Gen.Select(Gen.ULong, Gen.UInt[0, 1u << 30], Gen.UInt).ForAll((seed, first, block) =>
        {
            foreach (bool wide in new[] { false, true })
            {
                uint[] words = Words(wide, seed, first, block);
                for (int t = 0; t < Width; t++)
                {
                    (uint w0, uint w1, uint w2, uint w3) = Philox.Block(seed, RandomPurpose.ThermalField, first + (uint)t, block);
                    Assert.Equal((w0, w1, w2, w3), (words[t], words[t + Width], words[t + 2 * Width], words[t + 3 * Width]));
                }
            }
        }, cases: 50);

    [Fact]
    [Trait("kind", "property")]
    public void Normal_numbers_are_those_of_the_exact_transformation() => Gen.ULong.ForAll(AssertNormal, cases: 50);

    // A radius word next to 2^31: in single precision its logarithm, about -2.5e-9, rounds to 0.
    [Fact]
    public void Normal_numbers_next_to_the_mean_lose_no_more_than_the_rounding_of_their_word() => AssertNormal(6027);

    private static void AssertNormal(ulong seed)
    {
        uint[] words = Words(false, seed, 0, 7);
        double[] normals = Normals<Lanes256Double, double>(words);
        float[] singles = Normals<Lanes256Single, float>(words);
        Assert.Equal(normals, Normals<Lanes512Double, double>(words));
        Assert.Equal(singles, Normals<Lanes512Single, float>(words));
        for (int t = 0; t < Width; t++)
        {
            (double first, double second) = Exact(words[t], words[t + Width]);
            Assert.Equal(first, normals[t], 1e-6);
            Assert.Equal(second, normals[t + Width], 1e-6);
            double tolerance = SingleTolerance(Math.Sqrt(first * first + second * second));
            Assert.Equal(first, singles[t], tolerance);
            Assert.Equal(second, singles[t + Width], tolerance);
        }
    }

    /// <summary>
    /// The length is r = sqrt(-2 ln u). Rounding u to single precision moves it by up to 1.2e-7 of itself, so r² by 2.4e-7, and r by 2.4e-7
    /// / 2r, at most by the root of 2.4e-7: next to 0, where one number in ten million lies, no single-precision u can do better.
    /// </summary>
    private static double SingleTolerance(double length) => Math.Max(2e-5, Math.Min(2.4e-7 / (2 * length), Math.Sqrt(2.4e-7)));

    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    [InlineData(0x7fffffffu)]
    [InlineData(0x80000000u)]
    [InlineData(0xffffffffu)]
    public void Extreme_words_give_finite_numbers(uint word)
    {
        uint[] words = [.. Enumerable.Repeat(word, 4 * Width)];
        Assert.All(Normals<Lanes256Single, float>(words), value => Assert.InRange(value, -7, 7));
        Assert.All(Normals<Lanes256Double, double>(words), value => Assert.InRange(value, -7, 7));
    }

    [Fact]
    public void The_distribution_is_normal()
    {
        List<double> values = [];
        for (uint block = 0; block < 2000; block++)
            values.AddRange(Normals<Lanes256Single, float>(Words(false, 11, 0, block)).Select(value => (double)value));
        values.Sort();
        int n = values.Count;
        Assert.Equal(0, values.Average(), 4 / Math.Sqrt(n));
        Assert.Equal(1, values.Average(value => value * value), 4 * Math.Sqrt(2.0 / n));
        Assert.Equal(3, values.Average(value => Math.Pow(value, 4)), 4 * Math.Sqrt(96.0 / n));

        // Kolmogorov and Smirnov: 1.95 / sqrt(n) is exceeded once in a thousand.
        double distance = 0;
        for (int k = 0; k < n; k++)
        {
            double expected = Normal.CDF(0, 1, values[k]);
            distance = Math.Max(distance, Math.Max(Math.Abs(expected - k / (double)n), Math.Abs((k + 1) / (double)n - expected)));
        }

        Assert.True(distance < 1.95 / Math.Sqrt(n), $"{distance * Math.Sqrt(n)}");

        // Beyond four deviations: 6.3e-5 of both tails.
        double beyond = n * 6.33e-5;
        Assert.InRange(values.Count(value => Math.Abs(value) > 4), beyond - 4 * Math.Sqrt(beyond), beyond + 4 * Math.Sqrt(beyond));
    }

    [Fact]
    public void Neighbouring_trajectories_and_steps_are_uncorrelated()
    {
        double[][] blocks = [.. Enumerable.Range(0, 400).Select(block =>
            Normals<Lanes256Single, float>(Words(false, 3, 0, (uint)block)).Select(value => (double)value).ToArray())];
        double neighbours = 0, successors = 0, components = 0;
        int count = 0;
        for (int b = 0; b + 1 < blocks.Length; b++)
        {
            for (int t = 0; t + 1 < Width; t++)
            {
                neighbours += blocks[b][t] * blocks[b][t + 1];
                successors += blocks[b][t] * blocks[b + 1][t];
                components += blocks[b][t] * blocks[b][t + Width];
                count++;
            }
        }

        Assert.All(new[] { neighbours, successors, components }, sum => Assert.InRange(sum / Math.Sqrt(count), -4, 4));
    }

    [Theory]
    [InlineData(0, 20000, 0, 0.00018442696)]
    [InlineData(20000, 20000, 0.99981557, 1)]
    [InlineData(2, 20000, 1.2110693e-05, 0.0003611872)]
    [InlineData(29, 20000, 0.00097129612, 0.0020817833)]
    [InlineData(14076, 20000, 0.69741794, 0.71012277)]
    [InlineData(1998817, 2000000, 0.99937382, 0.99944172)]
    public void Confidence_intervals_of_the_reference(long events, long trials, double low, double high)
    {
        (double actualLow, double actualHigh) = ClopperPearson.Interval(events, trials);
        Assert.Equal(low, actualLow, 2e-8);
        Assert.Equal(high, actualHigh, 2e-8);
    }

    /// <summary>Ends at which the binomial tails are half of what the confidence leaves, found by bisection in another program.</summary>
    [Theory]
    [InlineData(0, 10, 0.95, 0, 0.3084971078187607)]
    [InlineData(3, 10, 0.95, 0.0667395111777344, 0.6524528500599972)]
    [InlineData(10, 10, 0.95, 0.6915028921812392, 1)]
    [InlineData(3, 10, 0.99, 0.03700722109623194, 0.7351139852871307)]
    [InlineData(1, 20, 0.9, 0.002561378776530232, 0.21610616420684728)]
    [InlineData(5, 1000, 0.95, 0.0016254195175627317, 0.011629470559812172)]
    public void Confidence_intervals_leave_half_of_the_rest_on_each_side(
        long events, long trials, double confidence, double low, double high)
    {
        (double actualLow, double actualHigh) = ClopperPearson.Interval(events, trials, confidence);
        Assert.Equal(low, actualLow, 1e-11);
        Assert.Equal(high, actualHigh, 1e-11);
        if (confidence == 0.95)
            Assert.Equal((actualLow, actualHigh), new MonteCarloSample(1, trials, events, 0, 0).Interval);
    }

    internal static (double First, double Second) Exact(uint radiusWord, uint angleWord)
    {
        double uniform = Math.Abs((double)(int)radiusWord) / 2147483648 * (1 - 1.0 / 2147483648) + 0.25 / 2147483648;
        double radius = Math.Sqrt(-2 * Math.Log(uniform));
        double angle = (int)angleWord / 2147483648.0 * Math.PI;
        return (radius * Math.Cos(angle), radius * Math.Sin(angle));
    }

    private static uint[] Words(bool wide, ulong seed, uint first, uint block)
    {
        uint[] words = new uint[4 * Width];
        if (wide)
            WordFiller.Fill<WordLanes512>(words, Width, seed, first, block);
        else
            WordFiller.Fill<WordLanes256>(words, Width, seed, first, block);
        return words;
    }

    private static TElement[] Normals<TLanes, TElement>(uint[] words)
        where TLanes : struct, ILanes<TLanes, TElement>
        where TElement : unmanaged
    {
        TElement[] normals = new TElement[4 * Width];
        ref TElement to = ref MemoryMarshal.GetArrayDataReference(normals);
        ref uint from = ref MemoryMarshal.GetArrayDataReference(words);
        for (int t = 0; t < Width; t += TLanes.Count)
        {
            for (int pair = 0; pair < 2; pair++)
            {
                int row = 2 * pair * Width + t;
                NormalFiller.Pair<TLanes, TElement>(ref from, row, row + Width, TLanes.Broadcast(-2), out TLanes a, out TLanes b);
                TLanes.Store(a, ref to, row);
                TLanes.Store(b, ref to, row + Width);
            }
        }

        return normals;
    }
}
