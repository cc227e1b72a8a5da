namespace CycleSim.Training.Commands;

/// <summary>What a run depends on beyond its options, as `cyclesim-train describe` prints it.</summary>
/// <param name="Network">Name of the network; null if none was asked for.</param>
/// <param name="Dataset">Name of the data set.</param>
/// <param name="TrainingImages">Training images.</param>
/// <param name="TestImages">Test images.</param>
/// <param name="Fingerprint">Layers of the network and a hash of the images, as text.</param>
internal sealed record RunDescription(string? Network, string Dataset, int TrainingImages, int TestImages, string Fingerprint);
