namespace CycleSim.Workloads.Networks;

/// <summary>What a layer takes as an input.</summary>
/// <param name="Index">Index of the layer that computes it; <see cref="Network.InputIndex"/> stands for the images.</param>
/// <param name="Name">Its name in the file; behind a fused ReLU that of the ReLU.</param>
/// <param name="Output">Its shape.</param>
/// <param name="Kind">Kind of the layer that computes it; null for the images.</param>
public readonly record struct LayerSource(int Index, string Name, FeatureMap Output, ILayerKind? Kind);
