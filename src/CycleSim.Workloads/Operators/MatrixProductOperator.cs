using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Shapes;
using CycleSim.Workloads.Views;

namespace CycleSim.Workloads.Operators;

/// <summary>Product of two activations: [.., M, K] x [.., K, N] to [.., M, N], whose leading axes are broadcast.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">The two factors.</param>
/// <param name="Outputs">The product.</param>
/// <param name="FirstIsTransposed">Whether the first factor is stored as [.., K, M]; its gradient is made so.</param>
/// <param name="SecondIsTransposed">Whether the second factor is stored as [.., N, K]; its gradient is made so.</param>
public sealed record MatrixProductOperator(
    string Name,
    ImmutableArray<GraphValue> Inputs,
    ImmutableArray<GraphValue> Outputs,
    bool FirstIsTransposed,
    bool SecondIsTransposed) : Operator(Name, Inputs, Outputs)
{
    /// <summary>The last axis, counted from the end.</summary>
    private const int Last = 1;

    /// <summary>The one before.</summary>
    private const int BeforeLast = 2;

    /// <inheritdoc />
    public override string Type => "matmul";

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        (GraphValue a, GraphValue b) = (Inputs[0], Inputs[1]);
        long m = a.Shape[^2];
        long k = a.Shape[^1];
        long n = b.Shape[^1];
        long count = Output.Shape.Words / (m * n);
        rows.AddGemm(this, "fwd", m, n, k, count);
        if (a.NeedsGradient)
            AddGradient(rows, "igrad.a", a, FirstIsTransposed ? (k, m, n) : (m, k, n), count);
        if (b.NeedsGradient)
            AddGradient(rows, "igrad.b", b, SecondIsTransposed ? (n, k, m) : (k, n, m), count);
    }

    /// <summary>A factor that was broadcast gets the sum of its gradients.</summary>
    private void AddGradient(StepRows rows, string pass, GraphValue factor, (long M, long N, long K) shape, long count)
    {
        rows.AddGemm(this, pass, shape.M, shape.N, shape.K, count);
        long words = count * shape.M * shape.N;
        if (words > factor.Shape.Words)
            rows.AddVector(this, pass, words, words, factor.Shape.Words, name: "broadcast_sum");
    }

    internal override void Forward(GraphStep step)
    {
        TensorView output = step.CreateOutput(Output);
        GemmAssembly.Parts? parts = ForwardParts(step, step.WordsOf(Inputs[0]), step.WordsOf(Inputs[1]), output);
        if (parts is null)
        {
            TensorView first = step.Copy(Inputs[0], null).Words;
            TensorView second = Inputs[0] == Inputs[1] ? first : step.Copy(Inputs[1], null).Words;
            parts = ForwardParts(step, first, second, output)
                ?? throw new NotSupportedException($"{Name}: its factors cannot be addressed");
        }

        step.AddGemm(Pass.Forward, "fwd", parts, []);
    }

    internal override void Backward(GraphStep step)
    {
        TensorView error = step.ErrorOf(Output);
        TensorView a = (step.CopyOf(Inputs[0]) ?? step.LocationOf(Inputs[0])).Words;
        TensorView b = (step.CopyOf(Inputs[1]) ?? step.LocationOf(Inputs[1])).Words;
        AddGradient(step, "igrad.a", 0, target => GradientParts(0, a, b, error, target));
        AddGradient(step, "igrad.b", 1, target => GradientParts(1, a, b, error, target));
    }

    private void AddGradient(GraphStep step, string part, int index, Func<TensorView, GemmAssembly.Parts?> partsOf)
    {
        GraphValue factor = Inputs[index];
        if (!factor.NeedsGradient)
            return;
        ActivationLocation location = step.CopyOf(factor) ?? step.LocationOf(factor);
        ErrorTarget share = step.Contribute(location);
        bool isBroadcast = !Leading(factor.Shape).SequenceEqual(Leading(Output.Shape));
        if (!isBroadcast && partsOf(share.Target) is { } parts)
        {
            step.AddGemm(Pass.InputGradient, part, parts, [.. share.Reads.Select(read => read.Tensor)]);
            return;
        }

        TensorView beside = Beside(index, (slices, words) => step.CreateTemporary(part, slices, words).Tensor, step);
        step.AddGemm(
            Pass.InputGradient, part,
            partsOf(beside) ?? throw new NotSupportedException($"{Name}: the gradient of a factor cannot be addressed"), []);
        step.AddVector(Pass.InputGradient, $"{part}.sum", [beside, .. share.Reads], [share.Target]);
    }

    /// <summary>The forward products; null where they, or the gradients', cannot be addressed with the factors as they lie.</summary>
    private GemmAssembly.Parts? ForwardParts(GraphStep step, TensorView a, TensorView b, TensorView output)
    {
        return Enumerable.Range(0, 2).All(CanDerive) ? Parts((a, BeforeLast), (b, Last), (output, BeforeLast)) : null;

        bool CanDerive(int index) => !Inputs[index].NeedsGradient || GradientParts(index, a, b, output, Probe(index)) is not null;

        TensorView Probe(int index) =>
            Beside(index, (slices, words) => output.Tensor with { Slices = slices, WordsPerSlice = (int)words }, step);
    }

    // dA = dO B' and dB = A' dO; a factor that is stored transposed gets its gradient transposed.
    private GemmAssembly.Parts? GradientParts(int index, TensorView a, TensorView b, TensorView error, TensorView target) => index == 0
        ? FirstIsTransposed
            ? Parts((b, BeforeLast), (error, BeforeLast), (target, Last))
            : Parts((error, BeforeLast), (b, BeforeLast), (target, BeforeLast))
        : SecondIsTransposed
            ? Parts((error, Last), (a, Last), (target, Last))
            : Parts((a, Last), (error, Last), (target, BeforeLast));

    /// <summary>The gradients of a factor for all elements of the broadcast batch.</summary>
    private TensorView Beside(int index, Func<int, long, TensorSpec> create, GraphStep step)
    {
        GraphValue factor = Inputs[index];
        var shape = new TensorShape([.. Leading(Output.Shape), factor.Shape[^2], factor.Shape[^1]]);
        (int slices, long words) = step.Sliced(shape);
        bool swaps = index == 0 ? FirstIsTransposed : SecondIsTransposed;
        StridedView plain = swaps
            ? StridedView.Ordered(shape, [.. Enumerable.Range(0, shape.Rank - 2), shape.Rank - 1, shape.Rank - 2])
            : StridedView.Plain(shape);
        return new TensorView(create(slices, words), plain);
    }

    /// <summary>Products of two tensors, each with the axis of its lanes; the other of the last two is that of the sum.</summary>
    private GemmAssembly.Parts? Parts(
        (TensorView View, int Axis) rows, (TensorView View, int Axis) columns, (TensorView View, int Axis) output) =>
        GemmAssembly.Assemble(Spec(rows.View, rows.Axis), Spec(columns.View, columns.Axis), Spec(output.View, output.Axis));

    private GemmOperandSpec Spec(TensorView view, int lanes)
    {
        ImmutableArray<ImmutableArray<Digit>> axes = view.View.Axes;
        int depth = Last + BeforeLast - lanes;
        return new GemmOperandSpec(view.Tensor, view.View.Offset, axes[^lanes], axes[^depth], Counted(axes));
    }

    /// <summary>Digits of the leading axes; a factor that lacks one, or has one element there, is used again.</summary>
    private ImmutableArray<Digit> Counted(ImmutableArray<ImmutableArray<Digit>> axes)
    {
        ImmutableArray<long> sizes = Leading(Output.Shape);
        int missing = sizes.Length - (axes.Length - 2);
        return DigitOrder.Of(sizes.Select((size, i) =>
            size == 1 ? [] : i < missing || axes[i - missing].IsEmpty ? [new Digit(size, 0)] : axes[i - missing]));
    }

    private static ImmutableArray<long> Leading(TensorShape shape) => shape.Axes[..^2];
}
