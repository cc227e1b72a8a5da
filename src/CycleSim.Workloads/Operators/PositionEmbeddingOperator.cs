using System.Collections.Immutable;
using CycleSim.Workloads.GraphLowering;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Operators;

/// <summary>Sum with a trained tensor, or with the first rows of one, that is broadcast; its error is handed on.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Inputs">What it is added to.</param>
/// <param name="Outputs">The sum.</param>
/// <param name="Table">The trained tensor.</param>
/// <param name="UsedWords">Words of it that are used.</param>
public sealed record PositionEmbeddingOperator(
    string Name, ImmutableArray<GraphValue> Inputs, ImmutableArray<GraphValue> Outputs, GraphParameter Table, long UsedWords)
    : Operator(Name, Inputs, Outputs)
{
    /// <inheritdoc />
    public override string Type => "position_embedding";

    /// <inheritdoc />
    public override ImmutableArray<GraphParameter> Parameters => [Table];

    /// <inheritdoc />
    public override void Describe(StepRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long words = Output.Shape.Words;
        rows.AddVector(this, "fwd", words, words + UsedWords, words, fusable: true);
        long unused = Table.Words - UsedWords;
        if (unused > 0)
            rows.AddVector(this, "wgrad.zero", unused, 0, unused);
        rows.AddVector(this, "wgrad", words, words, UsedWords);
    }

    internal override void Forward(GraphStep step)
    {
        TensorView input = step.WordsOf(Input);
        VectorStream table = Used(step.WeightsOf(Table, 1));
        step.AddVector(Pass.Forward, "fwd", [input.Stream(), table], [step.CreateOutputLike(Output, Input).Stream()]);
    }

    internal override void Backward(GraphStep step)
    {
        TensorView error = step.ErrorOf(Output);
        TensorSpec gradient = step.PartOfGradient(Table);
        if (UsedWords < Table.Words)
        {
            var rest = new WordRun(0, (int)UsedWords, (int)(Table.Words - UsedWords));
            step.AddVector(Pass.WeightGradient, "wgrad.zero", [], [new VectorStream(gradient, [rest])]);
        }

        step.AddVector(Pass.WeightGradient, "wgrad", [error.Stream()], [Used(gradient)]);
        step.PassErrorOn(Input, error, "igrad");
        step.Update(Table);
    }

    private VectorStream Used(TensorSpec table) => new(table, [new WordRun(0, 0, (int)UsedWords)]);
}
