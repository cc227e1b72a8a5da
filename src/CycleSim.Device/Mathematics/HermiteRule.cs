using System.Collections.Concurrent;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace CycleSim.Device.Mathematics;

/// <summary>Gauss-Hermite quadrature for the standard normal distribution: nodes, and weights that add up to 1.</summary>
internal sealed class HermiteRule
{
    private static readonly ConcurrentDictionary<int, HermiteRule> Known = new();

    private HermiteRule(int order)
    {
        // Golub and Welsch: the nodes are the eigenvalues of the recurrence's matrix. One step of Newton's method polishes them.
        Matrix<double> recurrence = Matrix<double>.Build.Dense(order, order);
        for (int k = 1; k < order; k++)
            recurrence[k, k - 1] = recurrence[k - 1, k] = Math.Sqrt(k);
        Evd<double> decomposition = recurrence.Evd(Symmetricity.Symmetric);
        Nodes = [.. decomposition.EigenValues.Select(value => value.Real).Order()];
        Weights = new double[order];
        for (int n = 0; n < order; n++)
        {
            (double value, double slope, _) = Polynomial(order, Nodes[n]);
            Nodes[n] -= value / slope;
            Weights[n] = 1 / Polynomial(order, Nodes[n]).SquareSum;
        }
    }

    internal double[] Nodes { get; }

    internal double[] Weights { get; }

    internal static HermiteRule OfOrder(int order) => Known.GetOrAdd(order, n => new(n));

    /// <summary>The orthonormal polynomial of an order, its slope, and the sum of the squares of those of lower order.</summary>
    private static (double Value, double Slope, double SquareSum) Polynomial(int order, double x)
    {
        double before = 0;
        double value = 1;
        double squares = 0;
        for (int k = 0; k < order; k++)
        {
            squares += value * value;
            (before, value) = (value, (x * value - Math.Sqrt(k) * before) / Math.Sqrt(k + 1));
        }

        return (value, Math.Sqrt(order) * before, squares);
    }
}
