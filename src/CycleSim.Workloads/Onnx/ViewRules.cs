using System.Collections.Immutable;

namespace CycleSim.Workloads.Onnx;

/// <summary>Operators that give the same elements another shape or order.</summary>
internal static class ViewRules
{
    private const int AxesAsInput = 13;

    /// <summary>The input itself.</summary>
    public static IReadOnlyList<OnnxTensor> Identity(OperatorCall call) => [Same(call, call[0].Shape)];

    /// <summary>A shape from the second input: 0 keeps a size, one -1 takes what is left.</summary>
    public static IReadOnlyList<OnnxTensor> Reshape(OperatorCall call)
    {
        OnnxValue input = call[0];
        ImmutableArray<long> target = call.Integers(1, "shape");
        if (target.Length > OnnxLimits.Rank)
            throw call.Error($"shape has {target.Length} values; allowed: at most {OnnxLimits.Rank}");
        bool allowsZero = call.Node.Int("allowzero", 0) != 0;
        long[] shape = [.. target.Select((size, axis) => size != 0 || allowsZero ? size : Kept(call, axis))];
        int open = Array.IndexOf(shape, -1);
        if (shape.Count(size => size < 0) > 1 || shape.Any(size => size < -1))
            throw call.Error($"shape = {string.Join(",", target)}: has negative sizes; allowed: one -1");
        if (open >= 0)
            shape[open] = Left(call, shape);
        return Product(shape) == ShapeArithmetic.Elements(input.Shape) ? [Same(call, shape)] : throw DoesNotFit(call, target);
    }

    /// <summary>A matrix of the axes before "axis" and those from it on.</summary>
    public static IReadOnlyList<OnnxTensor> Flatten(OperatorCall call)
    {
        OnnxValue input = call[0];
        long axis = call.Node.Int("axis", 1);
        int split = axis == input.Shape.Length ? input.Shape.Length : call.Axis(axis, input.Shape.Length);
        return [Same(call, [ShapeArithmetic.Elements(input.Shape[..split]), ShapeArithmetic.Elements(input.Shape[split..])])];
    }

    /// <summary>Without axes of size 1: those given, or all.</summary>
    public static IReadOnlyList<OnnxTensor> Squeeze(OperatorCall call)
    {
        ImmutableArray<long> shape = call[0].Shape;
        ImmutableArray<long> given = call.Integers("axes", 1, AxesAsInput);
        ImmutableArray<int> axes = given.IsDefault
            ? [.. Enumerable.Range(0, shape.Length).Where(axis => shape[axis] == 1)]
            : call.Axes(given, shape.Length);
        foreach (int axis in axes)
            if (shape[axis] != 1)
                throw call.Error($"axis {axis} of {OperatorCall.Describe(call[0])} has size {shape[axis]}; allowed: 1");
        return [Same(call, shape.Where((_, axis) => !axes.Contains(axis)))];
    }

    /// <summary>With axes of size 1 put in; the axes are those of the result.</summary>
    public static IReadOnlyList<OnnxTensor> Unsqueeze(OperatorCall call)
    {
        ImmutableArray<long> shape = call[0].Shape;
        ImmutableArray<long> given = call.Integers("axes", 1, AxesAsInput);
        if (given.IsDefault)
            throw call.Error("axes are missing");
        int rank = (int)Math.Min((long)shape.Length + given.Length, OnnxLimits.Rank + 1);
        ImmutableArray<int> axes = call.Axes(given, rank);
        var old = new Queue<long>(shape);
        return [Same(call, Enumerable.Range(0, rank).Select(axis => axes.Contains(axis) ? 1 : old.Dequeue()))];
    }

    /// <summary>Axes in another order; reversed if none is given.</summary>
    public static IReadOnlyList<OnnxTensor> Transpose(OperatorCall call)
    {
        OnnxValue input = call[0];
        int rank = input.Shape.Length;
        ImmutableArray<long> given = call.Node.Ints("perm");
        ImmutableArray<int> order = given.IsDefault ? [.. Enumerable.Range(0, rank).Reverse()] : call.Axes(given, rank);
        if (order.Length != rank)
            throw call.Error($"perm has {order.Length} values; needed: {rank}");
        ImmutableArray<long> shape = [.. order.Select(axis => input.Shape[axis])];
        return
        [
            call.Fold(input.Type, shape, () =>
            {
                long[] strides = ShapeArithmetic.Strides(input.Shape);
                return ElementOrder.Take(input.Numbers!.Value, ElementOrder.Offsets(shape, [.. order.Select(axis => strides[axis])]));
            }),
        ];
    }

    /// <summary>Repeated to the shape of the second input; both are broadcast.</summary>
    public static IReadOnlyList<OnnxTensor> Expand(OperatorCall call)
    {
        OnnxValue input = call[0];
        ImmutableArray<long> target = call.Integers(1, "shape");
        if (ShapeArithmetic.Problem(target) is { } problem)
            throw call.Error($"shape {problem}");
        ImmutableArray<long> shape = Broadcasting.Common(input.Shape, target)
            ?? throw call.Error($"input {OperatorCall.Describe(input)} cannot be broadcast to {OnnxText.Shape(target)}");
        return [call.Fold(input.Type, shape, () => Broadcasting.Repeat(input, shape))];
    }

    /// <summary>Repeated as a whole along each axis.</summary>
    public static IReadOnlyList<OnnxTensor> Tile(OperatorCall call)
    {
        OnnxValue input = call[0];
        ImmutableArray<long> repeats = call.Integers(1, "repeats");
        if (repeats.Length != input.Shape.Length || repeats.Any(repeat => repeat is < 0 or > OnnxLimits.Step))
        {
            throw call.Error(
                $"repeats = {string.Join(",", repeats.Take(OnnxLimits.Rank))}; needed: {input.Shape.Length} values of 0 to "
                    + $"{OnnxLimits.Step}");
        }

        ImmutableArray<long> shape = [.. input.Shape.Select((size, axis) => size * repeats[axis])];

        // Each axis becomes two, of which the first repeats.
        ImmutableArray<long> parts = [.. input.Shape.SelectMany((size, axis) => new[] { repeats[axis], size })];
        return
        [
            call.Fold(input.Type, shape, () =>
            {
                IEnumerable<long> strides = ShapeArithmetic.Strides(input.Shape).SelectMany(stride => new[] { 0, stride });
                return ElementOrder.Take(input.Numbers!.Value, ElementOrder.Offsets(parts, [.. strides]));
            }),
        ];
    }

    /// <summary>Blocks of pixels become channels.</summary>
    public static IReadOnlyList<OnnxTensor> SpaceToDepth(OperatorCall call)
    {
        (OnnxValue input, long block) = ReadBlocks(call);
        if (input.Shape[2] % block != 0 || input.Shape[3] % block != 0)
            throw call.Error($"blocksize = {block}: does not divide {OperatorCall.Describe(input)}");
        ImmutableArray<long> s = input.Shape;
        return [call.Result(input.Type, s[0], s[1] * block * block, s[2] / block, s[3] / block)];
    }

    /// <summary>Channels become blocks of pixels.</summary>
    public static IReadOnlyList<OnnxTensor> DepthToSpace(OperatorCall call)
    {
        (OnnxValue input, long block) = ReadBlocks(call);
        if (input.Shape[1] % (block * block) != 0)
            throw call.Error($"blocksize = {block}: its square does not divide {input.Shape[1]} channels");
        ImmutableArray<long> s = input.Shape;
        return [call.Result(input.Type, s[0], s[1] / (block * block), s[2] * block, s[3] * block)];
    }

    private static OnnxTensor Same(OperatorCall call, IEnumerable<long> shape) =>
        call[0].Numbers is { } numbers ? call.Known(call[0].Type, shape, () => [.. numbers]) : call.Result(call[0].Type, shape);

    private static long Kept(OperatorCall call, int axis) => axis < call[0].Shape.Length
        ? call[0].Shape[axis]
        : throw call.Error($"shape keeps axis {axis}, but the input {OperatorCall.Describe(call[0])} has none");

    private static long Left(OperatorCall call, long[] shape)
    {
        Int128 others = Product([.. shape.Where(size => size >= 0)]);
        long elements = ShapeArithmetic.Elements(call[0].Shape);
        return others > 0 && elements % others == 0 ? (long)(elements / others) : throw DoesNotFit(call, shape);
    }

    // Anything above the limit is as good as the limit: it fits no input.
    private static Int128 Product(long[] sizes) => sizes.Contains(0)
        ? 0
        : sizes.Aggregate((Int128)1, (product, size) => product > OnnxLimits.Elements ? product : product * size);

    private static (OnnxValue Input, long Block) ReadBlocks(OperatorCall call)
    {
        OnnxValue input = call[0];
        long block = call.Node.Int("blocksize", 0);
        if (input.Shape.Length != 4)
            throw call.Error($"input {OperatorCall.Describe(input)} has {input.Shape.Length} dimensions; needed: 4");
        return block is >= 1 and <= OnnxLimits.Step
            ? (input, block)
            : throw call.Error($"blocksize = {block}: is out of range; allowed: 1 to {OnnxLimits.Step}");
    }

    private static Platform.InputException DoesNotFit(OperatorCall call, IEnumerable<long> shape) =>
        call.Error($"input {OperatorCall.Describe(call[0])} cannot be given the shape {string.Join(",", shape)}");
}
