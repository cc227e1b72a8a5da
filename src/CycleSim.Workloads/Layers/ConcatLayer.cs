using System.Collections.Immutable;
using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>Joins the channels of layers.</summary>
internal sealed class ConcatLayer : IOperatorLayerKind
{
    private const int MaxInputs = 1024;

    private static readonly KeySet Own = new(
        "joined layers", "The channels (features) of several layers, one after the other.", LayerKeys.Named);

    private static readonly Key<ImmutableArray<string>> Inputs = Own.Strings("inputs", "Names of the layers.", 2, MaxInputs);

    public string Type => "concat";

    public string Name => "Concat";

    public string Meaning => "the channels of several layers, one after the other";

    public KeySet Keys => Own;

    public Layer Read(LayerReader reader)
    {
        ImmutableArray<LayerSource> sources = reader.TakeInputs(Inputs);
        FeatureMap first = sources[0].Output;
        foreach (LayerSource source in sources)
            if (source.Output with { Channels = first.Channels } != first)
                throw reader.Keys.Error(Inputs, $"have the shapes {first} and {source.Output}, which differ in more than channels");
        Layer layer = reader.Start(this, sources) with { Output = first with { Channels = sources.Sum(source => source.Output.Channels) } };
        return reader.Checked(Inputs, layer);
    }

    public void AddOperators(Layer layer, LayerOperators operators)
    {
        TensorShape shape = operators.ShapeOf(layer.Output);
        int axis = layer.Output.IsSequence ? 2 : 1;
        operators.Finish(operators.Add("", operators.InputsAs("part", shape), shape, (name, inputs, outputs) =>
            new ConcatOperator(name, inputs, outputs, axis)));
    }
}
