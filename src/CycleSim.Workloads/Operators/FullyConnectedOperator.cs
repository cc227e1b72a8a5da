using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Shapes;
using CycleSim.Workloads.Views;

namespace CycleSim.Workloads.Operators;

/// <summary>Fully connected layer on the last axis: [.., I] to [.., O].</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">What it takes.</param>
/// <param name="Outputs">What it computes.</param>
/// <param name="InFeatures">I.</param>
/// <param name="OutFeatures">O.</param>
/// <param name="Weight">Weights, in whatever orientation the file has them.</param>
/// <param name="Bias">Bias for each output feature; null for none.</param>
public sealed record FullyConnectedOperator(
    string Name,
    ImmutableArray<GraphValue> Inputs,
    ImmutableArray<GraphValue> Outputs,
    long InFeatures,
    long OutFeatures,
    GraphParameter Weight,
    GraphParameter? Bias) : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "fc";

    /// <inheritdoc />
    public override ImmutableArray<GraphParameter> Parameters => Bias is null ? [Weight] : [Weight, Bias];

    /// <inheritdoc />
    public override bool? HasBias => Bias is not null;

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long positions = Input.Shape.Words / InFeatures;
        rows.AddGemm(this, "fwd", positions, OutFeatures, InFeatures);
        if (Input.NeedsGradient)
            rows.AddGemm(this, "igrad", positions, InFeatures, OutFeatures);
        rows.AddGemm(this, "wgrad", OutFeatures, InFeatures, positions);
    }

    internal override void Forward(GraphStep step)
    {
        TensorSpec weights = step.WeightsOf(Weight, (int)OutFeatures);
        TensorSpec? bias = Bias is null ? null : step.WeightsOf(Bias, 1);
        TensorView output = step.CreatePositionsLike(Output, Input);
        GemmAssembly.Parts parts = ForwardParts(step, step.LocationOf(Input), weights, output)
            ?? ForwardParts(step, step.CopyLike(Input, output), weights, output)
            ?? throw new NotSupportedException($"{Name}: its products cannot be addressed");
        step.AddGemm(Pass.Forward, "fwd", parts, [], bias);
    }

    internal override void Backward(GraphStep step)
    {
        TensorView error = step.ErrorOf(Output);
        ActivationLocation input = step.CopyOf(Input) ?? step.LocationOf(Input);
        TensorSpec weights = step.WeightsOf(Weight, (int)OutFeatures);
        if (Input.NeedsGradient)
            AddInputGradient(step, input, error, weights);

        bool isTied = step.HasGradient(Weight);
        TensorSpec gradient = step.GradientOf(Weight);
        GemmAssembly.Parts parts = WeightParts(input, gradient, error)
            ?? throw new NotSupportedException($"{Name}: its weight gradient cannot be addressed");
        step.AddGemm(
            Pass.WeightGradient, "wgrad", parts, isTied ? [gradient] : [], null, Bias is null ? null : step.PartOfGradient(Bias));
        step.Update(Weight);
        if (Bias is not null)
            step.Update(Bias);
    }

    /// <summary>The products of the input gradient; where they cannot be written in place they are made beside it and moved.</summary>
    private void AddInputGradient(GraphStep step, ActivationLocation input, TensorView error, TensorSpec weights)
    {
        ErrorTarget share = step.Contribute(input);
        if (GradientParts(share.Target) is { } parts)
        {
            step.AddGemm(Pass.InputGradient, "igrad", parts, [.. share.Reads.Select(read => read.Tensor)]);
            return;
        }

        long perSlice = error.Tensor.WordsPerSlice / OutFeatures * InFeatures;
        TensorView beside = step.CreateTemporary("igrad", error.Tensor.Slices, perSlice) with { View = Beside(error.View) };
        step.AddGemm(
            Pass.InputGradient, "igrad",
            GradientParts(beside) ?? throw new NotSupportedException($"{Name}: its input gradient cannot be addressed"), []);
        step.AddVector(Pass.InputGradient, "igrad.move", [beside, .. share.Reads], [share.Target]);

        GemmAssembly.Parts? GradientParts(TensorView target) => GemmAssembly.Assemble(
            new(error.Tensor, error.View.Offset, Positions(error.View), error.View.Axes[^1], []),
            new(weights, 0, WeightColumns(input), WeightRows, []),
            new(target.Tensor, target.View.Offset, Positions(target.View), target.View.Axes[^1], []));
    }

    /// <summary>The features of the input at the positions of the output.</summary>
    private StridedView Beside(StridedView error) => new(
        0,
        [
            .. error.Axes[..^1].Select(axis => axis
                .Select(digit => digit with { Stride = digit.Stride / OutFeatures * InFeatures }).ToImmutableArray()),
            InFeatures == 1 ? [] : [new Digit(InFeatures, 1)],
        ]);

    /// <summary>The forward products; null where they, or those of the gradients, cannot be addressed with the input as it lies.</summary>
    private GemmAssembly.Parts? ForwardParts(GraphStep step, ActivationLocation input, TensorSpec weights, TensorView output) =>
        ForwardParts(input, weights, output) is { } parts && WeightParts(input, weights, output) is not null
            && step.TakesOrder(Weight, WeightColumns(input))
            ? parts
            : null;

    private GemmAssembly.Parts? WeightParts(ActivationLocation input, TensorSpec gradient, TensorView error) => GemmAssembly.Assemble(
        new(error.Tensor, error.View.Offset, error.View.Axes[^1], Positions(error.View), []),
        new(input.Tensor, input.View.Offset, input.View.Axes[^1], Positions(input.View), []),
        new(gradient, 0, WeightRows, WeightColumns(input), []));

    private GemmAssembly.Parts? ForwardParts(ActivationLocation input, TensorSpec weights, TensorView output) => GemmAssembly.Assemble(
        new(input.Tensor, input.View.Offset, Positions(input.View), input.View.Axes[^1], []),
        new(weights, 0, WeightRows, WeightColumns(input), []),
        new(output.Tensor, output.View.Offset, Positions(output.View), output.View.Axes[^1], []));

    private ImmutableArray<Digit> WeightRows => OutFeatures == 1 ? [] : [new Digit(OutFeatures, InFeatures)];

    /// <summary>The weights of an output stand in the order in which the words of the input do.</summary>
    private static ImmutableArray<Digit> WeightColumns(ActivationLocation input) => DigitOrder.Compact(input.View.Axes[^1]);

    private static ImmutableArray<Digit> Positions(StridedView view) => DigitOrder.Of(view.Axes[..^1]);
}
