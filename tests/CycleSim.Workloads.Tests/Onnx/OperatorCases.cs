using CsCheck;
using CycleSim.Workloads.Onnx.Format;

namespace CycleSim.Workloads.Tests.Onnx;

/// <summary>Random models of one node. Some do not fit: then both implementations have to say so.</summary>
internal static class OperatorCases
{
    private static readonly string[] AutoPads = ["NOTSET", "NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID"];

    private static readonly Gen<int[]> Three = Gen.Int[1, 3].Array[3];

    /// <summary>Convolutions, plain and transposed.</summary>
    public static Gen<OnnxMaker> Convolutions { get; } = Gen.Select(
        Gen.Select(Gen.Int[1, 3], Gen.Int[4, 11].Array[3], Three, Three, Three),
        Gen.Select(Gen.Int[0, 3].Array[6], Element(AutoPads), Gen.Int[1, 3], Gen.Int[1, 2], Gen.Int[1, 2]),
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2].Array[3], Gen.Int[0, 5]),
        (window, pads, transposed) =>
        {
            (int rank, int[] sizes, int[] kernel, int[] strides, int[] dilations) = window;
            (int[] pad, string autoPad, int groups, int perGroup, int outPerGroup) = pads;
            (int kind, int[] outputPadding, int channelError) = transposed;
            List<(string, object)> attributes = WindowAttributes(rank, strides, dilations, pad, autoPad);
            attributes.Add(("group", groups));
            int channels = groups * perGroup + (channelError == 0 ? 1 : 0);
            var maker = new OnnxMaker().Input("x", ["N", channels, .. sizes.Take(rank).Cast<object>()]);
            long[] taps = [.. kernel.Take(rank).Select(size => (long)size)];
            if (kind == 0)
                return maker.Weight("w", [groups * outPerGroup, perGroup, .. taps]).Node("Conv", "x w", "y", [.. attributes]).Output("y");
            attributes.Add(("output_padding", Longs(outputPadding, rank)));
            if (kind == 1)
                attributes.Add(("output_shape", Longs([.. sizes.Zip(strides, (size, stride) => size * stride)], rank)));
            return maker.Weight("w", [groups * perGroup, outPerGroup, .. taps]).Node("ConvTranspose", "x w", "y", [.. attributes])
                .Output("y");
        });

    /// <summary>Pooling.</summary>
    public static Gen<OnnxMaker> Pools { get; } = Gen.Select(
        Gen.Select(Gen.Int[1, 3], Gen.Int[2, 11].Array[3], Gen.Int[1, 4].Array[3], Gen.Int[1, 4].Array[3], Three),
        Gen.Select(Gen.Int[0, 3].Array[6], Element(AutoPads), Gen.Int[0, 1], Gen.Bool),
        (window, pads) =>
        {
            (int rank, int[] sizes, int[] kernel, int[] strides, int[] dilations) = window;
            (int[] pad, string autoPad, int ceil, bool isMax) = pads;
            List<(string, object)> attributes = WindowAttributes(
                rank, strides, isMax && autoPad[0] != 'S' ? dilations : null, pad, autoPad);
            attributes.AddRange([("kernel_shape", Longs(kernel, rank)), ("ceil_mode", ceil)]);
            return new OnnxMaker().Input("x", ["N", 2, .. sizes.Take(rank).Cast<object>()])
                .Node(isMax ? "MaxPool" : "AveragePool", "x", isMax ? "y i" : "y", [.. attributes]).Output("y");
        });

    /// <summary>Matrix products.</summary>
    public static Gen<OnnxMaker> Products { get; } = Gen.Select(
        Gen.Int[0, 2], Shape, Shape, Gen.Int[0, 1].Array[2], Gen.Int[1, 3].Array[2],
        (kind, a, b, transposed, c) => kind < 2
            ? Constants(13).Tensor("a", Numbers(a)).Tensor("b", Numbers(b)).Node("MatMul", "a b", "y").Output("y")
            : Constants(13).Tensor("a", Numbers([2, 3])).Tensor("b", Numbers([.. b.Concat([3, 3]).Take(2)]))
                .Tensor("c", Numbers([c[0], c[1]]))
                .Node("Gemm", "a b c", "y", ("transA", transposed[0]), ("transB", transposed[1])).Output("y"));

    /// <summary>Operators on elements, of constants.</summary>
    public static Gen<OnnxMaker> Elements { get; } = Gen.Select(
        Element(
            "Add", "Sub", "Mul", "Div", "Pow", "Mod", "Max", "Min", "Equal", "Less", "GreaterOrEqual", "Where", "Expand", "Tile", "Sum",
            "Clip", "Cast"),
        Shape, Shape, Shape, Gen.Bool,
        (operation, a, b, c, isFloat) =>
        {
            isFloat |= operation == "Sum";
            OnnxMaker maker = Constants(16).Tensor("a", isFloat ? Numbers(a) : Whole(a)).Tensor("b", isFloat ? Numbers(b) : Whole(b))
                .Integers("s", [.. b.Select(size => (long)size)]).Tensor("c", Whole(c)).Tensor("zero", OnnxMaker.TensorOf([0L]));
            (string, object)[] attributes = operation == "Mod" && isFloat ? [("fmod", 1)] : [];
            return (operation switch
            {
                "Where" => maker.Node("Greater", "c zero", "g").Node(operation, "g a b", "y"),
                "Clip" => maker.Node("Cast", "zero", "low", ("to", isFloat ? 1 : 7)).Node(operation, "a low", "y"),
                "Cast" => maker.Node(operation, "a", "y", ("to", isFloat ? 7 : 9)),
                "Expand" or "Tile" => maker.Node(operation, "a s", "y"),
                _ => maker.Node(operation, "a b", "y", attributes),
            }).Output("y");
        });

    /// <summary>Selection and order of elements, of constants.</summary>
    public static Gen<OnnxMaker> Selections { get; } = Gen.Select(
        Gen.Int[0, 10], Shape, Gen.Int[-5, 6].Array[4], Gen.Int[-5, 6].Array[4], Gen.Int[-3, 3], Gen.Int[0, 1],
        (kind, shape, first, second, axis, flag) =>
        {
            OnnxMaker maker = Constants(14).Tensor("x", Numbers(shape));
            int count = Math.Min(shape.Length, 1 + Math.Abs(first[3]) % 3);
            long[] axes = [.. Enumerable.Range(0, shape.Length).Reverse().Take(count).Select(index => (long)index)];
            return (kind switch
            {
                0 => maker.Integers("s", Longs(first, count)).Integers("e", Longs(second, count)).Integers("a", axes)
                    .Integers("d", [.. second.Reverse().Take(count).Select(step => step == 0 ? 1L : step)])
                    .Node("Slice", "x s e a d", "y"),
                1 => maker.Tensor("i", OnnxMaker.TensorOf([first[0], first[1]], 1, 2)).Node("Gather", "x i", "y", ("axis", axis)),
                2 => maker.Node("Concat", "x x x", "y", ("axis", axis)),
                3 => maker.Node("Transpose", "x", "y", ("perm", (long[])[.. Enumerable.Range(0, shape.Length)
                    .Select(index => (long)((index + Math.Abs(axis)) % shape.Length))])),
                4 => maker.Integers("a", axis).Node("Unsqueeze", "x a", "y"),
                5 => maker.Integers("a", axis).Node("Squeeze", "x a", "y"),
                6 => maker.Node("Flatten", "x", "y", ("axis", axis)),
                7 => maker.Integers("s", first[0], first[1]).Node("Reshape", "x s", "y", ("allowzero", flag)),
                8 => maker.Tensor("k", OnnxMaker.TensorOf([axis])).Node("Trilu", "x k", "y", ("upper", flag)),
                9 => maker.Node("Split", "x", "y z", ("axis", axis)),
                _ => maker.Integers("p", [.. first.Concat(second).Take(2 * shape.Length).Select(pad => (long)Math.Abs(pad))])
                    .Node("Pad", "x p", "y"),
            }).Output("y");
        });

    /// <summary>Reductions, ranges, shapes.</summary>
    public static Gen<OnnxMaker> Reductions { get; } = Gen.Select(
        Element(
            "ReduceMean", "ReduceSum", "ReduceProd", "ReduceMax", "ReduceMin", "ReduceL2", "ArgMax", "Range", "Shape", "Softmax", "TopK"),
        Shape, Gen.Int[-3, 3].Array[2], Gen.Int[0, 1], Gen.Int[-4, 9].Array[3],
        (operation, shape, axes, keeps, numbers) =>
        {
            OnnxMaker maker = Constants(18).Tensor("x", Numbers(shape)).Integers("a", Longs(axes, 2));
            return (operation switch
            {
                "ArgMax" => maker.Node(operation, "x", "y", ("axis", axes[0]), ("keepdims", keeps)),
                "Softmax" => maker.Node(operation, "x", "y", ("axis", axes[0])),
                "TopK" => maker.Integers("k", numbers[0]).Node(operation, "x k", "y i", ("axis", axes[0])),
                "Shape" => maker.Node(operation, "x", "y", ("start", axes[0]), ("end", axes[1])),
                "Range" => maker.Tensor("s", OnnxMaker.TensorOf([numbers[0]])).Tensor("e", OnnxMaker.TensorOf([numbers[1]]))
                    .Tensor("d", OnnxMaker.TensorOf([numbers[2] == 0 ? 1 : numbers[2]])).Node(operation, "s e d", "y"),
                _ => maker.Node(operation, "x a", "y", ("keepdims", keeps)),
            }).Output("y");
        });

    /// <summary>Resizing.</summary>
    public static Gen<OnnxMaker> Resizes { get; } = Gen.Select(
        Gen.Int[1, 9].Array[2], Gen.Float[0.3f, 3f].Array[2], Gen.Int[1, 9].Array[2], Gen.Bool,
        (sizes, scales, targets, usesSizes) =>
        {
            OnnxMaker maker = new OnnxMaker().Input("x", "N", 2, sizes[0], sizes[1]);
            return (usesSizes
                ? maker.Integers("t", 1, 2, targets[0], targets[1]).Node("Resize", "x - - t", "y", ("mode", "nearest"))
                : maker.Floats("f", 1, 1, scales[0], scales[1]).Node("Resize", "x - f", "y", ("mode", "nearest"))).Output("y");
        });

    // A model without data is refused.
    private static OnnxMaker Constants(int opset) => new OnnxMaker(opset).Input("unused", "N");

    private static Gen<int[]> Shape => Gen.Int[1, 3].Array[1, 4];

    private static Gen<T> Element<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static List<(string Name, object Value)> WindowAttributes(
        int rank, int[] strides, int[]? dilations, int[] pads, string autoPad)
    {
        List<(string, object)> attributes = [("strides", Longs(strides, rank)), ("auto_pad", autoPad)];
        if (dilations is not null)
            attributes.Add(("dilations", Longs(dilations, rank)));
        if (autoPad == "NOTSET")
            attributes.Add(("pads", Longs(pads, 2 * rank)));
        return attributes;
    }

    private static long[] Longs(int[] numbers, int count) => [.. numbers.Take(count).Select(number => (long)number)];

    private static TensorProto Numbers(int[] shape) =>
        OnnxMaker.TensorOf([.. Count(shape).Select(index => (index * 7 % 11 - 3) / 4f)], Longs(shape, shape.Length));

    private static TensorProto Whole(int[] shape) =>
        OnnxMaker.TensorOf([.. Count(shape).Select(index => index * 5 % 7 is var number && number > 3 ? number - 7 : number + 1L)],
            Longs(shape, shape.Length));

    private static IEnumerable<int> Count(int[] shape) => Enumerable.Range(0, shape.Aggregate(1, (product, size) => product * size));
}
