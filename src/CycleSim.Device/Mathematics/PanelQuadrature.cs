using MathNet.Numerics.Integration;

namespace CycleSim.Device.Mathematics;

/// <summary>
/// Running integrals of a smooth function over an interval that is cut into equal panels, each with Gauss's nodes: a function is its values
/// at all nodes.
/// </summary>
internal sealed class PanelQuadrature
{
    private const int Order = 16;

    private static readonly GaussLegendreRule Rule = new(-1, 1, Order);

    // Integral from -1 to node i of the polynomial that is 1 at node j and 0 at the others.
    private static readonly double[,] Running = CreateRunning();

    private readonly int _panels;
    private readonly double _half;

    /// <summary>Panels.</summary>
    /// <param name="from">Start of the interval.</param>
    /// <param name="to">Its end.</param>
    /// <param name="panels">Number of panels.</param>
    internal PanelQuadrature(double from, double to, int panels)
    {
        _panels = panels;
        _half = (to - from) / (2 * panels);
        Nodes = new double[panels * Order];
        for (int k = 0; k < Nodes.Length; k++)
            Nodes[k] = from + _half * (2 * (k / Order) + 1 + Rule.GetAbscissa(k % Order));
    }

    /// <summary>All nodes, ascending.</summary>
    internal double[] Nodes { get; }

    /// <summary>The integral from the start to each node.</summary>
    internal double[] FromStart(ReadOnlySpan<double> values)
    {
        double[] result = new double[values.Length];
        double before = 0;
        for (int panel = 0; panel < _panels; panel++)
        {
            ReadOnlySpan<double> here = values.Slice(panel * Order, Order);
            for (int i = 0; i < Order; i++)
                result[panel * Order + i] = before + _half * Partial(here, i, isReversed: false);
            before += _half * Whole(here);
        }

        return result;
    }

    /// <summary>The integral from each node to the end; small ones keep their digits.</summary>
    internal double[] ToEnd(ReadOnlySpan<double> values)
    {
        double[] result = new double[values.Length];
        double after = 0;
        for (int panel = _panels - 1; panel >= 0; panel--)
        {
            ReadOnlySpan<double> here = values.Slice(panel * Order, Order);
            for (int i = 0; i < Order; i++)
                result[panel * Order + i] = after + _half * Partial(here, Order - 1 - i, isReversed: true);
            after += _half * Whole(here);
        }

        return result;
    }

    /// <summary>The integral over the interval.</summary>
    internal double Integral(ReadOnlySpan<double> values)
    {
        double sum = 0;
        for (int panel = 0; panel < _panels; panel++)
            sum += _half * Whole(values.Slice(panel * Order, Order));
        return sum;
    }

    private static double Whole(ReadOnlySpan<double> values)
    {
        double sum = 0;
        for (int j = 0; j < Order; j++)
            sum += Rule.GetWeight(j) * values[j];
        return sum;
    }

    private static double Partial(ReadOnlySpan<double> values, int node, bool isReversed)
    {
        double sum = 0;
        for (int j = 0; j < Order; j++)
            sum += Running[node, j] * values[isReversed ? Order - 1 - j : j];
        return sum;
    }

    /// <summary>Each polynomial as a sum of Legendre's, whose integrals are known.</summary>
    private static double[,] CreateRunning()
    {
        double[,] running = new double[Order, Order];
        for (int i = 0; i < Order; i++)
        {
            double[] at = Legendre(Rule.GetAbscissa(i));
            for (int j = 0; j < Order; j++)
            {
                double[] of = Legendre(Rule.GetAbscissa(j));
                double sum = Rule.GetAbscissa(i) + 1;
                for (int k = 1; k < Order; k++)
                    sum += of[k] * (at[k + 1] - at[k - 1]);
                running[i, j] = sum * Rule.GetWeight(j) / 2;
            }
        }

        return running;
    }

    private static double[] Legendre(double x)
    {
        double[] values = new double[Order + 1];
        values[0] = 1;
        values[1] = x;
        for (int k = 1; k < Order; k++)
            values[k + 1] = ((2 * k + 1) * x * values[k] - k * values[k - 1]) / (k + 1);
        return values;
    }
}
