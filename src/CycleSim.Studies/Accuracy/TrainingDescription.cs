namespace CycleSim.Studies.Accuracy;

/// <summary>What `cyclesim-train describe` tells of a network and a data set.</summary>
/// <param name="Network">Full name of the network that is trained on the data set.</param>
/// <param name="Dataset">Name of the data set as the program writes it.</param>
/// <param name="TrainingImages">Training images there are.</param>
/// <param name="TestImages">Test images there are.</param>
/// <param name="Fingerprint">What a run depends on beyond its options: layers of the network and a hash of the images, as text.</param>
public sealed record TrainingDescription(string Network, string Dataset, int TrainingImages, int TestImages, string Fingerprint);
