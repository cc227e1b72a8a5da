namespace CycleSim.Workloads.Tests.GraphLowering;

/// <summary>Numbers with the rule of how they came about, so that gradients follow by the chain rule.</summary>
internal sealed class Tape
{
    private readonly List<double> _values = [];
    private readonly List<(int Node, double Slope)[]> _sources = [];

    internal double this[int node] => _values[node];

    internal int Leaf(double value) => Node(value);

    internal int[] Leaves(IEnumerable<double> values) => [.. values.Select(value => Node(value))];

    internal int Node(double value, params (int Node, double Slope)[] sources)
    {
        _values.Add(value);
        _sources.Add(sources);
        return _values.Count - 1;
    }

    internal int Multiply(int a, int b) => Node(this[a] * this[b], (a, this[b]), (b, this[a]));

    internal int Sum(IEnumerable<(int Node, double Weight)> terms)
    {
        (int Node, double Weight)[] all = [.. terms];
        return Node(all.Sum(term => this[term.Node] * term.Weight), all);
    }

    internal int Sum(IEnumerable<int> terms) => Sum(terms.Select(term => (term, 1.0)));

    /// <summary>Sum of products, and a number that is added to it.</summary>
    internal int Dot(List<(int A, int B)> pairs, int? added)
    {
        double value = added is { } start ? this[start] : 0;
        var sources = new List<(int, double)>();
        foreach ((int a, int b) in pairs)
        {
            value += this[a] * this[b];
            sources.Add((a, this[b]));
            sources.Add((b, this[a]));
        }

        if (added is { } term)
            sources.Add((term, 1));
        return Node(value, [.. sources]);
    }

    /// <summary>The derivatives of the sum over some numbers, each times its error.</summary>
    internal double[] Gradients(IEnumerable<(int Node, double Error)> errors)
    {
        double[] gradients = new double[_values.Count];
        foreach ((int node, double error) in errors)
            gradients[node] += error;
        for (int node = gradients.Length - 1; node >= 0; node--)
        {
            if (gradients[node] == 0)
                continue;
            foreach ((int source, double slope) in _sources[node])
                gradients[source] += gradients[node] * slope;
        }

        return gradients;
    }
}
