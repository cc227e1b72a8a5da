using System.Collections.Immutable;
using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>Product of two layers, value by value; one may have one pixel, whose values are used for all pixels.</summary>
internal sealed class MultiplyLayer : IOperatorLayerKind
{
    private static readonly KeySet Own = new(
        "product", "The product of two layers, value by value; one may have one pixel or position.", LayerKeys.Named);

    private static readonly Key<ImmutableArray<string>> Inputs = Own.Strings("inputs", "Names of the two layers.", 2, 2);

    public string Type => "multiply";

    public string Name => "Multiply";

    public string Meaning => "product of two layers, value by value";

    public KeySet Keys => Own;

    public Layer Read(LayerReader reader)
    {
        ImmutableArray<LayerSource> sources = reader.TakeInputs(Inputs);
        (FeatureMap first, FeatureMap second) = (sources[0].Output, sources[1].Output);
        bool fits = first == second || first.Channels == second.Channels && !first.IsSequence && !second.IsSequence
            && (first.Pixels == 1 || second.Pixels == 1);
        if (!fits)
            throw reader.Keys.Error(Inputs, $"have the shapes {first} and {second}; allowed: equal ones, or one of them with one pixel");
        return reader.Start(this, sources) with { Output = first.Words >= second.Words ? first : second };
    }

    public void AddOperators(Layer layer, LayerOperators operators)
    {
        TensorShape shape = operators.ShapeOf(layer.Output);
        operators.Finish(operators.Add("", operators.InputsAs("factor", shape), shape, (name, inputs, outputs) =>
            new MultiplyOperator(name, inputs, outputs)));
    }
}
