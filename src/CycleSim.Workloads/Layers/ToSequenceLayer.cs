using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>The pixels of an image, row by row, as the positions of a sequence.</summary>
internal sealed class ToSequenceLayer : IOperatorLayerKind
{
    public string Type => "to_sequence";

    public string Name => "ToSequence";

    public string Meaning => "the pixels of an image as a sequence";

    public KeySet Keys => LayerKeys.Simple;

    public bool IsView => true;

    public Layer Read(LayerReader reader)
    {
        LayerSource source = ImageShapes.Take(reader);
        FeatureMap input = source.Output;
        return reader.Start(this, source) with { Output = SequenceShapes.Of(input.Pixels, input.Channels) };
    }

    public void AddOperators(Layer layer, LayerOperators operators)
    {
        GraphValue flat = operators.Add(
            "flatten", [operators.Input()], new TensorShape(operators.Batch, layer.Input.Channels, layer.Input.Pixels),
            (name, inputs, outputs) => new ReshapeOperator(name, inputs, outputs));
        operators.Finish(operators.Add("", [flat], operators.ShapeOf(layer.Output), (name, inputs, outputs) =>
            new TransposeOperator(name, inputs, outputs, [0, 2, 1])));
    }
}
