using System.Collections.Immutable;
using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>Multi-head attention of a sequence to itself, with its projections.</summary>
internal sealed class AttentionLayer : IOperatorLayerKind
{
    private static readonly KeySet Own = new(
        "attention layer",
        "Multi-head attention of a sequence to itself: projections to queries, keys and values, scores, softmax, output projection.",
        LayerKeys.Simple);

    private static readonly Key<int> Heads = Own.Int("heads", "Heads; divide the features.", 1, NetworkLimits.Channels);

    private static readonly Key<int> KvHeads = Own.Int(
        "kv_heads", "Heads of keys and values, each used by equally many query heads (grouped queries).", 1, NetworkLimits.Channels,
        whenMissing: "as heads");

    private static readonly Key<bool> Causal = Own.Bool("causal", "Whether a position sees only those before it and itself.", false);

    private static readonly Key<bool> Rope = Own.Bool("rope", "Whether queries and keys are rotated by their positions.", false);

    private static readonly Key<bool> Packed = Own.Bool(
        "packed", "Whether one product makes queries, keys and values.", false);

    private static readonly Key<bool> Bias = Own.Bool("bias", "Whether the projections add a bias.", true);

    public string Type => "attention";

    public string Name => "Attention";

    public string Meaning => "multi-head attention of a sequence to itself, with its projections";

    public KeySet Keys => Own;

    public bool IsGemm => true;

    public Layer Read(LayerReader reader)
    {
        LayerSource source = SequenceShapes.Take(reader);
        int features = source.Output.Channels;
        int heads = reader.Keys.Get(Heads);
        if (features % heads != 0)
            throw reader.Keys.Error(Heads, $"does not divide the {features} features of \"{source.Name}\"");
        int kvHeads = reader.Keys.GetOr(KvHeads, heads);
        if (heads % kvHeads != 0)
            throw reader.Keys.Error(KvHeads, $"does not divide the {heads} heads");
        bool rope = reader.Keys.Get(Rope);
        if (rope && features / heads % 2 != 0)
            throw reader.Keys.Error(Rope, $"needs heads of an even number of features; they have {features / heads}");
        Layer layer = reader.Start(this, source) with
        {
            Bias = reader.Keys.Get(Bias),
            Settings = new Attention(heads, kvHeads, features / heads, reader.Keys.Get(Causal), rope, reader.Keys.Get(Packed)),
        };
        return reader.Checked(Heads, layer);
    }

    public void AddOperators(Layer layer, LayerOperators operators)
    {
        var attention = (Attention)layer.Settings!;
        (GraphValue queries, GraphValue keys, GraphValue values) = Projections(layer, attention, operators);
        GraphValue q = Rotated("rope_q", HeadsOf("q", queries, attention.Heads), attention, operators);
        GraphValue k = Rotated("rope_k", HeadsOf("k", keys, attention.KvHeads), attention, operators);
        GraphValue v = HeadsOf("v", values, attention.KvHeads);
        GraphValue context = new AttentionProducts(operators, attention).Context(q, k, v);
        GraphValue merged = operators.Transpose("merge_t", context, 0, 2, 1, 3);
        merged = operators.Reshape("merge", merged, operators.ShapeOf(layer.Output));
        operators.Finish(Project("out", merged, layer.Output.Channels, layer, operators));

        GraphValue HeadsOf(string name, GraphValue value, int heads) => operators.Transpose(
            $"{name}_t", operators.Reshape($"{name}_heads", value, new(operators.Batch, layer.Input.Height, heads, attention.HeadFeatures)),
            0, 2, 1, 3);
    }

    private static GraphValue Rotated(string part, GraphValue value, Attention attention, LayerOperators operators) => attention.Rope
        ? operators.Add(part, [value], value.Shape, (name, inputs, outputs) => new RopeOperator(name, inputs, outputs))
        : value;

    private static (GraphValue Queries, GraphValue Keys, GraphValue Values) Projections(
        Layer layer, Attention attention, LayerOperators operators)
    {
        GraphValue input = operators.Input();
        int features = layer.Input.Channels;
        int kvFeatures = attention.KvHeads * attention.HeadFeatures;
        if (!attention.Packed)
        {
            return (Project("q", input, features, layer, operators), Project("k", input, kvFeatures, layer, operators),
                Project("v", input, kvFeatures, layer, operators));
        }

        GraphValue packed = Project("qkv", input, features + 2 * kvFeatures, layer, operators);
        ImmutableArray<GraphValue> parts = operators.AddMany(
            "split", [packed], [Part(features), Part(kvFeatures), Part(kvFeatures)],
            (name, inputs, outputs) => new SplitOperator(name, inputs, outputs, 2));
        return (parts[0], parts[1], parts[2]);

        TensorShape Part(int size) => new(operators.Batch, layer.Input.Height, size);
    }

    private static GraphValue Project(string part, GraphValue input, int outFeatures, Layer layer, LayerOperators operators)
    {
        GraphParameter weight = operators.Parameter($"{part}.weight", ParameterKind.Weight, outFeatures, input.Shape[^1]);
        GraphParameter? bias = layer.Bias ? operators.Parameter($"{part}.bias", ParameterKind.Bias, outFeatures) : null;
        return operators.Linear(part, input, outFeatures, weight, bias);
    }
}
