using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>Fully connected layer: a 1x1 convolution of its flattened input.</summary>
internal sealed class FullyConnectedLayer : ILoweredLayerKind, IOperatorLayerKind
{
    private static readonly KeySet Own = new(
        "fully connected layer", "A fully connected layer; it flattens its input.", LayerKeys.Simple);

    private static readonly Key<int> OutFeatures = Own.Int("out_features", "Output features.", 1, NetworkLimits.Channels);

    private static readonly Key<bool> Bias = Own.Bool("bias", "Whether it adds a bias.", true);

    public string Type => "fc";

    public string Name => "FullyConnected";

    public string Meaning => "fully connected; flattens its input";

    public KeySet Keys => Own;

    public bool IsGemm => true;

    public bool TakesRelu => true;

    public long Parameters(Layer layer) => WeightedSum.Parameters(layer);

    public long MacsPerImage(Layer layer) => WeightedSum.MacsPerImage(layer);

    public Layer Read(LayerReader reader)
    {
        Layer layer = reader.Start(this, reader.TakeInput());
        FeatureMap input = layer.Input;
        if (input.Words > NetworkLimits.FlattenedFeatures)
            throw reader.TypeError($"its input {input} has {input.Words} words; allowed: at most {NetworkLimits.FlattenedFeatures}");
        return layer with
        {
            Input = new((int)input.Words, 1, 1),
            Output = new(reader.Keys.Get(OutFeatures), 1, 1),
            Kernel = 1,
            Bias = reader.Keys.Get(Bias),
        };
    }

    public void Forward(Layer layer, StepBuilder step) => WeightedSum.Forward(layer, step);

    public void Backward(Layer layer, StepBuilder step) => WeightedSum.Backward(layer, step);

    public void AddOperators(Layer layer, LayerOperators operators)
    {
        ArgumentNullException.ThrowIfNull(operators);
        GraphValue input = operators.Input();
        var flat = new TensorShape(operators.Batch, layer.Input.Words);
        if (!input.Shape.Equals(flat))
            input = operators.Add("flatten", [input], flat, (name, inputs, outputs) => new ReshapeOperator(name, inputs, outputs));
        GraphParameter weight = operators.Parameter("weight", ParameterKind.Weight, layer.Output.Channels, layer.Input.Channels);
        GraphParameter? bias = layer.Bias ? operators.Parameter("bias", ParameterKind.Bias, layer.Output.Channels) : null;
        operators.Finish(operators.Add(
            "", [input], new TensorShape(operators.Batch, layer.Output.Channels),
            (name, inputs, outputs) => new FullyConnectedOperator(
                name, inputs, outputs, layer.Input.Words, layer.Output.Channels, weight, bias)));
    }
}
