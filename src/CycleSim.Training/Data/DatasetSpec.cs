using System.Collections.Immutable;
using CycleSim.Platform;

namespace CycleSim.Training.Data;

/// <summary>Description of a data set: its official files and how its pixels are normalised.</summary>
/// <param name="Name">Name on the command line and of its folder, e.g. "cifar-10".</param>
/// <param name="Format">Layout of the files.</param>
/// <param name="Channels">Channels of an image.</param>
/// <param name="Edge">Rows and columns of an image.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="LabelBytes">Label bytes before each CIFAR record; the last one is the class.</param>
/// <param name="Mean">Mean of each channel over the training set, of pixels in 0..1.</param>
/// <param name="Deviation">Standard deviation of each channel.</param>
/// <param name="Train">Training files in order.</param>
/// <param name="Test">Test files in order.</param>
internal sealed record DatasetSpec(
    string Name, DatasetFormat Format, int Channels, int Edge, int Classes, int LabelBytes, ImmutableArray<float> Mean,
    ImmutableArray<float> Deviation, ImmutableArray<DatasetFile> Train, ImmutableArray<DatasetFile> Test)
{
    private static readonly DatasetFile IdxTrain = new("train-images-idx3-ubyte", "train-labels-idx1-ubyte", 60_000);
    private static readonly DatasetFile IdxTest = new("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte", 10_000);

    /// <summary>The supported data sets. Means and deviations are those of the training sets.</summary>
    public static ImmutableArray<DatasetSpec> All { get; } =
    [
        new("mnist", DatasetFormat.Idx, 1, 28, 10, 0, [0.1307f], [0.3081f], [IdxTrain], [IdxTest]),
        new("fashion-mnist", DatasetFormat.Idx, 1, 28, 10, 0, [0.2860f], [0.3530f], [IdxTrain], [IdxTest]),
        new(
            "cifar-10", DatasetFormat.Cifar, 3, 32, 10, 1, [0.4914f, 0.4822f, 0.4465f], [0.2470f, 0.2435f, 0.2616f],
            [.. Enumerable.Range(1, 5).Select(batch => new DatasetFile($"data_batch_{batch}.bin", "", 10_000))],
            [new DatasetFile("test_batch.bin", "", 10_000)]),
        new(
            "cifar-100", DatasetFormat.Cifar, 3, 32, 100, 2, [0.5071f, 0.4865f, 0.4409f], [0.2673f, 0.2564f, 0.2762f],
            [new DatasetFile("train.bin", "", 50_000)], [new DatasetFile("test.bin", "", 10_000)]),
        new("characters", DatasetFormat.Characters, 1, 1, Arithmetic.Characters.Length, 0, [0], [1], [], []),
    ];

    /// <summary>Whether it is text: sequences of tokens.</summary>
    public bool IsText => Format == DatasetFormat.Characters;

    /// <summary>Finds a data set; "cifar10" means "cifar-10".</summary>
    /// <exception cref="InputException">There is none of this name.</exception>
    public static DatasetSpec Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(spec => Plain(spec.Name) == Plain(name)) ?? throw new InputException(
            $"--dataset {name}: allowed are {string.Join(", ", All.Select(spec => spec.Name))}");

        static string Plain(string text) => text.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
    }
}
