using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>Fully connected layer on the features of each position; the positions stay.</summary>
internal sealed class LinearLayer : IOperatorLayerKind
{
    private static readonly KeySet Own = new(
        "linear layer", "A fully connected layer on the features of each position of a sequence, or of a vector.", LayerKeys.Simple);

    private static readonly Key<int> OutFeatures = Own.Int("out_features", "Output features.", 1, NetworkLimits.Channels);

    private static readonly Key<bool> Bias = Own.Bool("bias", "Whether it adds a bias.", true);

    private static readonly Key<string> Tied = Own.String(
        "tied", "Name of an embedding whose table is its weights.", canBeEmpty: false, whenMissing: "weights of its own");

    public string Type => "linear";

    public string Name => "Linear";

    public string Meaning => "fully connected on the features of each position";

    public KeySet Keys => Own;

    public bool IsGemm => true;

    public Layer Read(LayerReader reader)
    {
        LayerSource source = reader.TakeInput();
        FeatureMap input = source.Output;
        if (!input.IsSequence && input.Pixels != 1)
            throw reader.TypeError($"its input \"{source.Name}\" is {input}; needed: a sequence or a vector (type \"fc\" takes images)");
        string? tied = reader.Keys.Has(Tied) ? reader.Keys.Get(Tied) : null;
        int features = reader.Keys.Get(OutFeatures);
        if (tied is not null)
            RequireTable(reader, tied, features, input.Channels);
        Layer layer = reader.Start(this, source) with
        {
            Output = input with { Channels = features },
            Bias = reader.Keys.Get(Bias),
            Settings = tied,
        };
        return reader.Checked(OutFeatures, layer);
    }

    public void AddOperators(Layer layer, LayerOperators operators)
    {
        GraphValue input = operators.Input();
        GraphParameter weight = layer.Settings is string tied
            ? operators.Shared($"{tied}.weight", ParameterKind.Embedding, layer.Output.Channels, layer.Input.Channels)
            : operators.Parameter("weight", ParameterKind.Weight, layer.Output.Channels, layer.Input.Channels);
        GraphParameter? bias = layer.Bias ? operators.Parameter("bias", ParameterKind.Bias, layer.Output.Channels) : null;
        operators.Finish(operators.Linear("", input, layer.Output.Channels, weight, bias));
    }

    private static void RequireTable(LayerReader reader, string tied, int features, int inFeatures)
    {
        if (reader.Find(Tied, tied) is not { Kind: EmbeddingLayer } table)
            throw reader.Keys.Error(Tied, $"\"{tied}\" is no embedding");
        var settings = (EmbeddingLayer.Table)table.Settings!;
        if (settings.Vocabulary != features || table.Output.Channels != inFeatures)
        {
            throw reader.Keys.Error(
                Tied, $"the table of \"{tied}\" is {settings.Vocabulary} x {table.Output.Channels}; needed: {features} x {inFeatures}");
        }
    }
}
