using System.Collections.Immutable;

namespace CycleSim.Workloads.Onnx;

/// <summary>Operators that take parts of a tensor, or join parts.</summary>
internal static class SelectionRules
{
    /// <summary>Parts one behind the other along an axis.</summary>
    public static IReadOnlyList<OnnxTensor> Concat(OperatorCall call)
    {
        OnnxValue first = call.WithRank(0, 1);
        if (!call.Node.Has("axis"))
            throw call.Error("attribute axis is missing");
        int axis = call.Axis(call.Node.Int("axis", 0), first.Shape.Length);
        OnnxValue[] parts = [.. call.Inputs.Select((_, index) => call[index])];
        foreach (OnnxValue part in parts)
        {
            bool fits = part.Type == first.Type && part.Shape.Length == first.Shape.Length
                && part.Shape.SetItem(axis, 0).SequenceEqual(first.Shape.SetItem(axis, 0));
            if (!fits)
                throw call.Error($"inputs {OperatorCall.Describe(first)} and {OperatorCall.Describe(part)} differ outside axis {axis}");
        }

        ImmutableArray<long> shape = first.Shape.SetItem(axis, Sum(parts.Select(part => part.Shape[axis])));
        return [call.Fold(first.Type, shape, () => Join(parts, axis))];
    }

    /// <summary>Parts of an axis: sizes as given, else equal ones.</summary>
    public static IReadOnlyList<OnnxTensor> Split(OperatorCall call)
    {
        const int SizesAsInput = 13;
        OnnxValue input = call.WithRank(0, 1);
        int axis = call.Axis(call.Node.Int("axis", 0), input.Shape.Length);
        ImmutableArray<long> sizes = call.Integers("split", 1, SizesAsInput);
        if (sizes.IsDefault)
            sizes = EqualParts(call, input.Shape[axis]);
        if (sizes.Any(size => size < 0) || Sum(sizes) != input.Shape[axis])
            throw call.Error($"split = {string.Join(",", sizes)}: does not add up to axis {axis} of {OperatorCall.Describe(input)}");
        if (sizes.Length != call.Node.Outputs.Length)
            throw call.Error($"split has {sizes.Length} parts, the node {call.Node.Outputs.Length} outputs");
        List<OnnxTensor> parts = [];
        long start = 0;
        foreach (long size in sizes)
        {
            AxisRange[] ranges = [.. input.Shape.Select(whole => new AxisRange(0, whole, 1))];
            ranges[axis] = new(start, size, 1);
            parts.Add(call.Fold(input.Type, ranges.Select(range => range.Count), () => Cut(input, ranges)));
            start += size;
        }

        return parts;
    }

    /// <summary>Entries of an axis, by indices that may have any shape.</summary>
    public static IReadOnlyList<OnnxTensor> Gather(OperatorCall call)
    {
        (OnnxValue data, OnnxValue indices) = (call.WithRank(0, 1), Indices(call));
        int axis = call.Axis(call.Node.Int("axis", 0), data.Shape.Length);
        long size = data.Shape[axis];
        foreach (double index in indices.Numbers ?? [])
        {
            if (index < -size || index >= size)
            {
                throw call.Error(
                    $"index {index} is out of range of axis {axis} of {OperatorCall.Describe(data)}; allowed: {-size} to {size - 1}");
            }
        }

        ImmutableArray<long> shape = [.. data.Shape[..axis], .. indices.Shape, .. data.Shape[(axis + 1)..]];
        return [call.Fold(data.Type, shape, () => Pick(data, indices, axis))];
    }

    /// <summary>One element for each index: the result has the shape of the indices.</summary>
    public static IReadOnlyList<OnnxTensor> GatherElements(OperatorCall call)
    {
        (OnnxValue data, OnnxValue indices) = (call.WithRank(0, 1), Indices(call));
        call.Axis(call.Node.Int("axis", 0), data.Shape.Length);
        return indices.Shape.Length == data.Shape.Length
            ? [call.Result(data.Type, indices.Shape)]
            : throw call.Error($"indices {OperatorCall.Describe(indices)} do not have the rank of {OperatorCall.Describe(data)}");
    }

    /// <summary>Writes elements into a copy of the data: the result has its shape.</summary>
    public static IReadOnlyList<OnnxTensor> Scatter(OperatorCall call)
    {
        Indices(call);
        return [call.Result(call[0].Type, call.WithRank(0, 1).Shape)];
    }

    /// <summary>A range of some axes, in steps that may go backwards.</summary>
    public static IReadOnlyList<OnnxTensor> Slice(OperatorCall call)
    {
        AxisRange[] ranges = RangesOf(call);
        return [call.Fold(call[0].Type, ranges.Select(range => range.Count), () => Cut(call[0], ranges))];
    }

    /// <summary>What a slice takes of each axis.</summary>
    public static AxisRange[] RangesOf(OperatorCall call)
    {
        const int BoundsAsInputs = 10;
        OnnxValue input = call.WithRank(0, 1);
        ImmutableArray<long> starts = call.Integers("starts", 1, BoundsAsInputs);
        ImmutableArray<long> ends = call.Integers("ends", 2, BoundsAsInputs);
        ImmutableArray<long> given = call.Integers("axes", 3, BoundsAsInputs);
        ImmutableArray<long> steps = call.Opset >= BoundsAsInputs ? call.OptionalIntegers(4, "steps") : default;
        if (starts.IsDefault || ends.IsDefault)
            throw call.Error("starts or ends are missing");
        if (starts.Length > OnnxLimits.Rank)
            throw call.Error($"starts has {starts.Length} values; allowed: at most one for each axis");
        ImmutableArray<int> axes = call.Axes(given.IsDefault ? [.. Enumerable.Range(0, starts.Length)] : given, input.Shape.Length);
        if (ends.Length != starts.Length || axes.Length != starts.Length || (!steps.IsDefault && steps.Length != starts.Length))
            throw call.Error("starts, ends, axes and steps differ in length");
        AxisRange[] ranges = [.. input.Shape.Select(size => new AxisRange(0, size, 1))];
        for (int i = 0; i < axes.Length; i++)
        {
            long step = steps.IsDefault ? 1 : steps[i];
            if (step == 0)
                throw call.Error("steps has a 0; allowed: other integers");
            ranges[axes[i]] = AxisRange.Of(starts[i], ends[i], step, input.Shape[axes[i]]);
        }

        return ranges;
    }

    /// <summary>The triangle above or below a diagonal of matrices; the rest becomes 0.</summary>
    public static IReadOnlyList<OnnxTensor> Trilu(OperatorCall call)
    {
        OnnxValue input = call.WithRank(0, 2);
        bool isUpper = call.Node.Int("upper", 1) != 0;
        (long rows, long columns) = (input.Shape[^2], input.Shape[^1]);
        return
        [
            call.Fold(input.Type, input.Shape, () =>
            {
                double diagonal = call.Optional(1) is { } k ? call.Integers(1, "k") is [var value] ? value : 0 : 0;
                return [.. input.Numbers!.Value.Select((number, index) =>
                {
                    double distance = index % columns - index / columns % rows;
                    return (isUpper ? distance >= diagonal : distance <= diagonal) ? number : 0;
                })];
            }),
        ];
    }

    /// <summary>More elements around the data, or fewer where pads are negative.</summary>
    public static IReadOnlyList<OnnxTensor> Pad(OperatorCall call)
    {
        const int PadsAsInput = 11;
        OnnxValue input = call[0];
        int rank = input.Shape.Length;
        ImmutableArray<long> pads = call.Integers("pads", 1, PadsAsInput);
        ImmutableArray<long> given = call.OptionalIntegers(3, "axes");
        ImmutableArray<int> axes = call.Axes(given.IsDefault ? [.. Enumerable.Range(0, rank)] : given, rank);
        if (pads.IsDefault || pads.Length != 2 * axes.Length)
            throw call.Error($"pads has {(pads.IsDefault ? 0 : pads.Length)} values; needed: {2 * axes.Length}");
        if (pads.Any(pad => pad is < -OnnxLimits.Step or > OnnxLimits.Step))
            throw call.Error($"pads = {string.Join(",", pads)}: is out of range; allowed: {-OnnxLimits.Step} to {OnnxLimits.Step}");
        long[] shape = [.. input.Shape];
        for (int i = 0; i < axes.Length; i++)
            shape[axes[i]] += pads[i] + pads[axes.Length + i];
        return [call.Result(input.Type, shape)];
    }

    private static OnnxValue Indices(OperatorCall call) => call[1].Type == OnnxElementType.Integer
        ? call[1]
        : throw call.Error($"indices {OperatorCall.Describe(call[1])} are of type {call[1].Type}; needed: {OnnxElementType.Integer}");

    private static ImmutableArray<long> EqualParts(OperatorCall call, long size)
    {
        long parts = call.Node.Int("num_outputs", call.Node.Outputs.Length);
        if (parts != call.Node.Outputs.Length)
            throw call.Error($"num_outputs = {parts}, but the node has {call.Node.Outputs.Length} outputs");
        if (size % parts != 0 && !call.Node.Has("num_outputs"))
            throw call.Error($"an axis of {size} has no {parts} equal parts");
        long part = (size + parts - 1) / parts;
        return [.. Enumerable.Range(0, (int)parts).Select(index => Math.Clamp(size - index * part, 0, part))];
    }

    // The limit of elements is checked where the shape is used: sums of that many parts do not overflow.
    private static long Sum(IEnumerable<long> sizes) => sizes.Aggregate(0L, (sum, size) => Math.Min(sum + size, OnnxLimits.Elements + 1));

    private static double[] Join(OnnxValue[] parts, int axis)
    {
        long rows = ShapeArithmetic.Elements(parts[0].Shape[..axis]);
        List<double> joined = [];
        for (long row = 0; row < rows; row++)
        {
            foreach (OnnxValue part in parts)
            {
                int length = (int)ShapeArithmetic.Elements(part.Shape[axis..]);
                joined.AddRange(part.Numbers!.Value.AsSpan((int)row * length, length));
            }
        }

        return [.. joined];
    }

    private static double[] Pick(OnnxValue data, OnnxValue indices, int axis)
    {
        ImmutableArray<double> numbers = data.Numbers!.Value;
        int inner = (int)ShapeArithmetic.Elements(data.Shape[(axis + 1)..]);
        int size = (int)data.Shape[axis];
        int outer = (int)ShapeArithmetic.Elements(data.Shape[..axis]);
        List<double> picked = [];
        for (int row = 0; row < outer; row++)
        {
            foreach (double index in indices.Numbers!.Value)
                picked.AddRange(numbers.AsSpan((row * size + (int)(index < 0 ? index + size : index)) * inner, inner));
        }

        return [.. picked];
    }

    private static double[] Cut(OnnxValue input, AxisRange[] ranges)
    {
        long[] strides = ShapeArithmetic.Strides(input.Shape);
        long start = ranges.Select((range, axis) => range.Start * strides[axis]).Sum();
        IEnumerable<long> steps = ranges.Select((range, axis) => range.Step * strides[axis]);
        return ElementOrder.Take(
            input.Numbers!.Value, ElementOrder.Offsets([.. ranges.Select(range => range.Count)], [.. steps], start));
    }
}
