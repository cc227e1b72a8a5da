namespace CycleSim.Kernel;

/// <summary>One of several items, each as likely as its share of all weights. Keeps no state; a draw takes two words.</summary>
/// <typeparam name="T">Type of the items.</typeparam>
public sealed class WeightedChoice<T>
{
    private readonly T[] _items;

    // Sums of the weights up to and including each item.
    private readonly double[] _sums;

    /// <summary>Creates a choice.</summary>
    /// <param name="choices">The items with their weights: at least one, weights finite and at least 0, not all 0.</param>
    /// <exception cref="ArgumentException">There is no item, or no weight above 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public WeightedChoice(params (T Item, double Weight)[] choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        foreach ((_, double weight) in choices)
            DistributionParameter.ThrowIfNegative(weight, nameof(choices));
        (T Item, double Weight)[] possible = [.. choices.Where(choice => choice.Weight > 0)];
        _items = [.. possible.Select(choice => choice.Item)];
        _sums = new double[possible.Length];
        double sum = 0;
        for (int i = 0; i < possible.Length; i++)
        {
            sum += possible[i].Weight;
            _sums[i] = sum;
        }

        if (!(sum > 0) || !double.IsFinite(sum))
            throw new ArgumentException("A choice needs at least one weight above 0, and a finite sum of weights.", nameof(choices));
    }

    /// <summary>Draws an item.</summary>
    /// <param name="stream">The stream; two words are taken.</param>
    /// <returns>The item.</returns>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    public T Next(RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        RandomWords words = new(stream.NextUInt64());
        double below = words.NextDouble() * _sums[^1];

        // The first item whose sum lies above the number.
        int low = 0;
        int high = _sums.Length - 1;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (_sums[middle] > below)
                high = middle;
            else
                low = middle + 1;
        }

        return _items[low];
    }
}
