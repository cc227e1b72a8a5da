namespace CycleSim.Training.Data;

/// <summary>One file of a data set.</summary>
/// <param name="Images">Name of the file with the images; without the ".gz" that it may have.</param>
/// <param name="Labels">Name of the idx file with the labels; empty for CIFAR, whose records have them.</param>
/// <param name="Count">Number of images that the official file has.</param>
internal sealed record DatasetFile(string Images, string Labels, int Count);
