using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Layers;

/// <summary>Sequences as layers take them.</summary>
internal static class SequenceShapes
{
    /// <summary>Takes the input of a layer that works on sequences.</summary>
    /// <exception cref="Platform.InputException">It is no sequence.</exception>
    public static LayerSource Take(LayerReader reader)
    {
        LayerSource source = reader.TakeInput();
        return source.Output.IsSequence
            ? source
            : throw reader.TypeError(
                $"its input \"{source.Name}\" is {source.Output}; needed: a sequence, as embedding and to_sequence give it");
    }

    /// <summary>A sequence.</summary>
    public static FeatureMap Of(int positions, int features) => new(features, positions, 1) { IsSequence = true };
}
