using System.Globalization;
using CycleSim.Properties;
using MathNet.Numerics.Distributions;

namespace CycleSim.Kernel.Tests;

/// <summary>
/// The distributions against the distribution functions and moments of MathNet.Numerics, and closed forms where it has none. Seeds are
/// fixed, so a test that passes once always passes.
/// </summary>
public sealed class DistributionTests
{
    private const int Draws = 40_000;

    // Kolmogorov and Smirnov: a deviation that true draws exceed once in 10,000 times.
    private const double MaxDeviation = 2.23;

    // A standard normal deviation that true draws exceed about once in 10,000 times.
    private const double MaxErrors = 4;

    private static readonly Dictionary<string, Reference> References = new()
    {
        ["uniform"] = Of(Distribution.Uniform(-3, 5), new ContinuousUniform(-3, 5)),
        ["triangular"] = Of(Distribution.Triangular(-1, 2, 3), new Triangular(-1, 3, 2)),
        ["triangular, mode at the lower bound"] = Of(Distribution.Triangular(1, 1, 4), new Triangular(1, 4, 1)),
        ["triangular, mode at the upper bound"] = Of(Distribution.Triangular(1, 4, 4), new Triangular(1, 4, 4)),
        ["exponential"] = Of(Distribution.Exponential(4), new Exponential(0.25)),
        ["normal"] = Of(Distribution.Normal(-2, 3), new Normal(-2, 3)),
        ["log-normal"] = Of(Distribution.LogNormal(0.5, 0.4), new LogNormal(0.5, 0.4)),
        ["log-normal of moments"] = Of(Distribution.LogNormalWithMean(7, 2), LogNormal.WithMeanVariance(7, 4)),
        ["Weibull, failing early"] = Of(Distribution.Weibull(0.8, 2), new Weibull(0.8, 2)),
        ["Weibull, wearing out"] = Of(Distribution.Weibull(3, 0.5), new Weibull(3, 0.5)),
        ["gamma"] = Of(Distribution.Gamma(2.5, 3), new Gamma(2.5, 1.0 / 3)),
        ["gamma of shape 1"] = Of(Distribution.Gamma(1, 2), new Exponential(0.5)),
        ["gamma of small shape"] = Of(Distribution.Gamma(0.3, 2), new Gamma(0.3, 0.5)),
        ["gamma of large shape"] = Of(Distribution.Gamma(400, 0.1), new Gamma(400, 10)),
        ["Erlang"] = Of(Distribution.Erlang(4, 10), new Erlang(4, 0.4)),
        ["beta"] = Of(Distribution.Beta(2, 5), new Beta(2, 5)),
        ["beta of small shapes"] = Of(Distribution.Beta(0.4, 0.7), new Beta(0.4, 0.7)),
        ["beta of mixed shapes"] = Of(Distribution.Beta(0.5, 3), new Beta(0.5, 3)),
        ["Pareto"] = Of(Distribution.Pareto(2, 5), new Pareto(2, 5)),
        ["Pareto without a variance"] = Of(Distribution.Pareto(1, 1.5), new Pareto(1, 1.5)) with { Mean = double.NaN },
        ["Cauchy"] = Of(Distribution.Cauchy(1, 2), new Cauchy(1, 2)) with { Mean = double.NaN },
        ["positive normal"] = Truncated(1, 2, double.Epsilon, double.PositiveInfinity, Distribution.Normal(1, 2).Positive()),
        ["bounded normal"] = Truncated(0, 1, -0.5, 2, Distribution.Normal(0, 1).Bounded(-0.5, 2)),
        ["bounded exponential"] = new(
            Distribution.Exponential(1).Bounded(1, double.PositiveInfinity), x => 1 - Math.Exp(1 - x), Mean: 2, Variance: 1),
    };

    public static TheoryData<string> Names => [.. References.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void DrawsFollowTheDistributionFunction(string name)
    {
        double[] draws = [.. Draw(References[name].Drawn, name).Order()];
        double deviation = 0;
        for (int i = 0; i < draws.Length; i++)
        {
            double expected = References[name].Cumulative(draws[i]);
            deviation = Math.Max(deviation, Math.Max(((i + 1.0) / Draws) - expected, expected - ((double)i / Draws)));
        }

        Assert.InRange(deviation * Math.Sqrt(Draws), 0.2, MaxDeviation);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DrawsHaveTheirMeanAndVariance(string name)
    {
        Reference reference = References[name];
        if (double.IsNaN(reference.Mean))
            return;
        SampleMonitor drawn = new(keepSamples: false);
        SampleMonitor squares = new(keepSamples: false);
        foreach (double value in Draw(reference.Drawn, name))
        {
            drawn.Add(value);
            squares.Add((value - reference.Mean) * (value - reference.Mean));
        }

        double meanError = Math.Sqrt(reference.Variance / Draws);
        Assert.InRange(drawn.Mean, reference.Mean - (MaxErrors * meanError), reference.Mean + (MaxErrors * meanError));
        double varianceError = squares.StandardDeviation / Math.Sqrt(Draws);
        Assert.InRange(squares.Mean, reference.Variance - (MaxErrors * varianceError), reference.Variance + (MaxErrors * varianceError));
        Assert.InRange(varianceError, 0, 0.2 * reference.Variance);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(3)]
    [InlineData(9.99)]
    [InlineData(10)]
    [InlineData(37.5)]
    [InlineData(1000)]
    public void PoissonNumbersHaveTheirProbabilities(double mean)
    {
        Dictionary<double, int> counts = Draw(Distribution.Poisson(mean), $"poisson {mean}").CountBy(k => k).ToDictionary();
        Poisson reference = new(mean);
        Assert.All(counts.Keys, k => Assert.Equal(Math.Floor(k), k));
        double chiSquare = 0;
        int classes = 0;
        double restExpected = Draws;
        int restCount = Draws;
        for (int k = 0; k < 2000; k++)
        {
            double expected = Draws * reference.Probability(k);
            if (expected < 10)
                continue;
            int count = counts.GetValueOrDefault(k);
            chiSquare += (count - expected) * (count - expected) / expected;
            classes++;
            restExpected -= expected;
            restCount -= count;
        }

        // What is rarer is one class.
        chiSquare += (restCount - restExpected) * (restCount - restExpected) / Math.Max(restExpected, 1);
        Assert.InRange(chiSquare, ChiSquared.InvCDF(classes, 1e-4), ChiSquared.InvCDF(classes, 1 - 1e-4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(150)]
    public void TheLogarithmOfAFactorialIsExactToElevenDigits(int k)
    {
        double exact = Enumerable.Range(1, k).Sum(factor => Math.Log(factor));
        Assert.InRange(PoissonDistribution.LogFactorial(k) - exact, -1e-11 * Math.Max(1, exact), 1e-11 * Math.Max(1, exact));
    }

    [Fact]
    public void ChoicesFollowTheirWeights()
    {
        WeightedChoice<string> choice = new(("never", 0), ("one", 1), ("three", 3), ("nor now", 0), ("six", 6), ("nor at the end", 0));
        RandomStream stream = new(1, "choices");
        Dictionary<string, int> counts = Enumerable.Range(0, Draws).Select(_ => choice.Next(stream)).CountBy(item => item).ToDictionary();
        Assert.Equal(["one", "six", "three"], counts.Keys.Order());
        foreach ((string item, double share) in new[] { ("one", 0.1), ("three", 0.3), ("six", 0.6) })
        {
            double error = Math.Sqrt(share * (1 - share) / Draws);
            Assert.InRange(counts[item] / (double)Draws, share - (MaxErrors * error), share + (MaxErrors * error));
        }

        double[] observed = [.. Draw(Distribution.Empirical(5, 7, 7, -1), "observed")];
        Assert.Equal([-1.0, 5, 7], observed.Distinct().Order());
        Assert.InRange(observed.Count(value => value == 7), (Draws / 2) - 400, (Draws / 2) + 400);
        Assert.All(Draw(Distribution.Constant(2.5), "constant"), value => Assert.Equal(2.5, value));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EachDrawIsAFunctionOfSeedNameAndIndex(string name)
    {
        Distribution drawn = References[name].Drawn;
        double[] inOrder = [.. Draw(drawn, name).Take(50)];
        RandomStream stream = new(11, name);
        for (int i = inOrder.Length - 1; i >= 0; i--)
        {
            stream.Position = (ulong)(i * Distribution.WordsPerDraw);
            Assert.Equal(inOrder[i], drawn.Next(stream));
        }

        Assert.Equal((ulong)Distribution.WordsPerDraw, stream.Position);
        Assert.NotEqual(inOrder[0], drawn.Next(new RandomStream(12, name)));
        Assert.NotEqual(inOrder[0], drawn.Next(new RandomStream(11, name + "'")));
    }

    // Models of users depend on these numbers: a changed method is a changed result.
    [Fact]
    public void DrawsStayWhatTheyAre()
    {
        string drawn = string.Join("\n", References.Select(pair => string.Create(
            CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value.Drawn.Next(new RandomStream(1, "pinned")):G8}")));
        Assert.Equal(
            """
            uniform -1.9326185
            triangular 0.26533487
            triangular, mode at the lower bound 1.207296
            triangular, mode at the upper bound 2.0958121
            exponential 0.57281583
            normal -1.7574089
            log-normal 1.7029218
            log-normal of moments 6.8848718
            Weibull, failing early 0.17618696
            Weibull, wearing out 0.26159032
            gamma 6.8636632
            gamma of shape 1 1.4697904
            gamma of small shape 1.9686094
            gamma of large shape 40.128545
            Erlang 9.5592468
            beta 0.26421608
            beta of small shapes 0.019821136
            beta of mixed shapes 0.39240898
            Pareto 2.0581098
            Pareto without a variance 1.1001751
            Cauchy -3.4886818
            positive normal 1.1617274
            bounded normal 0.080863691
            bounded exponential 1.5712043
            """.ReplaceLineEndings("\n"),
            drawn);
    }

    [Fact]
    public void DrawsAllocateNothing()
    {
        Distribution[] all = [.. References.Values.Select(reference => reference.Drawn), Distribution.Poisson(3), Distribution.Poisson(30)];
        WeightedChoice<string> choice = new(("a", 1), ("b", 2));
        RandomStream stream = new(1, "allocation");
        Assert.Equal(0, Allocation.LeastBytes(DrawAll));

        void DrawAll()
        {
            for (int i = 0; i < 1000; i++)
            {
                foreach (Distribution distribution in all)
                    distribution.Next(stream);
                choice.Next(stream);
            }
        }
    }

    [Fact]
    public void DelaysAreWholePicosecondsAndNeverNegative()
    {
        RandomStream stream = new(1, "delays");
        Assert.Equal(3, Distribution.Constant(2.6).NextPs(stream));
        Assert.Equal(2, Distribution.Constant(2.5).NextPs(stream));
        Assert.Equal(0, Distribution.Constant(-0.4).NextPs(stream));
        InvalidOperationException negative = Assert.Throws<InvalidOperationException>(() => Distribution.Constant(-3).NextPs(stream));
        Assert.Equal("the constant -3 gave -3 for stream 'delays', which is no delay in ps; bound it.", negative.Message);
        Assert.Throws<InvalidOperationException>(() => Distribution.Constant(1e19).NextPs(stream));
    }

    [Fact]
    public void BoundsThatLeaveOutEverythingAreReported()
    {
        Distribution impossible = Distribution.Uniform(0, 1).Bounded(2, 3);
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => impossible.Next(new RandomStream(1, "x")));
        Assert.Equal(
            "a uniform distribution from 0 to 1, from 2 to 3 only gave 100000 numbers in a row outside its bounds.", exception.Message);
        Assert.Equal(
            "a normal distribution of mean 1 and standard deviation 2, above 0 only", Distribution.Normal(1, 2).Positive().ToString());
    }

    [Fact]
    public void BadParametersAreRefusedByName()
    {
        Refuses("value", () => Distribution.Constant(double.NaN));
        Refuses("low", () => Distribution.Uniform(double.NegativeInfinity, 1));
        Refuses("high", () => Distribution.Uniform(2, 1));
        Refuses("high", () => Distribution.Uniform(double.MinValue, double.MaxValue));
        Refuses("mode", () => Distribution.Triangular(0, 4, 3));
        Refuses("high", () => Distribution.Triangular(0, 0, -1));
        Refuses("mean", () => Distribution.Exponential(0));
        Refuses("mean", () => Distribution.Normal(double.NaN, 1));
        Refuses("standardDeviation", () => Distribution.Normal(0, -1));
        Refuses("sigma", () => Distribution.LogNormal(0, -1));
        Refuses("mean", () => Distribution.LogNormalWithMean(-1, 1));
        Refuses("shape", () => Distribution.Weibull(0, 1));
        Refuses("scale", () => Distribution.Weibull(1, double.PositiveInfinity));
        Refuses("scale", () => Distribution.Gamma(1, 0));
        Refuses("stages", () => Distribution.Erlang(0, 1));
        Refuses("beta", () => Distribution.Beta(1, double.NaN));
        Refuses("min", () => Distribution.Pareto(0, 1));
        Refuses("scale", () => Distribution.Cauchy(0, 0));
        Refuses("mean", () => Distribution.Poisson(1e13));
        Refuses("values", () => Distribution.Empirical(1, double.NaN));
        Refuses("max", () => Distribution.Constant(1).Bounded(2, 1));
        Refuses("min", () => Distribution.Constant(1).Bounded(double.NaN, 1));
        Refuses("choices", () => new WeightedChoice<int>((1, -1)));
        Assert.Throws<ArgumentException>(() => Distribution.Empirical());
        Assert.Throws<ArgumentException>(() => new WeightedChoice<int>());
        Assert.Throws<ArgumentException>(() => new WeightedChoice<int>((1, 0)));

        static void Refuses(string parameter, Func<object> create) =>
            Assert.Equal(parameter, Assert.Throws<ArgumentOutOfRangeException>(create).ParamName);
    }

    private static IEnumerable<double> Draw(Distribution distribution, string name)
    {
        RandomStream stream = new(11, name);
        for (int i = 0; i < Draws; i++)
            yield return distribution.Next(stream);
    }

    private static Reference Of(Distribution drawn, IContinuousDistribution reference) =>
        new(drawn, reference.CumulativeDistribution, MeanOf(reference), VarianceOf(reference));

    // The Cauchy distribution of the reference throws when it is asked.
    private static double MeanOf(IContinuousDistribution reference) => reference is Cauchy ? double.NaN : reference.Mean;

    private static double VarianceOf(IContinuousDistribution reference) => reference is Cauchy ? double.NaN : reference.Variance;

    // The textbook form: with a = (min - mean) / s and b likewise, the mean moves by s * (density(a) - density(b)) / (P(b) - P(a)).
    private static Reference Truncated(double mean, double deviation, double min, double max, Distribution drawn)
    {
        double a = (min - mean) / deviation;
        double b = (max - mean) / deviation;
        double share = Normal.CDF(0, 1, b) - Normal.CDF(0, 1, a);
        double densityA = Normal.PDF(0, 1, a);
        double densityB = double.IsInfinity(b) ? 0 : Normal.PDF(0, 1, b);
        double shift = (densityA - densityB) / share;
        double spread = ((a * densityA) - (double.IsInfinity(b) ? 0 : b * densityB)) / share;
        return new Reference(
            drawn,
            x => (Normal.CDF(mean, deviation, x) - Normal.CDF(mean, deviation, min)) / share,
            mean + (deviation * shift),
            deviation * deviation * (1 + spread - (shift * shift)));
    }

    private sealed record Reference(Distribution Drawn, Func<double, double> Cumulative, double Mean, double Variance);
}
