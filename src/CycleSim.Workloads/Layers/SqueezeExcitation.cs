namespace CycleSim.Workloads.Layers;

/// <summary>Settings of a squeeze-excitation layer.</summary>
/// <param name="Channels">Channels between the two small layers.</param>
/// <param name="Activation">Function between them.</param>
/// <param name="Gate">Function of the factors.</param>
public sealed record SqueezeExcitation(int Channels, string Activation, string Gate);
