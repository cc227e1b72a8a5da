using System.Collections.Immutable;
using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>Sum of two feature maps (residual connection).</summary>
internal sealed class AddLayer : ILoweredLayerKind, IOperatorLayerKind
{
    private static readonly KeySet Own = new("sum", "The sum of two layers of equal shape, or of an image and one pixel.", LayerKeys.Named);

    private static readonly Key<ImmutableArray<string>> Inputs = Own.Strings(
        "inputs", "Names of the two layers, which must be different.", 2, 2);

    public string Type => "add";

    public string Name => "Add";

    public string Meaning => "sum of two layers of equal shape, or of an image and one pixel";

    public KeySet Keys => Own;

    public bool TakesRelu => true;

    public bool PassesErrorOn => true;

    public Layer Read(LayerReader reader)
    {
        ImmutableArray<string> names = reader.Keys.Get(Inputs);
        if (names[0] == names[1])
            throw reader.Keys.Error(Inputs, "must be the names of two different layers");

        ImmutableArray<LayerSource> sources = reader.TakeInputs(Inputs);
        (FeatureMap first, FeatureMap second) = (sources[0].Output, sources[1].Output);
        bool fits = first == second || first.Channels == second.Channels && !first.IsSequence && !second.IsSequence
            && (first.Pixels == 1 || second.Pixels == 1);
        return fits
            ? reader.Start(this, sources) with { Output = first.Words >= second.Words ? first : second }
            : throw reader.Keys.Error(
                Inputs, $"have the shapes {first} and {second}; allowed: equal ones, or one of them with one pixel");
    }

    public void Forward(Layer layer, StepBuilder step) => step.AddElementwise(layer);

    public void Backward(Layer layer, StepBuilder step)
    {
        foreach (int producer in layer.Inputs)
            step.PassErrorOn(layer, producer);
    }

    public void AddOperators(Layer layer, LayerOperators operators)
    {
        TensorShape shape = operators.ShapeOf(layer.Output);
        operators.Finish(operators.Add("", operators.InputsAs("term", shape), shape, (name, inputs, outputs) =>
            new AddOperator(name, inputs, outputs)));
    }
}
