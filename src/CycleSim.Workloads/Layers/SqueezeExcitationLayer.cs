using System.Collections.Immutable;
using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>Squeeze and excitation: each channel times a factor that two small layers compute from the means of all channels.</summary>
internal sealed class SqueezeExcitationLayer : IOperatorLayerKind
{
    private static readonly KeySet Own = new(
        "squeeze-excitation layer", "Multiplies each channel by a factor computed from the means of all channels.", LayerKeys.Simple);

    private static readonly Key<int> Channels = Own.Int("channels", "Channels between the two small layers.", 1, NetworkLimits.Channels);

    private static readonly Key<string> Activation = Own.String(
        "activation", $"Function between them: {Spelled(ActivationFunctions.All)}.", ActivationFunctions.Relu);

    private static readonly Key<string> Gate = Own.String(
        "gate", $"Function of the factors: {Spelled(Gates)}.", ActivationFunctions.Sigmoid);

    private static ImmutableArray<string> Gates => [ActivationFunctions.Sigmoid, ActivationFunctions.HardSigmoid];

    public string Type => "squeeze_excitation";

    public string Name => "SqueezeExcitation";

    public string Meaning => "each channel times a factor from the means of all channels";

    public KeySet Keys => Own;

    public bool IsGemm => true;

    public Layer Read(LayerReader reader)
    {
        LayerSource source = ImageShapes.Take(reader);
        var settings = new SqueezeExcitation(
            reader.Keys.Get(Channels), Function(reader, Activation, ActivationFunctions.All),
            Function(reader, Gate, Gates));
        return reader.Checked(Channels, reader.Start(this, source) with { Settings = settings });
    }

    public void AddOperators(Layer layer, LayerOperators operators)
    {
        var settings = (SqueezeExcitation)layer.Settings!;
        GraphValue input = operators.Input();
        GraphValue means = operators.Add(
            "avgpool", [input], new TensorShape(operators.Batch, layer.Input.Channels, 1, 1),
            (name, inputs, outputs) => new GlobalPoolOperator(name, IsMax: false, inputs, outputs));
        GraphValue inner = Function("activation", settings.Activation, Pixel("fc1", means, settings.Channels));
        GraphValue gate = Function("gate", settings.Gate, Pixel("fc2", inner, layer.Input.Channels));
        operators.Finish(operators.Add("", [gate, input], input.Shape, (name, inputs, outputs) =>
            new MultiplyOperator(name, inputs, outputs)));

        GraphValue Function(string part, string function, GraphValue value) => operators.Add(
            part, [value], value.Shape, (name, inputs, outputs) => new ActivationOperator(name, function, inputs, outputs));

        GraphValue Pixel(string part, GraphValue value, int outputs)
        {
            GraphParameter weight = operators.Parameter($"{part}.weight", ParameterKind.Weight, outputs, value.Shape[1], 1, 1);
            GraphParameter bias = operators.Parameter($"{part}.bias", ParameterKind.Bias, outputs);
            return operators.Add(part, [value], value.Shape.WithAxis(1, outputs), (name, inputs, results) =>
                new ConvolutionOperator(name, inputs, results, new AxisWindow(1), new AxisWindow(1), 1, weight, bias));
        }
    }

    private static string Function(LayerReader reader, Key<string> key, ImmutableArray<string> allowed)
    {
        string given = reader.Keys.Get(key);
        return allowed.FirstOrDefault(function => given == function || given == ActivationFunctions.SpellingOf(function))
            ?? throw reader.Keys.Error(key, $"\"{given}\" is unknown; allowed: {Spelled(allowed)}");
    }

    private static string Spelled(IEnumerable<string> functions) => string.Join(", ", functions.Select(ActivationFunctions.SpellingOf));
}
