using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>The rows of a trained table that tokens name.</summary>
internal sealed class EmbeddingLayer : IOperatorLayerKind
{
    private static readonly KeySet Own = new("embedding layer", "Looks up a row of a table for each token.", LayerKeys.Simple);

    private static readonly Key<int> Vocabulary = Own.Int(
        "vocabulary", "Rows of the table: different tokens.", 2, NetworkLimits.Vocabulary);

    private static readonly Key<int> Features = Own.Int("features", "Features of a row.", 1, NetworkLimits.Channels);

    public string Type => "embedding";

    public string Name => "Embedding";

    public string Meaning => "a row of a trained table for each token";

    public KeySet Keys => Own;

    public Layer Read(LayerReader reader)
    {
        LayerSource source = reader.TakeTokens();
        Layer layer = reader.Start(this, source) with
        {
            Output = SequenceShapes.Of(source.Output.Height, reader.Keys.Get(Features)),
            Settings = new Table(reader.Keys.Get(Vocabulary)),
        };
        return reader.Checked(Features, layer);
    }

    public void AddOperators(Layer layer, LayerOperators operators)
    {
        int vocabulary = ((Table)layer.Settings!).Vocabulary;
        GraphParameter table = operators.Parameter("weight", ParameterKind.Embedding, vocabulary, layer.Output.Channels);
        bool isTied = operators.HasUser(other => other.Kind is LinearLayer && other.Settings is string tied && tied == layer.Name);
        operators.Finish(operators.Add("", [operators.Input()], operators.ShapeOf(layer.Output), (name, inputs, outputs) =>
            new EmbeddingOperator(name, inputs, outputs, table, isTied)));
    }

    /// <summary>Rows of the table.</summary>
    internal sealed record Table(int Vocabulary);
}
