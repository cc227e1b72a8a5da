using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>One position of a sequence, as the class token.</summary>
internal sealed class SelectLayer : IOperatorLayerKind
{
    private static readonly KeySet Own = new("selection", "Takes one position of a sequence.", LayerKeys.Simple);

    private static readonly Key<int> Position = Own.Int("position", "Which position, from 0.", 0, NetworkLimits.Vocabulary, fallback: 0);

    public string Type => "select";

    public string Name => "Select";

    public string Meaning => "one position of a sequence";

    public KeySet Keys => Own;

    public bool IsView => true;

    public Layer Read(LayerReader reader)
    {
        LayerSource source = SequenceShapes.Take(reader);
        int position = reader.Keys.Get(Position);
        return position < source.Output.Height
            ? reader.Start(this, source) with { Output = new(source.Output.Channels, 1, 1), Settings = position }
            : throw reader.Keys.Error(Position, $"is not one of the {source.Output.Height} positions of \"{source.Name}\"");
    }

    public void AddOperators(Layer layer, LayerOperators operators) => operators.Finish(operators.Add(
        "", [operators.Input()], new TensorShape(operators.Batch, layer.Output.Channels),
        (name, inputs, outputs) => new SliceOperator(name, inputs, outputs, [0, (int)layer.Settings!, 0], [1, 1, 1], LeftOut: 1)));
}
