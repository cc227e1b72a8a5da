using System.Collections.Immutable;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Views;

namespace CycleSim.Workloads.GraphLowering;

/// <summary>
/// Puts products together from digits: finds an order of each axis in which both tensors that have it can be addressed. The order of M,
/// N and K does not change a product as long as all agree on it.
/// </summary>
internal static class GemmAssembly
{
    /// <summary>The parts of a product that depend on where its tensors lie.</summary>
    internal sealed record Parts(OperandView Rows, OperandView Columns, GemmOutput Output, ImmutableArray<GemmShift> Repeats);

    /// <summary>Assembles products.</summary>
    /// <returns>The parts; null where some tensor cannot be addressed in the order of the others.</returns>
    public static Parts? Assemble(GemmOperandSpec rows, GemmOperandSpec columns, GemmOperandSpec output) =>
        rows.Cut() is { } cutRows && columns.Cut() is { } cutColumns && output.Cut() is { } cutOutput
            ? AssembleCut(cutRows, cutColumns, cutOutput)
            : null;

    private static Parts? AssembleCut(GemmOperandSpec rows, GemmOperandSpec columns, GemmOperandSpec output)
    {
        if (Ordered(rows.Lanes, rows.Tensor, output.Lanes, output.Tensor) is not { } m
            || Ordered(columns.Lanes, columns.Tensor, output.Depth, output.Tensor, bySecond: true) is not { } n
            || Ordered(rows.Depth, rows.Tensor, columns.Depth, columns.Tensor) is not { } k)
        {
            return null;
        }

        if (Operand(rows, m.First, k.First) is not { } rowView || Operand(columns, n.First, k.Second) is not { } columnView
            || OutputOf(output, m.Second, n.Second) is not { } target || Repeats(rows, columns, output) is not { } repeats)
        {
            return null;
        }

        return new Parts(rowView, columnView, target, repeats);
    }

    /// <summary>Digits of an axis in both tensors, in one order: that of memory, with the slices last, which run fastest.</summary>
    private static (Digit[] First, Digit[] Second)? Ordered(
        ImmutableArray<Digit> first, TensorSpec firstTensor, ImmutableArray<Digit> second, TensorSpec secondTensor, bool bySecond = false)
    {
        if (DigitAlignment.Of(first, second) is not { } pairs)
            return null;
        (Digit First, Digit Second)[] ordered =
        [
            .. pairs
                .OrderBy(pair => SliceDigits.IsSlice(pair.First, firstTensor.WordsPerSlice)
                    || SliceDigits.IsSlice(pair.Second, secondTensor.WordsPerSlice))
                .ThenByDescending(pair => bySecond ? pair.Second.Stride : pair.First.Stride),
        ];
        return ([.. ordered.Select(pair => pair.First)], [.. ordered.Select(pair => pair.Second)]);
    }

    /// <summary>An operand whose lanes or whose depth are words; the other axis is made of locations and slices.</summary>
    private static OperandView? Operand(GemmOperandSpec spec, Digit[] lanes, Digit[] depth)
    {
        long wordsPerSlice = spec.Tensor.WordsPerSlice;
        bool lanesAreWords = HasUnit(lanes, wordsPerSlice) && !HasUnit(depth, wordsPerSlice);
        (Digit[] words, Digit[] pairs) = lanesAreWords ? (lanes, depth) : (depth, lanes);
        if (HasSlices(words, wordsPerSlice))
        {
            if (HasSlices(pairs, wordsPerSlice))
                return null;
            (words, pairs, lanesAreWords) = (pairs, words, !lanesAreWords);
        }

        if (Locations(spec.Offset, pairs, wordsPerSlice) is not { } locations)
            return null;
        int length = checked((int)words.Aggregate(1L, (product, digit) => product * digit.Size));
        Digit[] joined = [.. StridedView.Joined(words)];
        double runs = Count(joined is [.., { Stride: 1 }] ? joined[..^1] : joined);
        double listed = Count(pairs.TakeWhile(digit => !SliceDigits.IsSlice(digit, wordsPerSlice)));
        AddressLimit.Check(listed, runs, $"{listed} rows of {length} words of {spec.Tensor.Name}");
        return new OperandView(
            spec.Tensor, lanesAreWords ? LaneAxis.Words : LaneAxis.Slices, length,
            [.. locations.Words.Select(word => WordRuns.Of(word, joined).ToImmutableArray())])
        { Slices = locations.Slices };
    }

    private static double Count(IEnumerable<Digit> digits) => digits.Aggregate(1.0, (product, digit) => product * digit.Size);

    private static bool HasUnit(Digit[] digits, long wordsPerSlice) =>
        Array.Exists(digits, digit => digit.Stride == 1 && !SliceDigits.IsSlice(digit, wordsPerSlice));

    private static bool HasSlices(Digit[] digits, long wordsPerSlice) =>
        Array.Exists(digits, digit => SliceDigits.IsSlice(digit, wordsPerSlice));

    /// <summary>The first words of locations within a slice, and the slices; the slices must be the last digits.</summary>
    private static (IEnumerable<long> Words, SliceRange Slices)? Locations(long offset, Digit[] digits, long wordsPerSlice)
    {
        int count = Array.FindIndex(digits, digit => SliceDigits.IsSlice(digit, wordsPerSlice));
        Digit[] locations = count < 0 ? digits : digits[..count];
        if (SliceDigits.RangeOf(offset, digits, wordsPerSlice) is not { } slices
            || digits.Skip(locations.Length).Any(digit => !SliceDigits.IsSlice(digit, wordsPerSlice)))
        {
            return null;
        }

        return (WordRuns.Offsets(offset % wordsPerSlice, locations), slices);
    }

    private static GemmOutput? OutputOf(GemmOperandSpec spec, Digit[] m, Digit[] n)
    {
        Digit[] columns = [.. StridedView.Joined(n)];
        bool isRun = columns is [] or [{ Stride: 1 }] && !HasSlices(columns, spec.Tensor.WordsPerSlice);
        return isRun && Locations(spec.Offset, m, spec.Tensor.WordsPerSlice) is { } locations
            ? new GemmOutput(spec.Tensor, [.. locations.Words.Select(word => checked((int)word))]) { Slices = locations.Slices }
            : null;
    }

    private static ImmutableArray<GemmShift>? Repeats(GemmOperandSpec rows, GemmOperandSpec columns, GemmOperandSpec output)
    {
        if (DigitAlignment.Of(rows.Count, output.Count) is not { } rowPairs
            || DigitAlignment.Of(columns.Count, output.Count) is not { } columnPairs)
        {
            return null;
        }

        WordShift[] rowShifts = Shifts(rowPairs.Select(pair => pair.First), rows.Tensor);
        WordShift[] columnShifts = Shifts(columnPairs.Select(pair => pair.First), columns.Tensor);
        WordShift[] outputShifts = Shifts(output.Count, output.Tensor);
        return [.. Enumerable.Range(1, outputShifts.Length - 1)
            .Select(i => new GemmShift(rowShifts[i], columnShifts[i], outputShifts[i]))];
    }

    private static WordShift[] Shifts(IEnumerable<Digit> digits, TensorSpec tensor)
    {
        (Digit Slices, Digit Words)[] parts =
        [
            .. digits.Select(digit => SliceDigits.IsSlice(digit, tensor.WordsPerSlice)
                ? (new Digit(digit.Size, digit.Stride / tensor.WordsPerSlice), new Digit(digit.Size, 0))
                : (new Digit(digit.Size, 0), digit)),
        ];
        IEnumerable<long> slices = WordRuns.Offsets(0, parts.Select(part => part.Slices).ToArray());
        IEnumerable<long> words = WordRuns.Offsets(0, parts.Select(part => part.Words).ToArray());
        return [.. slices.Zip(words).Select(shift => new WordShift((int)shift.First, checked((int)shift.Second)))];
    }
}
