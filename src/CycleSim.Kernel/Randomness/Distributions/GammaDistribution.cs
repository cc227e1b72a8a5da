using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>
/// The gamma distribution, by the rejection method of G. Marsaglia and W. W. Tsang, "A Simple Method for Generating Gamma Variables",
/// ACM TOMS 26 (2000).
/// </summary>
internal sealed class GammaDistribution : Distribution
{
    private readonly double _shape;
    private readonly double _scale;

    public GammaDistribution(double shape, double scale)
    {
        DistributionParameter.ThrowIfNotPositive(shape, nameof(shape));
        DistributionParameter.ThrowIfNotPositive(scale, nameof(scale));
        _shape = shape;
        _scale = scale;
    }

    public override double Draw(ref RandomWords words) => _scale * Standard(ref words, _shape);

    /// <summary>A number of scale 1.</summary>
    public static double Standard(ref RandomWords words, double shape)
    {
        // The method needs a shape of at least 1; below, a number of the next shape is scaled down by a power of a uniform one.
        if (shape < 1)
            return Standard(ref words, shape + 1) * Math.Pow(words.NextPositive(), 1 / shape);
        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double normal = words.NextNormal();
            double root = 1 + (c * normal);
            if (root <= 0)
                continue;
            double cube = root * root * root;
            if (Math.Log(words.NextPositive()) < (normal * normal / 2) + (d * (1 - cube + Math.Log(cube))))
                return d * cube;
        }
    }

    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"a gamma distribution of shape {_shape} and scale {_scale}");
}
