namespace CycleSim.Training.Data;

/// <summary>A training and a test set.</summary>
/// <param name="Spec">Description of the data set.</param>
/// <param name="Train">Training images.</param>
/// <param name="Test">Test images.</param>
/// <param name="Notes">What differs from the official data set, or what it is, one sentence each.</param>
internal sealed record Dataset(DatasetSpec Spec, ImageSet Train, ImageSet Test, IReadOnlyList<string> Notes);
