namespace CycleSim.Kernel.Tests;

public sealed class RandomStreamTests
{
    // Known-answer vectors that D. E. Shaw Research publishes with Random123 for philox4x32-10.
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(
        0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu,
        0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(
        0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u,
        0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void PhiloxMatchesItsKnownAnswers(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint r0, uint r1, uint r2, uint r3) =>
        Assert.Equal(new PhiloxBlock(r0, r1, r2, r3), Philox4x32.Block(new PhiloxBlock(c0, c1, c2, c3), k0, k1));

    // Test vectors of the FNV authors.
    [Theory]
    [InlineData("", 0xcbf29ce484222325)]
    [InlineData("a", 0xaf63dc4c8601ec8c)]
    [InlineData("foobar", 0x85944171f73967e8)]
    public void Fnv1aMatchesItsTestVectors(string text, ulong expected) => Assert.Equal(expected, StableHash.Fnv1a64(text));

    [Fact]
    public void StreamsDependOnSeedAndNameOnly()
    {
        static ulong[] Take(RandomStream stream) => [.. Enumerable.Range(0, 10).Select(_ => stream.NextUInt64())];

        ulong[] reference = Take(new RandomStream(7, "arrivals"));
        Assert.Equal(reference, Take(new RandomStream(7, "arrivals")));
        Assert.NotEqual(reference, Take(new RandomStream(8, "arrivals")));
        Assert.NotEqual(reference, Take(new RandomStream(7, "services")));

        using Simulation simulation = new(seed: 7);
        simulation.Random("services").NextUInt64();
        Assert.Equal(reference, Take(simulation.Random("arrivals")));
        Assert.Same(simulation.Random("arrivals"), simulation.Random("arrivals"));
    }

    [Fact]
    public void ThePositionCanBeSetAnywhere()
    {
        RandomStream stream = new(3, "x");
        uint[] words = [.. Enumerable.Range(0, 23).Select(_ => stream.NextUInt32())];
        Assert.Equal(23ul, stream.Position);
        for (int start = words.Length - 1; start >= 0; start--)
        {
            stream.Position = (ulong)start;
            for (int i = start; i < words.Length; i++)
                Assert.Equal(words[i], stream.NextUInt32());
        }

        stream.Position = ulong.MaxValue;
        stream.NextUInt32();
        Assert.Equal(words[0], stream.NextUInt32());
    }

    [Fact]
    public void EachDrawTakesAFixedNumberOfWords()
    {
        RandomStream stream = new(3, "x");
        stream.NextDouble();
        stream.Exponential(1);
        stream.Normal();
        stream.Uniform(1, 2);
        stream.Integer(0, 6);
        Assert.Equal(12ul, stream.Position);
    }

    [Fact]
    public void DistributionsHaveTheirMoments()
    {
        // Bounds are five standard errors of the mean and of the variance; the seed makes the outcome fixed.
        const int Count = 200_000;
        RandomStream stream = new(1, "moments");
        Check(() => stream.NextDouble(), 0.5, 1.0 / 12, fourthMoment: 1.0 / 80);
        Check(() => stream.Uniform(-3, 5), 1, 64.0 / 12, fourthMoment: 4096.0 / 80);
        Check(() => stream.Exponential(4), 4, 16, fourthMoment: 9 * 256);
        Check(() => stream.Normal(-2, 3), -2, 9, fourthMoment: 3 * 81);

        void Check(Func<double> draw, double mean, double variance, double fourthMoment)
        {
            SampleMonitor monitor = new(keepSamples: false);
            for (int i = 0; i < Count; i++)
                monitor.Add(draw());
            Assert.InRange(monitor.Mean, mean - (5 * Math.Sqrt(variance / Count)), mean + (5 * Math.Sqrt(variance / Count)));
            double error = Math.Sqrt((fourthMoment - (variance * variance)) / Count);
            Assert.InRange(monitor.Variance, variance - (5 * error), variance + (5 * error));
        }
    }

    [Fact]
    public void IntegersCoverTheirRangeEvenly()
    {
        RandomStream stream = new(5, "dice");
        const int Throws = 60_000;
        int[] counts = new int[6];
        for (int i = 0; i < Throws; i++)
            counts[stream.Integer(1, 7) - 1]++;

        // Chi-square with 5 degrees of freedom: 25.7 is exceeded with probability 1e-4.
        double expected = Throws / 6.0;
        Assert.InRange(counts.Sum(count => (count - expected) * (count - expected) / expected), 0, 25.7);

        for (int i = 0; i < 1000; i++)
        {
            Assert.InRange(stream.Integer(long.MinValue, long.MaxValue), long.MinValue, long.MaxValue - 1);
            Assert.Equal(-4, stream.Integer(-4, -3));
        }
    }

    [Fact]
    public void BadParametersAreRefused()
    {
        RandomStream stream = new(1, "x");
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Exponential(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Exponential(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Normal(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Normal(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Uniform(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Uniform(double.MinValue, double.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Integer(3, 3));
    }
}
