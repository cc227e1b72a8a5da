using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>Puts a trained token before the positions of a sequence.</summary>
internal sealed class ClassTokenLayer : IOperatorLayerKind
{
    public string Type => "class_token";

    public string Name => "ClassToken";

    public string Meaning => "a trained token before the positions of a sequence";

    public KeySet Keys => LayerKeys.Simple;

    public Layer Read(LayerReader reader)
    {
        LayerSource source = SequenceShapes.Take(reader);
        return reader.Start(this, source) with { Output = source.Output with { Height = source.Output.Height + 1 } };
    }

    public void AddOperators(Layer layer, LayerOperators operators)
    {
        GraphParameter token = operators.Parameter("weight", ParameterKind.Other, 1, 1, layer.Output.Channels);
        operators.Finish(operators.Add("", [operators.Input()], operators.ShapeOf(layer.Output), (name, inputs, outputs) =>
            new ClassTokenOperator(name, inputs, outputs, token, IsFirst: true)));
    }
}
