using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace CycleSim.Device.Mathematics;

/// <summary>
/// ln E[exp(k f(x))] of a function of independent standard normals, by Gauss-Hermite quadrature that is shifted to the maximum of
/// k f(x) - |x|²/2 and scaled by its curvature there: what contributes lies many deviations from 0.
/// </summary>
internal static class ExponentialMean
{
    private const double Step = 0.02;
    private const int MaxIterations = 60;
    private const double Settled = 1e-6;

    // The quadrature is exact for any curvature; one that is nearly flat would place its points too far out.
    private const double MinCurvature = 0.25;

    // Points of each axis for 0, 1, 2... variables.
    private static readonly int[] Orders = [1, 96, 48, 30, 20, 14, 10];

    /// <summary>The logarithm of the mean.</summary>
    /// <param name="function">f; negative infinity where exp(f) is 0.</param>
    /// <param name="power">k, above 0.</param>
    internal static double Log(IFunctionOfNormals function, double power = 1)
    {
        int n = function.Dimensions;
        if (n == 0)
            return power * function.At([], 1)[0];
        (Vector<double> mode, Matrix<double> scale, double logDeterminant) = Centre(function, power);
        TensorRule rule = new(n, Orders[n]);
        double[] points = new double[rule.Points.Length];
        for (int p = 0; p < rule.Count; p++)
            Place(rule.Points.AsSpan(p * n, n), mode, scale, points.AsSpan(p * n, n));
        double[] values = function.At(points, rule.Count);
        double max = double.NegativeInfinity;
        for (int p = 0; p < rule.Count; p++)
        {
            values[p] = power * values[p] + (SquareOf(rule.Points.AsSpan(p * n, n)) - SquareOf(points.AsSpan(p * n, n))) / 2;
            max = Math.Max(max, values[p]);
        }

        if (double.IsNegativeInfinity(max))
            return max;
        double sum = 0;
        for (int p = 0; p < rule.Count; p++)
            sum += rule.Weights[p] * Math.Exp(values[p] - max);
        return max + Math.Log(sum) + logDeterminant;
    }

    private static void Place(ReadOnlySpan<double> from, Vector<double> mode, Matrix<double> scale, Span<double> to)
    {
        for (int k = 0; k < to.Length; k++)
        {
            double sum = mode[k];
            for (int l = 0; l < from.Length; l++)
                sum += scale[k, l] * from[l];
            to[k] = sum;
        }
    }

    private static double SquareOf(ReadOnlySpan<double> point)
    {
        double sum = 0;
        foreach (double x in point)
            sum += x * x;
        return sum;
    }

    /// <summary>The maximum, the matrix that scales standard normals to the width there, and the logarithm of its determinant.</summary>
    private static (Vector<double> Mode, Matrix<double> Scale, double LogDeterminant) Centre(IFunctionOfNormals function, double power)
    {
        Vector<double> x = Vector<double>.Build.Dense(function.Dimensions);
        double Objective(Vector<double> at) => power * function.At([.. at], 1)[0] - at.DotProduct(at) / 2;
        for (int iteration = 0; ; iteration++)
        {
            Expansion expansion = Expansion.At(function, x, Step);
            Vector<double> gradient = power * expansion.Gradient - x;
            Matrix<double> curvature = Matrix<double>.Build.DenseIdentity(x.Count) - power * expansion.Hessian;
            Evd<double> axes = curvature.Evd(Symmetricity.Symmetric);
            Vector<double> widths = axes.EigenValues.Map(value => Math.Max(value.Real, MinCurvature));
            Vector<double> step = axes.EigenVectors * (axes.EigenVectors.TransposeThisAndMultiply(gradient).PointwiseDivide(widths));
            if (iteration == MaxIterations || !(step.L2Norm() > Settled))
            {
                Matrix<double> scale = axes.EigenVectors * Matrix<double>.Build.DenseOfDiagonalVector(widths.Map(w => 1 / Math.Sqrt(w)));
                return (x, scale, -widths.Map(Math.Log).Sum() / 2);
            }

            double best = Objective(x);
            double share = 1;
            while (share > 1e-4 && !(Objective(x + share * step) >= best))
                share /= 2;
            if (share <= 1e-4)
                iteration = MaxIterations - 1;
            else
                x += share * step;
        }
    }
}
