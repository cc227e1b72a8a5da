namespace CycleSim.Device.Mathematics;

/// <summary>
/// Gauss-Hermite quadrature over several independent standard normals. Points whose weight is below rounding are left out.
/// </summary>
internal sealed class TensorRule
{
    private const double Negligible = 1e-15;

    private readonly List<double> _points = [];
    private readonly List<double> _weights = [];

    internal TensorRule(int dimensions, int order)
    {
        Add(HermiteRule.OfOrder(order), new double[dimensions], 0, 1);
        Points = [.. _points];
        Weights = [.. _weights];
    }

    /// <summary>The points one after the other.</summary>
    internal double[] Points { get; }

    internal double[] Weights { get; }

    internal int Count => Weights.Length;

    private void Add(HermiteRule rule, double[] point, int axis, double weight)
    {
        if (weight < Negligible)
            return;
        if (axis == point.Length)
        {
            _points.AddRange(point);
            _weights.Add(weight);
            return;
        }

        for (int n = 0; n < rule.Nodes.Length; n++)
        {
            point[axis] = rule.Nodes[n];
            Add(rule, point, axis + 1, weight * rule.Weights[n]);
        }
    }
}
