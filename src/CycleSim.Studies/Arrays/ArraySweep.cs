using System.Collections.Immutable;
using CycleSim.Arrays;
using CycleSim.Arrays.Models;
using CycleSim.Platform;

namespace CycleSim.Studies.Arrays;

/// <summary>Capacities from one to another, in equal ratios.</summary>
public static class ArraySweep
{
    private const int MaxPoints = 10_000;

    /// <summary>The capacities of a sweep; powers of two when it starts at one.</summary>
    /// <param name="fromBytes">The first.</param>
    /// <param name="toBytes">The last; it is always among them.</param>
    /// <param name="perOctave">Points in a doubling, from 1 on.</param>
    /// <exception cref="InputException">The last is smaller than the first, or there are too many.</exception>
    public static ImmutableArray<long> Capacities(long fromBytes, long toBytes, int perOctave)
    {
        if (fromBytes < 1 || toBytes < fromBytes)
            throw new InputException("a sweep goes from a capacity to a larger one");
        double octaves = Math.Log2((double)toBytes / fromBytes);
        if (perOctave < 1 || octaves * perOctave > MaxPoints)
            throw new InputException($"{perOctave} points an octave: allowed are 1 to {MaxPoints / Math.Max(1, (int)octaves)}");
        int steps = (int)Math.Floor(octaves * perOctave + 1e-9);
        return
        [
            .. Enumerable.Range(0, steps + 1).Select(step => (long)Math.Round(fromBytes * Math.Pow(2, (double)step / perOctave)))
                .Append(toBytes).Distinct().Order(),
        ];
    }

    /// <summary>Evaluates a model at capacities.</summary>
    /// <param name="name">Name of the curve.</param>
    /// <param name="model">The model.</param>
    /// <param name="capacities">The capacities, bytes.</param>
    /// <param name="evaluated">Called after each capacity.</param>
    public static ArrayCurve Run(string name, IMemoryModel model, ImmutableArray<long> capacities, Action? evaluated = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(name, model.Kind, [.. capacities.Select(At)]);

        MemoryMetrics At(long capacity)
        {
            MemoryMetrics metrics = model.At(capacity);
            evaluated?.Invoke();
            return metrics;
        }
    }
}
