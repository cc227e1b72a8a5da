using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;

namespace CycleSim.Workloads.Layers;

/// <summary>A function of each value, as a layer of its own.</summary>
/// <param name="name">What tables call it.</param>
/// <param name="function">The operator's name for it.</param>
/// <param name="meaning">What it computes.</param>
internal sealed class ActivationLayer(string name, string function, string meaning) : IOperatorLayerKind
{
    public string Type => ActivationFunctions.SpellingOf(function);

    public string Name => name;

    public string Meaning => meaning;

    public KeySet Keys => LayerKeys.Simple;

    /// <summary>The operator's name for the function.</summary>
    public string Function => function;

    public Layer Read(LayerReader reader) => reader.Start(this, reader.TakeInput());

    public void AddOperators(Layer layer, LayerOperators operators) => operators.Finish(operators.Add(
        "", [operators.Input()], operators.Input().Shape,
        (own, inputs, outputs) => new ActivationOperator(own, function, inputs, outputs)));
}
