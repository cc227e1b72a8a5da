using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.RootFinding;

namespace CycleSim.Device.Mathematics;

/// <summary>
/// The distribution of a function of independent standard normals. Along one direction, that in which the function rises, it is known on
/// parallel lines, whose distances from 0 are the nodes of Gauss-Hermite quadrature over the other axes: on each line the probability of
/// exceeding a level is that of a normal beyond the crossing, so that the smallest probabilities have all their digits.
/// </summary>
internal sealed class LineFamily
{
    // Normals beyond this are rarer than any question.
    private const double Reach = 9.5;

    // Where a typical rare cell lies, to find the direction.
    private const double Distance = 4.5;
    private const double DifferenceStep = 0.02;
    private const int DirectionSteps = 12;
    private const double LevelAccuracy = 1e-9;
    private const double CrossingAccuracy = 1e-7;
    private const int MaxIterations = 60;

    // Points of each of the other axes, and distance of points along the lines, for 1, 2, 3... variables.
    private static readonly int[] Orders = [1, 40, 20, 13, 9, 7];
    private static readonly double[] Steps = [0.05, 0.1, 0.25, 0.25, 0.5, 0.5];

    private readonly IFunctionOfNormals _function;
    private readonly TensorRule _others;
    private readonly double[] _starts;
    private readonly double[] _direction;
    private readonly double _step;
    private readonly int _pointsPerLine;
    private readonly double[] _values;

    /// <summary>Tabulates the function.</summary>
    /// <param name="function">The function, of at least one variable; negative infinity where exp of it is 0.</param>
    internal LineFamily(IFunctionOfNormals function)
    {
        _function = function;
        int n = function.Dimensions;
        Vector<double> direction = DirectionOf(function);
        _direction = [.. direction];
        _others = new(n - 1, Orders[n - 1]);
        _starts = Starts(direction, _others);
        _step = Steps[n - 1];
        _pointsPerLine = 2 * (int)Math.Round(Reach / _step) + 1;
        double[] points = new double[_others.Count * _pointsPerLine * n];
        for (int line = 0; line < _others.Count; line++)
            for (int k = 0; k < _pointsPerLine; k++)
                Place(line, Position(k), points.AsSpan((line * _pointsPerLine + k) * n, n));
        _values = function.At(points, _others.Count * _pointsPerLine);
    }

    /// <summary>The level that is exceeded with a probability.</summary>
    /// <param name="probability">The probability, 1e-12 to below 1.</param>
    internal double LevelExceededWith(double probability)
    {
        double target = NormalTail.ValueExceededWith(probability);
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (double value in _values)
        {
            if (!double.IsFinite(value))
                continue;
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        // In deviations the probability is nearly a straight line over the level.
        double Excess(double level) =>
            NormalTail.ValueExceededWith(Math.Clamp(ProbabilityAbove(level), 1e-300, 1 - 1e-16)) - target;
        // The level may lie among values that are no numbers: cells that no current switches, or that need none.
        if (Array.IndexOf(_values, double.PositiveInfinity) >= 0 && !(ProbabilityAbove(high) <= probability))
            return double.PositiveInfinity;
        if (Array.IndexOf(_values, double.NegativeInfinity) >= 0 && !(ProbabilityAbove(low) > probability))
            return double.NegativeInfinity;
        if (!(low < high) || Excess(low) >= 0)
            return low;
        return Excess(high) <= 0 ? high : Brent.FindRoot(Excess, low, high, LevelAccuracy * Math.Max(1, Math.Abs(high - low)), 200);
    }

    /// <summary>The probability that the function exceeds a level.</summary>
    internal double ProbabilityAbove(double level)
    {
        double sum = 0;
        for (int line = 0; line < _others.Count; line++)
            sum += _others.Weights[line] * ProbabilityAbove(line, level);
        return sum;
    }

    private double ProbabilityAbove(int line, double level)
    {
        ReadOnlySpan<double> values = _values.AsSpan(line * _pointsPerLine, _pointsPerLine);
        bool isAbove = values[0] > level;
        double probability = isAbove ? 1 : 0;
        for (int k = 1; k < values.Length; k++)
        {
            if (values[k] > level == isAbove)
                continue;
            double tail = NormalTail.Above(Crossing(line, k - 1, level));
            probability += isAbove ? -tail : tail;
            isAbove = !isAbove;
        }

        return probability;
    }

    /// <summary>Where the function passes a level between two points of a line.</summary>
    private double Crossing(int line, int index, double level)
    {
        ReadOnlySpan<double> values = _values.AsSpan(line * _pointsPerLine, _pointsPerLine);
        int first = Math.Clamp(index - UniformStencil.Points / 2 + 1, 0, _pointsPerLine - UniformStencil.Points);
        ReadOnlySpan<double> stencil = values.Slice(first, UniformStencil.Points);
        bool isKnown = true;
        foreach (double value in stencil)
            isKnown &= double.IsFinite(value);
        double left = index;
        double right = index + 1;
        double atLeft = values[index] - level;
        double atRight = values[index + 1] - level;

        // False position after Illinois; bisection where a cell has no value.
        double last = double.NaN;
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            double middle = double.IsFinite(atLeft) && double.IsFinite(atRight)
                ? left + (right - left) * atLeft / (atLeft - atRight)
                : (left + right) / 2;
            double value = (isKnown ? UniformStencil.Value(stencil, middle - first) : Exact(line, middle)) - level;
            if (value == 0 || Math.Abs(middle - last) < CrossingAccuracy)
                return Position(middle);
            if (value > 0 == atLeft > 0)
            {
                atRight = last < middle ? atRight / 2 : atRight;
                (left, atLeft) = (middle, value);
            }
            else
            {
                atLeft = last > middle ? atLeft / 2 : atLeft;
                (right, atRight) = (middle, value);
            }

            last = middle;
        }

        return Position((left + right) / 2);
    }

    private double Exact(int line, double index)
    {
        double[] point = new double[_function.Dimensions];
        Place(line, Position(index), point);
        return _function.At(point, 1)[0];
    }

    private double Position(double index) => (index - (_pointsPerLine - 1) / 2) * _step;

    private void Place(int line, double position, Span<double> to)
    {
        for (int k = 0; k < to.Length; k++)
            to[k] = _starts[line * to.Length + k] + position * _direction[k];
    }

    /// <summary>The direction of steepest rise at some distance along itself.</summary>
    private static Vector<double> DirectionOf(IFunctionOfNormals function)
    {
        int n = function.Dimensions;
        Vector<double> direction = Vector<double>.Build.Dense(n);
        for (int step = 0; step < DirectionSteps; step++)
        {
            // From the centre outwards: far out a wrong direction may have no slope.
            double distance = Distance * step / (DirectionSteps / 2);
            Expansion expansion = Expansion.At(function, direction * Math.Min(distance, Distance), DifferenceStep);
            double slope = expansion.Gradient.L2Norm();
            if (!double.IsFinite(slope) || slope == 0)
                break;
            direction = (direction + 2 * expansion.Gradient / slope).Normalize(2);
        }

        return direction.L2Norm() > 0 ? direction : Vector<double>.Build.Dense(n, k => k == 0 ? 1 : 0);
    }

    /// <summary>The point of each line that is nearest to 0: nodes of the axes perpendicular to the direction.</summary>
    private static double[] Starts(Vector<double> direction, TensorRule others)
    {
        int n = direction.Count;
        List<Vector<double>> axes = [direction];
        foreach (int k in Enumerable.Range(0, n).OrderBy(k => Math.Abs(direction[k])).Take(n - 1))
        {
            Vector<double> axis = Vector<double>.Build.Dense(n, l => l == k ? 1 : 0);
            foreach (Vector<double> known in axes)
                axis -= known.DotProduct(axis) * known;
            axes.Add(axis.Normalize(2));
        }

        double[] starts = new double[others.Count * n];
        for (int line = 0; line < others.Count; line++)
            for (int k = 0; k < n; k++)
                for (int axis = 1; axis < n; axis++)
                    starts[line * n + k] += others.Points[line * (n - 1) + axis - 1] * axes[axis][k];
        return starts;
    }
}
