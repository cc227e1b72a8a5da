using System.Collections.Immutable;

namespace CycleSim.Workloads.Shapes;

/// <summary>The sizes of a tensor's axes, outermost first; no axis for a scalar.</summary>
public sealed class TensorShape : IEquatable<TensorShape>
{
    /// <summary>A shape.</summary>
    /// <param name="axes">Size of each axis, at least 0.</param>
    /// <exception cref="OverflowException">The words do not fit 64 bits.</exception>
    public TensorShape(params IEnumerable<long> axes)
    {
        Axes = [.. axes];
        Words = Axes.Aggregate(1L, (words, axis) => checked(words * axis));
    }

    /// <summary>Size of each axis.</summary>
    public ImmutableArray<long> Axes { get; }

    /// <summary>Number of axes.</summary>
    public int Rank => Axes.Length;

    /// <summary>Words (elements) of the tensor.</summary>
    public long Words { get; }

    /// <summary>Size of one axis.</summary>
    /// <param name="axis">Which, counted from the first or the last.</param>
    public long this[Index axis] => Axes[axis];

    /// <summary>The shape of some axes.</summary>
    /// <param name="axes">Which.</param>
    public TensorShape this[Range axes] => new(Axes[axes]);

    /// <summary>This shape with another size of an axis.</summary>
    internal TensorShape WithAxis(Index axis, long size) => new(Axes.SetItem(axis.GetOffset(Rank), size));

    /// <summary>This shape with axes of size 1 in front, as many as make a rank.</summary>
    internal TensorShape WithRank(int rank) => new([.. Enumerable.Repeat(1L, rank - Rank), .. Axes]);

    /// <inheritdoc />
    public bool Equals(TensorShape? other) => other is not null && Axes.SequenceEqual(other.Axes);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as TensorShape);

    /// <inheritdoc />
    public override int GetHashCode() => Axes.Aggregate(17, HashCode.Combine);

    /// <summary>The sizes joined by x, e.g. "8x3x224x224"; "scalar" without axes.</summary>
    public override string ToString() => Rank == 0 ? "scalar" : string.Join('x', Axes);
}
