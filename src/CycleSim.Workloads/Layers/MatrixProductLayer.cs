using System.Collections.Immutable;
using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>
/// Matrix product of two sequences, for each element of the batch: positions x features of the first times those of the second, or times
/// the second with positions and features exchanged.
/// </summary>
internal sealed class MatrixProductLayer : IOperatorLayerKind
{
    private static readonly KeySet Own = new(
        "matrix product", "The matrix product of two sequences, for each element of the batch.", LayerKeys.Named);

    private static readonly Key<ImmutableArray<string>> Inputs = Own.Strings("inputs", "Names of the two layers.", 2, 2);

    private static readonly Key<bool> TransposeSecond = Own.Bool(
        "transpose_second", "Whether positions and features of the second are exchanged first, as for scores of queries and keys.", false);

    public string Type => "matmul";

    public string Name => "MatrixProduct";

    public string Meaning => "matrix product of two sequences";

    public KeySet Keys => Own;

    public bool IsGemm => true;

    public Layer Read(LayerReader reader)
    {
        ImmutableArray<LayerSource> sources = reader.TakeInputs(Inputs);
        (FeatureMap first, FeatureMap second) = (sources[0].Output, sources[1].Output);
        bool isTransposed = reader.Keys.Get(TransposeSecond);
        (int depth, int features) = isTransposed ? (second.Channels, second.Height) : (second.Height, second.Channels);
        if (!first.IsSequence || !second.IsSequence || first.Channels != depth)
        {
            throw reader.Keys.Error(
                Inputs,
                $"have the shapes {first} and {second}; allowed: two sequences, the first with as many features as the second has "
                + (isTransposed ? "features" : "positions"));
        }

        return reader.Start(this, sources) with
        {
            Output = SequenceShapes.Of(first.Height, features),
            Settings = isTransposed,
        };
    }

    public void AddOperators(Layer layer, LayerOperators operators)
    {
        var isTransposed = (bool)layer.Settings!;
        GraphValue second = operators.Input(1);
        if (isTransposed)
            second = operators.Transpose("transpose", second, 0, 2, 1);
        operators.Finish(operators.Add(
            "", [operators.Input(), second], operators.ShapeOf(layer.Output),
            (name, inputs, outputs) => new MatrixProductOperator(name, inputs, outputs, FirstIsTransposed: false, isTransposed)));
    }
}
