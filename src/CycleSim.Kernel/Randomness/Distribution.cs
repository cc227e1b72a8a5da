using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>
/// What a model draws random numbers from; it keeps no state, so it can be shared. Every draw takes two words of a stream, whatever the
/// distribution: draw number i of a stream depends on (seed, name, i) only, and other draws stay as they are when the distribution or one
/// of its parameters is changed.
/// </summary>
/// <example>
/// <code>
/// Distribution service = Distribution.Gamma(shape: 2, scale: 500);
/// RandomStream random = simulation.Random("service");
/// yield return Wait.For(service.NextPs(random));
/// </code>
/// </example>
public abstract class Distribution
{
    /// <summary>Number of words of a stream that a draw takes.</summary>
    public const int WordsPerDraw = 2;

    /// <summary>Always the same number.</summary>
    /// <param name="value">The number, finite.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static Distribution Constant(double value) => new ConstantDistribution(value);

    /// <summary>All numbers between two bounds, equally likely.</summary>
    /// <param name="low">Lower bound, finite.</param>
    /// <param name="high">Upper bound, finite and not below the lower one.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static Distribution Uniform(double low, double high) => new UniformDistribution(low, high);

    /// <summary>Linearly rising to the mode and falling after it.</summary>
    /// <param name="low">Lower bound, finite.</param>
    /// <param name="mode">The most likely value, between the bounds.</param>
    /// <param name="high">Upper bound, finite.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static Distribution Triangular(double low, double mode, double high) => new TriangularDistribution(low, mode, high);

    /// <summary>Times between independent events.</summary>
    /// <param name="mean">The mean, finite and above 0.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static Distribution Exponential(double mean) => new ExponentialDistribution(mean);

    /// <summary>The normal distribution; see <see cref="Positive"/> and <see cref="Bounded"/> to cut it off.</summary>
    /// <param name="mean">The mean, finite.</param>
    /// <param name="standardDeviation">The standard deviation, finite and at least 0.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static Distribution Normal(double mean, double standardDeviation) => new NormalDistribution(mean, standardDeviation);

    /// <summary>Numbers whose logarithm is normally distributed.</summary>
    /// <param name="mu">Mean of the logarithm, finite.</param>
    /// <param name="sigma">Standard deviation of the logarithm, finite and at least 0.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static Distribution LogNormal(double mu, double sigma) => new LogNormalDistribution(mu, sigma);

    /// <summary>Numbers whose logarithm is normally distributed, by their own moments.</summary>
    /// <param name="mean">Mean of the numbers, finite and above 0.</param>
    /// <param name="standardDeviation">Standard deviation of the numbers, finite and at least 0.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static Distribution LogNormalWithMean(double mean, double standardDeviation) =>
        LogNormalDistribution.OfMoments(mean, standardDeviation);

    /// <summary>Lifetimes whose failure rate rises (shape above 1) or falls with age.</summary>
    /// <param name="shape">The shape, finite and above 0.</param>
    /// <param name="scale">The scale, finite and above 0.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static Distribution Weibull(double shape, double scale) => new WeibullDistribution(shape, scale);

    /// <summary>The gamma distribution, of mean shape * scale.</summary>
    /// <param name="shape">The shape, finite and above 0.</param>
    /// <param name="scale">The scale, finite and above 0.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static Distribution Gamma(double shape, double scale) => new GammaDistribution(shape, scale);

    /// <summary>The sum of equal exponential stages.</summary>
    /// <param name="stages">Number of stages, at least 1.</param>
    /// <param name="mean">Mean of the sum, finite and above 0.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static Distribution Erlang(int stages, double mean)
    {
        DistributionParameter.ThrowIfNotPositive(stages, nameof(stages));
        DistributionParameter.ThrowIfNotPositive(mean, nameof(mean));
        return new GammaDistribution(stages, mean / stages);
    }

    /// <summary>The beta distribution, on 0 to 1.</summary>
    /// <param name="alpha">First shape, finite and above 0.</param>
    /// <param name="beta">Second shape, finite and above 0.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static Distribution Beta(double alpha, double beta) => new BetaDistribution(alpha, beta);

    /// <summary>A power law: the probability of more than x is (min / x)^shape.</summary>
    /// <param name="min">The smallest value, finite and above 0.</param>
    /// <param name="shape">The exponent, finite and above 0. The mean is finite above 1, the variance above 2.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static Distribution Pareto(double min, double shape) => new ParetoDistribution(min, shape);

    /// <summary>The Cauchy distribution, which has neither mean nor variance.</summary>
    /// <param name="location">The median, finite.</param>
    /// <param name="scale">Half of the distance between the quartiles, finite and above 0.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static Distribution Cauchy(double location, double scale) => new CauchyDistribution(location, scale);

    /// <summary>Numbers of independent events in a given time: whole numbers.</summary>
    /// <param name="mean">The mean, above 0 and at most 2^40.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static Distribution Poisson(double mean) => new PoissonDistribution(mean);

    /// <summary>One of some observed values, each equally likely. For weights or other types use <see cref="WeightedChoice{T}"/>.</summary>
    /// <param name="values">The values, at least one, all finite.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentException">There is no value.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    public static Distribution Empirical(params double[] values) => new EmpiricalDistribution(values);

    /// <summary>
    /// This distribution under the condition that the number lies between two bounds, both included: what lies outside is drawn again.
    /// </summary>
    /// <param name="min">Lower bound; minus infinity for none.</param>
    /// <param name="max">Upper bound, not below the lower one; infinity for none.</param>
    /// <returns>The distribution; a draw fails if 100,000 numbers in a row lie outside.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not a number or they are reversed.</exception>
    public Distribution Bounded(double min, double max) => new BoundedDistribution(this, min, max);

    /// <summary>This distribution under the condition that the number is above 0.</summary>
    /// <returns>The distribution, as for <see cref="Bounded"/>.</returns>
    public Distribution Positive() => new BoundedDistribution(this, double.Epsilon, double.PositiveInfinity);

    /// <summary>Draws a number.</summary>
    /// <param name="stream">The stream; two words are taken.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    public double Next(RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        RandomWords words = new(stream.NextUInt64());
        return Draw(ref words);
    }

    /// <summary>Draws a delay: a number rounded to whole picoseconds.</summary>
    /// <param name="stream">The stream; two words are taken.</param>
    /// <returns>The delay in ps, at least 0.</returns>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="InvalidOperationException">The number is negative or beyond <see cref="Simulation.MaxTimePs"/>.</exception>
    public long NextPs(RandomStream stream)
    {
        double delayPs = Math.Round(Next(stream));
        if (delayPs >= 0 && delayPs < Simulation.MaxTimePs)
            return (long)delayPs;
        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture, $"{Describe()} gave {delayPs} for stream '{stream.Name}', which is no delay in ps; bound it."));
    }

    /// <summary>The rule: makes a number of random words.</summary>
    /// <param name="words">The words of this draw; take as many as needed.</param>
    /// <returns>The number.</returns>
    public abstract double Draw(ref RandomWords words);

    /// <summary>The distribution in words: <c>an exponential distribution of mean 3</c>.</summary>
    /// <returns>A few words.</returns>
    public abstract string Describe();

    /// <inheritdoc cref="Describe"/>
    public override string ToString() => Describe();
}
