using System.Collections.Immutable;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Views;

/// <summary>
/// Where the words of an activation are found in a row of words, axis by axis, without a copy. An axis has one digit, or several when
/// axes that do not follow each other in memory were joined.
/// </summary>
/// <param name="Offset">The first word.</param>
/// <param name="Axes">Digits of each axis, the outer first; none for an axis of size 1.</param>
internal sealed record StridedView(long Offset, ImmutableArray<ImmutableArray<Digit>> Axes)
{
    /// <summary>The words of a tensor that stand one after the other, the last axis fastest.</summary>
    public static StridedView Plain(TensorShape shape) => Ordered(shape, [.. Enumerable.Range(0, shape.Rank)]);

    /// <summary>The words of a tensor that stand one after the other, in some order of its axes.</summary>
    /// <param name="shape">The tensor.</param>
    /// <param name="order">The axes, the slowest first.</param>
    public static StridedView Ordered(TensorShape shape, ImmutableArray<int> order)
    {
        var axes = new ImmutableArray<Digit>[shape.Rank];
        long stride = 1;
        foreach (int axis in order.Reverse())
        {
            axes[axis] = shape[axis] == 1 ? [] : [new Digit(shape[axis], stride)];
            stride *= shape[axis];
        }

        return new StridedView(0, [.. axes]);
    }

    /// <summary>All digits, those of the first axis first.</summary>
    public IEnumerable<Digit> Digits => Axes.SelectMany(axis => axis);

    /// <summary>Size of an axis.</summary>
    public long SizeOf(int axis) => Axes[axis].Aggregate(1L, (size, digit) => size * digit.Size);

    /// <summary>Different words that are seen.</summary>
    public long Words => Digits.Where(digit => digit.Stride != 0).Aggregate(1L, (words, digit) => words * digit.Size);

    /// <summary>The axes in another order.</summary>
    public StridedView Transpose(ImmutableArray<int> permutation) => this with { Axes = [.. permutation.Select(axis => Axes[axis])] };

    /// <summary>Part of an axis.</summary>
    /// <returns>The part; null where it cannot be told by digits.</returns>
    public StridedView? Slice(int axis, long start, long step, long size)
    {
        if (start == 0 && step == 1 && size == SizeOf(axis))
            return this;
        if (size == 1)
            return At(axis, start);
        if (Axes[axis] is not [Digit digit])
            return null;
        return this with
        {
            Offset = Offset + start * digit.Stride,
            Axes = Axes.SetItem(axis, [new Digit(size, step * digit.Stride)]),
        };
    }

    /// <summary>One index of an axis, which has size 1 then.</summary>
    public StridedView At(int axis, long index)
    {
        long offset = Offset;
        foreach (Digit digit in Axes[axis].Reverse())
        {
            offset += index % digit.Size * digit.Stride;
            index /= digit.Size;
        }

        return new StridedView(offset, Axes.SetItem(axis, []));
    }

    /// <summary>The same words in the same order under other axes.</summary>
    /// <returns>The view; null where an axis would cut through a digit.</returns>
    public StridedView? Reshape(TensorShape shape)
    {
        var rest = new Stack<Digit>(Joined(Digits));
        var axes = new ImmutableArray<Digit>[shape.Rank];
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            if (Take(rest, shape[axis]) is not { } digits)
                return null;
            axes[axis] = digits;
        }

        return new StridedView(Offset, [.. axes]);
    }

    /// <summary>Axes of size 1 that become larger without a copy.</summary>
    public StridedView Expand(TensorShape shape) => this with
    {
        Axes = [.. Axes.Select((axis, i) => axis.IsEmpty && shape[i] > 1 ? [new Digit(shape[i], 0)] : axis)],
    };

    /// <summary>Digits of which neighbours are one where the outer begins where the inner ends.</summary>
    public static IEnumerable<Digit> Joined(IEnumerable<Digit> digits)
    {
        Digit? last = null;
        foreach (Digit digit in digits.Where(digit => digit.Size > 1))
        {
            if (last is { } outer && outer.Stride == digit.Size * digit.Stride && digit.Stride != 0)
            {
                last = new Digit(outer.Size * digit.Size, digit.Stride);
                continue;
            }

            if (last is { } done)
                yield return done;
            last = digit;
        }

        if (last is { } final)
            yield return final;
    }

    /// <summary>The innermost digits that make up an axis.</summary>
    private static ImmutableArray<Digit>? Take(Stack<Digit> rest, long size)
    {
        var taken = new Stack<Digit>();
        while (size > 1)
        {
            if (!rest.TryPop(out Digit digit))
                return null;
            if (size % digit.Size == 0)
            {
                taken.Push(digit);
                size /= digit.Size;
                continue;
            }

            if (digit.Size % size != 0)
                return null;
            taken.Push(new Digit(size, digit.Stride));
            rest.Push(new Digit(digit.Size / size, size * digit.Stride));
            size = 1;
        }

        return [.. taken];
    }

    /// <summary>Whether two views see the same words in the same order.</summary>
    public bool IsSame(StridedView other) => Offset == other.Offset && Axes.Length == other.Axes.Length
        && Axes.Zip(other.Axes).All(pair => Joined(pair.First).SequenceEqual(Joined(pair.Second)));
}
