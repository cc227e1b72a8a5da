using CycleSim.Workloads.Views;

namespace CycleSim.Workloads.GraphLowering;

/// <summary>The digits of one axis as two tensors have it, cut so that both have digits of the same sizes.</summary>
internal static class DigitAlignment
{
    /// <summary>Pairs of digits of equal size, the outer first.</summary>
    /// <returns>The pairs; null where a digit of the one would cut through a digit of the other.</returns>
    public static List<(Digit First, Digit Second)>? Of(IEnumerable<Digit> first, IEnumerable<Digit> second)
    {
        var left = new Stack<Digit>(first.Where(digit => digit.Size > 1));
        var right = new Stack<Digit>(second.Where(digit => digit.Size > 1));
        var pairs = new List<(Digit, Digit)>();
        while (left.TryPop(out Digit a) && right.TryPop(out Digit b))
        {
            long size = Math.Min(a.Size, b.Size);
            if (a.Size % size != 0 || b.Size % size != 0)
                return null;
            pairs.Add((a with { Size = size }, b with { Size = size }));
            if (a.Size > size)
                left.Push(new Digit(a.Size / size, a.Stride * size));
            if (b.Size > size)
                right.Push(new Digit(b.Size / size, b.Stride * size));
        }

        pairs.Reverse();
        return left.Count == 0 && right.Count == 0 ? pairs : null;
    }
}
