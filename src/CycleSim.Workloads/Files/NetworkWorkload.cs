using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Optimizers;

namespace CycleSim.Workloads.Files;

/// <summary>A network from a JSON file. Layers whose kinds lower themselves are lowered by these, others as operators.</summary>
/// <param name="network">The network.</param>
internal sealed class NetworkWorkload(Network network) : Workload
{
    public override string Name => network.Name;

    public override string Description => network.Description;

    public override StepProgram Lower(int batch, ParameterUpdate? update = null) => network.Layers.All(IsLoweredByItself)
        ? TrainingStepLowering.Lower(network, batch, update)
        : GraphTrainingStep.Lower(GraphOf(batch), update);

    public override Graph GraphOf(int batch) => NetworkOperators.Of(network, batch);

    /// <summary>The kinds of version 0.1 are, as long as their windows are plain and no shape is broadcast.</summary>
    private bool IsLoweredByItself(Layer layer)
    {
        bool isPlain = !layer.IsGemm || layer.Settings is not WindowSettings;
        bool isEven = layer.Inputs.Length < 2 || layer.Inputs.All(input => network.ShapeOf(input) == layer.Output);
        bool isSequence = layer.Output.IsSequence || layer.Input.IsSequence;
        return layer.Kind is ILoweredLayerKind && isPlain && isEven && !isSequence;
    }
}
