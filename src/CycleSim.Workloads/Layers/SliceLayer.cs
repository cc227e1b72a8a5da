using System.Collections.Immutable;
using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>Some of the channels (features) of a layer; several of these split it.</summary>
internal sealed class SliceLayer : IOperatorLayerKind
{
    private static readonly KeySet Own = new(
        "part of a layer", "Some channels (features) of a layer that follow each other.", LayerKeys.Simple);

    private static readonly Key<int> Start = Own.Int("start", "First channel.", 0, NetworkLimits.Channels - 1, fallback: 0);

    private static readonly Key<int> Channels = Own.Int("channels", "How many.", 1, NetworkLimits.Channels);

    public string Type => "slice";

    public string Name => "Slice";

    public string Meaning => "some of the channels of a layer";

    public KeySet Keys => Own;

    public bool IsView => true;

    public Layer Read(LayerReader reader)
    {
        LayerSource source = reader.TakeInput();
        int start = reader.Keys.Get(Start);
        int channels = reader.Keys.Get(Channels);
        return start + channels <= source.Output.Channels
            ? reader.Start(this, source) with { Output = source.Output with { Channels = channels }, Settings = start }
            : throw reader.Keys.Error(Channels, $"goes beyond the {source.Output.Channels} channels of \"{source.Name}\"");
    }

    public void AddOperators(Layer layer, LayerOperators operators)
    {
        TensorShape input = operators.Input().Shape;
        int axis = layer.Input.IsSequence ? 2 : 1;
        ImmutableArray<long> starts = [.. input.Axes.Select((_, i) => i == axis ? (int)layer.Settings! : 0L)];
        ImmutableArray<long> steps = [.. input.Axes.Select(_ => 1L)];
        operators.Finish(operators.Add("", [operators.Input()], input.WithAxis(axis, layer.Output.Channels), (name, inputs, outputs) =>
            new SliceOperator(name, inputs, outputs, starts, steps)));
    }
}
