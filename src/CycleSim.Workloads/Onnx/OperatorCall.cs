using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CycleSim.Platform;

namespace CycleSim.Workloads.Onnx;

/// <summary>A node with its inputs, as the rules of the operators see it.</summary>
/// <param name="node">The node.</param>
/// <param name="opset">Version of the operators.</param>
/// <param name="inputs">Its inputs; null for those that are left out.</param>
/// <param name="maxNumbers">Max elements of a content that may be computed.</param>
internal sealed class OperatorCall(OnnxNode node, int opset, IReadOnlyList<OnnxValue?> inputs, long maxNumbers)
{
    /// <summary>The node, with its attributes.</summary>
    public OnnxNode Node => node;

    /// <summary>Version of the operators.</summary>
    public int Opset => opset;

    /// <summary>All inputs; null for those that are left out.</summary>
    public IReadOnlyList<OnnxValue?> Inputs => inputs;

    /// <summary>An input that must be given.</summary>
    public OnnxValue this[int index] => Optional(index) ?? throw Error($"input {index} is left out; it is needed");

    /// <summary>An input that may be left out.</summary>
    public OnnxValue? Optional(int index) => index < inputs.Count ? inputs[index] : null;

    /// <summary>An input with a min number of dimensions.</summary>
    public OnnxValue WithRank(int index, int minRank)
    {
        OnnxValue input = this[index];
        return input.Shape.Length >= minRank
            ? input
            : throw Error($"input {Describe(input)} has {input.Shape.Length} dimensions; needed: at least {minRank}");
    }

    /// <summary>The content of an input of integers, which a shape depends on.</summary>
    /// <param name="index">The input.</param>
    /// <param name="what">What it is, for messages, e.g. "axes".</param>
    /// <exception cref="InputException">The input is left out, or is not such a list.</exception>
    public ImmutableArray<long> Integers(int index, string what)
    {
        OnnxValue input = this[index];
        if (input.Type != OnnxElementType.Integer || input.Shape.Length > 1)
            throw Error($"{what} {Describe(input)} is of type {input.Type}; needed: a scalar or vector of integers");
        return [.. Content(input, what).Select(number => ToInteger(number, what))];
    }

    /// <summary>As <see cref="Integers(int, string)"/> for an input that may be left out; default if it is.</summary>
    public ImmutableArray<long> OptionalIntegers(int index, string what) => Optional(index) is null ? default : Integers(index, what);

    /// <summary>A list of integers that is an attribute in earlier opsets and an input from some opset on; default if not given.</summary>
    public ImmutableArray<long> Integers(string attribute, int index, int inputSince)
    {
        bool isInput = opset >= inputSince;
        if (isInput ? node.Has(attribute) : Optional(index) is not null)
        {
            (string found, string needed) = isInput ? ("an attribute", "an input") : ("an input", "an attribute");
            throw Error($"{attribute} is given as {found}; in opset {opset} it is {needed}");
        }

        return isInput ? OptionalIntegers(index, attribute) : node.Ints(attribute);
    }

    /// <summary>The content of an input that a shape depends on.</summary>
    public ImmutableArray<double> Content(OnnxValue input, string what) => input.Numbers
        ?? throw Error($"{what} {Describe(input)} is needed to find the shape of the result, but its content is not known: "
            + (input.IsConstant ? "it is in another file or too large" : "it depends on data"));

    /// <summary>An axis of a tensor; negative ones count from the end.</summary>
    public int Axis(long axis, int rank, string what = "axis") => axis >= -rank && axis < rank
        ? FromStart(axis, rank)
        : throw Error($"{what} = {axis}: is out of range; allowed: {(rank == 0 ? "none for a scalar" : $"{-rank} to {rank - 1}")}");

    /// <summary>An axis that is known to be one of a tensor, counted from the start.</summary>
    public static int FromStart(long axis, int rank) => (int)(axis < 0 ? axis + rank : axis);

    /// <summary>Different axes of a tensor, in the order given.</summary>
    public ImmutableArray<int> Axes(ImmutableArray<long> axes, int rank)
    {
        if (axes.Length > OnnxLimits.Rank)
            throw Error($"axes has {axes.Length} values; allowed: at most {OnnxLimits.Rank}");
        ImmutableArray<int> result = [.. axes.Select(axis => Axis(axis, rank, "axes"))];
        return result.Distinct().Count() == result.Length
            ? result
            : throw Error($"axes = {string.Join(",", axes)}: names an axis twice");
    }

    /// <summary>A result of unknown content.</summary>
    public OnnxTensor Result(OnnxElementType type, params IEnumerable<long> shape) => new(type, Checked(shape));

    /// <summary>A result whose content follows from that of the inputs, if all of them are known and the result is small.</summary>
    /// <param name="type">What its elements are.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="compute">Computes the content; null if it has none.</param>
    public OnnxTensor Fold(OnnxElementType type, IEnumerable<long> shape, Func<double[]?> compute) =>
        inputs.All(input => input is null || input.Numbers is not null) && inputs.Sum(NumbersOf) <= maxNumbers
            ? Known(type, shape, compute)
            : new(type, Checked(shape));

    /// <summary>A result whose content is known, if it is small.</summary>
    public OnnxTensor Known(OnnxElementType type, IEnumerable<long> shape, Func<double[]?> compute)
    {
        ImmutableArray<long> all = Checked(shape);
        long elements = ShapeArithmetic.Elements(all);
        if (elements == 0)
            return new(type, all, []);
        bool isSmall = elements <= OnnxLimits.Numbers && elements * Math.Max(inputs.Count, 1) <= maxNumbers;
        return new(type, all, isSmall && compute() is { } numbers ? ImmutableCollectionsMarshal.AsImmutableArray(numbers) : null);
    }

    /// <summary>How many numbers of the content of an input are known.</summary>
    public static long NumbersOf(OnnxValue? input) => input?.Numbers?.Length ?? 0;

    /// <summary>A mistake in this node, to throw.</summary>
    public InputException Error(string problem) => node.Error(problem);

    /// <summary>An input for messages: its name and shape.</summary>
    public static string Describe(OnnxValue value) => $"{OnnxText.Quote(value.Name)} ({OnnxText.Shape(value.Shape)})";

    /// <summary>An integer of a content; those outside 64 bits become the next one inside.</summary>
    public long ToInteger(double number, string what) =>
        double.IsNaN(number) ? throw Error($"{what} is not a number") : (long)number;

    private ImmutableArray<long> Checked(IEnumerable<long> shape)
    {
        ImmutableArray<long> all = [.. shape];
        return ShapeArithmetic.Problem(all) is { } problem ? throw Error($"the shape of its result {problem}") : all;
    }
}
