using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>Two-dimensional convolution, in groups of channels or not: B x C x H x W to B x O x OH x OW.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">The image.</param>
/// <param name="Outputs">The image it computes.</param>
/// <param name="Rows">Window along the height.</param>
/// <param name="Columns">Window along the width.</param>
/// <param name="Groups">Groups of channels, at least 1.</param>
/// <param name="Weight">Weights, O x C/groups x kernel.</param>
/// <param name="Bias">Bias for each output channel; null for none.</param>
public sealed record ConvolutionOperator(
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
    public override string Type => Groups == 1 ? "conv" : Groups == Input.Shape[1] ? "dwconv" : "gconv";

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
        long pixels = batch * output[2] * output[3];
        rows.AddGemm(this, "fwd", pixels, outputs, channels * taps, Groups);
        if (Input.NeedsGradient)
        {
            foreach (PhasePair phase in PhasePair.Reached(Rows, input[2], Columns, input[3]))
            {
                rows.AddGemm(
                    this, phase.NameOf("igrad", Rows, Columns), batch * phase.Positions, channels, outputs * phase.Taps, Groups);
            }
        }

        rows.AddGemm(this, "wgrad", outputs, channels * taps, pixels, Groups);
    }

    internal override void Forward(GraphStep step)
    {
        TensorSpec weights = step.WeightsOf(Weight, (int)Output.Shape[1]);
        TensorSpec? bias = Bias is null ? null : step.WeightsOf(Bias, 1);
        TensorView image = step.ImageOf(Input).Words;
        TensorView output = step.CreateImage(Output);
        GemmsOf(step).Gather(Pass.Forward, "fwd", image, weights, output, [], bias);
    }

    internal override void Backward(GraphStep step)
    {
        TensorView error = step.ErrorOf(Output);
        ActivationLocation image = step.CopyOf(Input) ?? step.LocationOf(Input);
        TensorSpec weights = step.WeightsOf(Weight, (int)Output.Shape[1]);
        WindowGemms gemms = GemmsOf(step);
        if (Input.NeedsGradient)
        {
            ErrorTarget share = step.Contribute(image);
            ImmutableArray<int> untouched = gemms.Scatter(
                Pass.InputGradient, "igrad", error, weights, share.Target, [.. share.Reads.Select(read => read.Tensor)], null);
            step.Complete(share, untouched, (int)Input.Shape[1]);
        }

        TensorSpec? biasGradient = Bias is null ? null : step.PartOfGradient(Bias);
        gemms.Weights(error, image.Words, Weight, biasGradient);
        step.Update(Weight);
        if (Bias is not null)
            step.Update(Bias);
    }

    private WindowGemms GemmsOf(GraphStep step) => new(step, Rows, Columns, Groups, (int)Input.Shape[1], (int)Output.Shape[1]);
}
