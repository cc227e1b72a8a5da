using MathNet.Numerics.LinearAlgebra;

namespace CycleSim.Device.Mathematics;

/// <summary>Value, gradient and matrix of second derivatives of a function at a point, by central differences.</summary>
/// <param name="Value">The value.</param>
/// <param name="Gradient">The gradient.</param>
/// <param name="Hessian">The second derivatives.</param>
internal sealed record Expansion(double Value, Vector<double> Gradient, Matrix<double> Hessian)
{
    /// <summary>Expands a function of at least one variable.</summary>
    /// <param name="function">The function.</param>
    /// <param name="centre">The point.</param>
    /// <param name="step">Distance of the differences, whose errors are of its fourth order; along two axes at once of its second.</param>
    internal static Expansion At(IFunctionOfNormals function, Vector<double> centre, double step)
    {
        int n = centre.Count;
        List<double> points = [.. centre];
        void Add(int axis, double by, int other = -1, double otherBy = 0)
        {
            Vector<double> point = centre.Clone();
            point[axis] += by * step;
            if (other >= 0)
                point[other] += otherBy * step;
            points.AddRange(point);
        }

        for (int k = 0; k < n; k++)
            foreach (double by in (ReadOnlySpan<double>)[-2, -1, 1, 2])
                Add(k, by);
        for (int k = 0; k < n; k++)
            for (int l = 0; l < k; l++)
                foreach ((double a, double b) in (ReadOnlySpan<(double, double)>)[(1, 1), (1, -1), (-1, 1), (-1, -1)])
                    Add(k, a, l, b);
        double[] values = function.At([.. points], points.Count / n);
        return new(values[0], GradientOf(values, n, step), HessianOf(values, n, step));
    }

    private static Vector<double> GradientOf(double[] values, int n, double step) => Vector<double>.Build.Dense(
        n, k => (values[4 * k + 1] - 8 * values[4 * k + 2] + 8 * values[4 * k + 3] - values[4 * k + 4]) / (12 * step));

    private static Matrix<double> HessianOf(double[] values, int n, double step)
    {
        Matrix<double> hessian = Matrix<double>.Build.Dense(n, n);
        int next = 4 * n + 1;
        for (int k = 0; k < n; k++)
        {
            ReadOnlySpan<double> v = values.AsSpan(4 * k + 1, 4);
            hessian[k, k] = (-v[0] + 16 * v[1] - 30 * values[0] + 16 * v[2] - v[3]) / (12 * step * step);
            for (int l = 0; l < k; l++, next += 4)
                hessian[k, l] = hessian[l, k] = (values[next] - values[next + 1] - values[next + 2] + values[next + 3]) / (4 * step * step);
        }

        return hessian;
    }
}
