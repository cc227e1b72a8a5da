using System.Globalization;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Tests.GraphLowering;

/// <summary>What an operation on the vector unit reads and writes by its meaning.</summary>
/// <param name="Reads">What it reads, in order.</param>
/// <param name="Writes">What it writes.</param>
internal sealed record VectorMeaning(VectorTerm[] Reads, VectorTerm[] Writes)
{
    private static readonly VectorTerm Out = new(VectorTermKind.Output);
    private static readonly VectorTerm Err = new(VectorTermKind.Error);
    private static readonly VectorTerm Between = new(VectorTermKind.Between);

    /// <summary>The input whose gradient is written, to which others may have added; null for none.</summary>
    internal int? Target => Writes is [{ Kind: VectorTermKind.Error } target] ? target.Index : null;

    internal static VectorMeaning Of(Operator source, string part) => (source, part) switch
    {
        (LossOperator, "loss") => new([In(0), Between], [Err]),
        (_, "fwd" or "fwd.copy") => Forward(source),
        (ActivationOperator function, "igrad") => new([Err, Functions.IsToldByOutput(function.Function) ? Out : In(0)], [Err]),
        (ScaleOperator or MaskOperator or PositionEmbeddingOperator or RepeatOperator, "igrad") => new([Err], [Err]),
        (RopeOperator, "igrad") => new([Err, Between], [Err]),
        (AddOperator, "igrad.a") => new([Err], [Err]),
        (AddOperator, "igrad.b") => new([Err], [Grad(1)]),
        (MultiplyOperator, "igrad.a") => new([Err, In(1)], [Err]),
        (MultiplyOperator, "igrad.b") => new([Err, In(0)], [Grad(1)]),
        (BatchNormOperator or LayerNormOperator or RmsNormOperator or SoftmaxOperator, "fwd.statistics") => new([In(0)], [Between]),
        (BatchNormOperator, "fwd.normalise") => new([In(0), Between, .. Affine(2)], [Value]),
        (BatchNormOperator norm, "wgrad") => new([Err, In(0), Between, .. norm.FeedsReluOnly ? Affine(2) : []], [.. Affine(2)]),
        (BatchNormOperator, "igrad") => new([Err, In(0), Between, .. Affine(2), .. Gradients(2)], [Err]),
        (LayerNormOperator or RmsNormOperator, "fwd.normalise") => new([In(0), Between, .. Affine(source.Parameters.Length)], [Value]),
        (LayerNormOperator or RmsNormOperator, "wgrad") => new([Err, In(0), Between], [.. Affine(source.Parameters.Length)]),
        (LayerNormOperator or RmsNormOperator, "igrad.statistics") =>
            new([Err, In(0), Between, .. Affine(Math.Min(1, source.Parameters.Length))], [Between]),
        (LayerNormOperator or RmsNormOperator, "igrad.normalise") =>
            new([Err, In(0), Between, Between, .. Affine(Math.Min(1, source.Parameters.Length))], [Err]),
        (SoftmaxOperator, "fwd.normalise") => new([In(0), Between], [Value]),
        (SoftmaxOperator, "igrad.rowsum") => new([Err, Out], [Between]),
        (SoftmaxOperator, "igrad") => new([Err, Out, Between], [Err]),
        (PoolOperator or GlobalPoolOperator or MeanOperator or ResizeOperator, "igrad") => IsMax(source)
            ? new([Err, In(0), Out], [Err])
            : new([Err], [Err]),
        (LayerScaleOperator, "wgrad") => new([Err, In(0)], [Parameter(0)]),
        (LayerScaleOperator, "igrad") => new([Err, Parameter(0)], [Err]),
        (PositionEmbeddingOperator, "wgrad") => new([Err], [Parameter(0)]),
        (TransposedConvolutionOperator, "wgrad.bias") => new([Err], [Parameter(1)]),
        (ClassTokenOperator token, "wgrad") => new([Err with { Slice = Tokens(token) }], [Parameter(0)]),
        (ClassTokenOperator token, "igrad.copy") => new([Err with { Slice = Rest(token) }], [Err]),
        (EmbeddingOperator, "wgrad") => new([], []),
        (ConcatOperator concat, _) when part.StartsWith("igrad.copy", StringComparison.Ordinal) =>
            Concat(concat, int.Parse(part["igrad.copy".Length..], CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException($"{source.Type} {part}"),
    };

    internal VectorTerm Write(int index) => Writes[index];

    /// <summary>Words of what is written and has numbers that do not matter.</summary>
    internal long Saved(VectorOperation operation) => Writes is [{ Kind: VectorTermKind.Between }] ? operation.Outputs[0].Tensor.Words : 0;

    private static VectorTerm Value => new(VectorTermKind.Value);

    private static VectorTerm In(int index) => new(VectorTermKind.Value, index);

    private static VectorTerm Grad(int index) => new(VectorTermKind.Error, index);

    private static VectorTerm Parameter(int index) => new(VectorTermKind.Parameter, index);

    private static IEnumerable<VectorTerm> Affine(int count) => Enumerable.Range(0, count).Select(Parameter);

    private static IEnumerable<VectorTerm> Gradients(int count) =>
        Enumerable.Range(0, count).Select(i => new VectorTerm(VectorTermKind.ParameterGradient, i));

    private static bool IsMax(Operator source) => source is PoolOperator { IsMax: true } or GlobalPoolOperator { IsMax: true };

    private static VectorMeaning Forward(Operator source) => source is EmbeddingOperator
        ? new([], [])
        : new(
            [
                .. source.Inputs.Select((_, i) => In(i)), .. Affine(source.Parameters.Length),
                .. source is RopeOperator ? [Between] : Array.Empty<VectorTerm>(),
            ],
            [Value]);

    private static (int Axis, long Start, long Size) Tokens(ClassTokenOperator token)
    {
        (TensorShape from, TensorShape to) = (token.Inputs[0].Shape, token.Outputs[0].Shape);
        return (1, token.IsFirst ? 0 : from[1], to[1] - from[1]);
    }

    private static (int Axis, long Start, long Size) Rest(ClassTokenOperator token)
    {
        (TensorShape from, TensorShape to) = (token.Inputs[0].Shape, token.Outputs[0].Shape);
        return (1, token.IsFirst ? to[1] - from[1] : 0, from[1]);
    }

    private static VectorMeaning Concat(ConcatOperator concat, int index)
    {
        long start = concat.Inputs.Take(index).Sum(input => input.Shape[concat.Axis]);
        return new([Err with { Slice = (concat.Axis, start, concat.Inputs[index].Shape[concat.Axis]) }], [Grad(index)]);
    }
}
