using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>Transposed convolution: the input gradient of a convolution as a layer; B x C x H x W to B x O x OH x OW.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">The image.</param>
/// <param name="Outputs">The image it computes.</param>
/// <param name="Rows">Window along the height.</param>
/// <param name="Columns">Window along the width.</param>
/// <param name="Groups">Groups of channels, at least 1.</param>
/// <param name="Weight">Weights, C x O/groups x kernel.</param>
/// <param name="Bias">Bias for each output channel; null for none.</param>
public sealed record TransposedConvolutionOperator(
    string Name,
    ImmutableArray<GraphValue> Inputs,
    ImmutableArray<GraphValue> Outputs,
    AxisWindow Rows,
    AxisWindow Columns,
    int Groups,
    GraphParameter Weight,
    GraphParameter? Bias) : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "convtranspose";

    /// <inheritdoc />
    public override ImmutableArray<GraphParameter> Parameters => Bias is null ? [Weight] : [Weight, Bias];

    /// <inheritdoc />
    public override WindowFacts Window => new(Rows, Columns, Groups);

    /// <inheritdoc />
    public override bool? HasBias => Bias is not null;

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        (TensorShape input, TensorShape output) = (Input.Shape, Output.Shape);
        long batch = input[0];
        long channels = input[1] / Groups;
        long outputs = output[1] / Groups;
        long taps = (long)Rows.Kernel * Columns.Kernel;
        long pixels = batch * input[2] * input[3];
        foreach (PhasePair phase in PhasePair.Reached(Rows, output[2], Columns, output[3]))
        {
            rows.AddGemm(
                this, phase.NameOf("fwd", Rows, Columns), batch * phase.Positions, outputs, channels * phase.Taps, Groups);
        }

        if (Input.NeedsGradient)
            rows.AddGemm(this, "igrad", pixels, channels, outputs * taps, Groups);
        rows.AddGemm(this, "wgrad", channels, outputs * taps, pixels, Groups);

        // Its columns are no outputs, so the bias gradient is no sum at the array's edge.
        if (Bias is not null)
            rows.AddVector(this, "wgrad", output.Words, output.Words, output[1], name: "bias_gradient");
    }

    internal override void Forward(GraphStep step)
    {
        TensorSpec weights = step.WeightsOf(Weight, (int)Input.Shape[1]);
        TensorSpec? bias = Bias is null ? null : step.WeightsOf(Bias, 1);
        TensorView image = step.ImageOf(Input).Words;
        TensorView output = step.CreateImage(Output);
        ImmutableArray<int> untouched = GemmsOf(step).Scatter(Pass.Forward, "fwd", image, weights, output, [], bias);
        step.Complete(new ErrorTarget(output, []), untouched, (int)Output.Shape[1], Pass.Forward, bias);
    }

    internal override void Backward(GraphStep step)
    {
        TensorView error = step.ErrorOf(Output);
        ActivationLocation image = step.CopyOf(Input) ?? step.LocationOf(Input);
        WindowGemms gemms = GemmsOf(step);
        if (Input.NeedsGradient)
        {
            ErrorTarget share = step.Contribute(image);
            gemms.Gather(
                Pass.InputGradient, "igrad", error, step.WeightsOf(Weight, (int)Input.Shape[1]), share.Target,
                [.. share.Reads.Select(read => read.Tensor)], null);
        }

        gemms.Weights(image.Words, error, Weight, null);
        step.Update(Weight);
        if (Bias is null)
            return;
        step.AddVector(Pass.WeightGradient, "wgrad.bias", [error], [TensorView.Whole(step.PartOfGradient(Bias))]);
        step.Update(Bias);
    }

    private WindowGemms GemmsOf(GraphStep step) => new(step, Rows, Columns, Groups, (int)Output.Shape[1], (int)Input.Shape[1]);
}
