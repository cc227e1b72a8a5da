using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Optimizers;

namespace CycleSim.Workloads.Lowering;

/// <summary>Lowers a network to the tensors and operations of one training step: forward, backward, update.</summary>
public static class TrainingStepLowering
{
    /// <summary>Maximum batch size.</summary>
    public const int MaxBatch = 65536;

    /// <summary>Batch sizes that can be lowered.</summary>
    public static readonly NumberRange BatchSizes = new(1, MaxBatch);

    /// <summary>Lowers one training step.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">Batch size, 1 to <see cref="MaxBatch"/>.</param>
    /// <param name="update">How weights are updated; plain gradient descent where nothing is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch is outside its range.</exception>
    /// <exception cref="ArgumentException">A layer is of a kind without lowering.</exception>
    /// <exception cref="InputException">A layer, or all together, are too large.</exception>
    public static StepProgram Lower(Network network, int batch, ParameterUpdate? update = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (batch is < 1 or > MaxBatch)
            throw new ArgumentOutOfRangeException(nameof(batch), batch, $"the batch must be 1 to {MaxBatch}");
        var step = new StepBuilder(network, batch, new StepUpdate(update ?? ParameterUpdate.PlainSgd));
        foreach (Layer layer in network.Layers)
            Run(network, layer, kind => kind.Forward(layer, step));
        foreach (Layer layer in network.Layers.Reverse())
            Run(network, layer, kind => kind.Backward(layer, step));
        return step.Build();
    }

    private static void Run(Network network, Layer layer, Action<ILoweredLayerKind> lower)
    {
        try
        {
            lower(KindOf(layer));
        }
        catch (NotSupportedException problem)
        {
            throw new InputException($"{network.Name}: layer \"{layer.Name}\" cannot be simulated: {problem.Message}");
        }
    }

    private static ILoweredLayerKind KindOf(Layer layer) => layer.Kind as ILoweredLayerKind
        ?? throw new ArgumentException($"layer \"{layer.Name}\" is of the kind {layer.Kind.Name}, which has no lowering", nameof(layer));
}
