using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>The rows of a trained table that tokens name.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">The tokens.</param>
/// <param name="Outputs">Their rows.</param>
/// <param name="Table">The table, tokens x features.</param>
/// <param name="IsTied">Whether a fully connected layer uses the table too, whose weight gradient writes all of it.</param>
public sealed record EmbeddingOperator(
    string Name, ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs, GraphParameter Table, bool IsTied)
    : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "embedding";

    /// <inheritdoc />
    public override ImmutableArray<GraphParameter> Parameters => [Table];

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long words = Output.Shape.Words;
        long tokens = Input.Shape.Words;
        rows.AddVector(this, "fwd", words, words + tokens, words);
        if (!IsTied)
            rows.AddVector(this, "wgrad.zero", Table.Words, 0, Table.Words);
        rows.AddVector(this, "wgrad", words, 2 * words + tokens, words);
    }

    /// <summary>
    /// Which rows are read is not known here: the first ones stand for them, and each token reads one. More tokens than rows read the
    /// table several times.
    /// </summary>
    internal override void Forward(GraphStep step)
    {
        TensorSpec table = step.WeightsOf(Table, (int)Table.Shape[0]);
        step.AddVector(
            Pass.Forward, "fwd", [step.WordsOf(Input).Stream(), .. Rows(table)], [step.CreateOutput(Output).Stream()]);
    }

    internal override void Backward(GraphStep step)
    {
        TensorView error = step.ErrorOf(Output);
        bool isWritten = step.HasGradient(Table);
        TensorSpec gradient = step.GradientOf(Table);
        if (!isWritten)
            step.AddVector(Pass.WeightGradient, "wgrad.zero", [], [new VectorStream(gradient)]);
        step.AddVector(
            Pass.WeightGradient, "wgrad", [error.Stream(), step.WordsOf(Input).Stream(), .. Rows(gradient)], Rows(gradient));
        step.Update(Table);
    }

    private IEnumerable<VectorStream> Rows(TensorSpec table)
    {
        for (long rest = Input.Shape.Words; rest > 0; rest -= table.Slices)
            yield return new VectorStream(table) { Slices = new SliceRange(0, (int)Math.Min(rest, table.Slices)) };
    }
}
