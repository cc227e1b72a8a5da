using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>Adds a trained row for each position of a sequence.</summary>
internal sealed class PositionEmbeddingLayer : IOperatorLayerKind
{
    private static readonly KeySet Own = new("position embedding", "Adds a row of a trained table to each position.", LayerKeys.Simple);

    private static readonly Key<int> Positions = Own.Int(
        "positions", "Rows of the table, at least as many as positions.", 1, NetworkLimits.Vocabulary, whenMissing: "as many as positions");

    public string Type => "position_embedding";

    public string Name => "PositionEmbedding";

    public string Meaning => "sum with a trained row for each position";

    public KeySet Keys => Own;

    public bool PassesErrorOn => true;

    public Layer Read(LayerReader reader)
    {
        LayerSource source = SequenceShapes.Take(reader);
        int positions = reader.Keys.GetOr(Positions, source.Output.Height);
        return positions >= source.Output.Height
            ? reader.Start(this, source) with { Settings = positions }
            : throw reader.Keys.Error(Positions, $"is less than the {source.Output.Height} positions of its input");
    }

    public void AddOperators(Layer layer, LayerOperators operators)
    {
        GraphParameter table = operators.Parameter("weight", ParameterKind.Embedding, (int)layer.Settings!, layer.Output.Channels);
        operators.Finish(operators.Add("", [operators.Input()], operators.Input().Shape, (name, inputs, outputs) =>
            new PositionEmbeddingOperator(name, inputs, outputs, table, layer.Output.Words)));
    }
}
