using System.Collections.Immutable;
using CycleSim.Platform;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Layers;

/// <summary>The kinds of layers that can be trained. Others are added by <see cref="Register"/> before a network is built.</summary>
internal static class TrainedLayerKinds
{
    private static ImmutableArray<ITrainedLayerKind> _all =
    [
        new ConvolutionTraining(), new FullyConnectedTraining(), new MaxPoolTraining(), new AveragePoolTraining(), new BatchNormTraining(),
        new AddTraining(), new SoftmaxLossTraining(), new TransposedConvolutionTraining(), new GlobalPoolTraining(isMax: false),
        new GlobalPoolTraining(isMax: true), new UpsampleTraining(), new SqueezeExcitationTraining(), .. ActivationTraining.All,
        new SoftmaxTraining(), new MultiplyTraining(), new MatrixProductTraining(), new ConcatTraining(), new SliceTraining(),
        new LayerScaleTraining(), new LayerNormTraining(), new RmsNormTraining(), new EmbeddingTraining(),
        new PositionEmbeddingTraining(), new ToSequenceTraining(), new ClassTokenTraining(), new LinearTraining(), new AttentionTraining(),
        new SelectTraining(), new MeanTraining(),
    ];

    /// <summary>Adds a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <exception cref="ArgumentException">Its type has a counterpart already.</exception>
    internal static void Register(ITrainedLayerKind kind)
    {
        bool isNew = ImmutableInterlocked.Update(ref _all, all => all.Any(other => other.Type == kind.Type) ? all : all.Add(kind));
        if (!isNew)
            throw new ArgumentException($"\"{kind.Type}\" has a counterpart already", nameof(kind));
    }

    /// <summary>The counterpart of a layer's kind.</summary>
    /// <exception cref="InputException">There is none.</exception>
    internal static ITrainedLayerKind Of(Layer layer) => _all.FirstOrDefault(kind => kind.Type == layer.Kind.Type)
        ?? throw new InputException(
            $"layer \"{layer.Name}\" is of the type {layer.Kind.Type}, which cannot be trained; "
            + $"allowed: {string.Join(", ", _all.Select(kind => kind.Type))}");
}
