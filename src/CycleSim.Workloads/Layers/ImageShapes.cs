using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Layers;

/// <summary>Images as layers take them.</summary>
internal static class ImageShapes
{
    /// <summary>Takes the input of a layer that works on images.</summary>
    /// <exception cref="Platform.InputException">It is no image.</exception>
    public static LayerSource Take(LayerReader reader)
    {
        LayerSource source = reader.TakeInput();
        return source.Output.IsSequence
            ? throw reader.TypeError($"its input \"{source.Name}\" is {source.Output}; needed: an image")
            : source;
    }
}
