using CycleSim.Platform;
using CycleSim.Training.Data;

namespace CycleSim.Fuzzing.Targets;

/// <summary>IDX files of images and labels, plain and gzip.</summary>
internal sealed class IdxTarget : IFuzzTarget
{
    private const int Edge = 3;
    private const int Classes = 10;

    private static readonly byte[] ImagesHead = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, Edge, 0, 0, 0, Edge];

    public string Name => "idx";

    public string Reads => "IDX files of images and of labels, plain and gzip";

    public string Extension => "";

    public IEnumerable<byte[]> Seeds(string repository)
    {
        byte[] images = [.. ImagesHead, .. new byte[2 * Edge * Edge]];
        byte[] labels = [0, 0, 8, 1, 0, 0, 0, 2, 7, 9];
        return [images, labels, SeedFiles.Gzip(images), SeedFiles.Gzip(labels)];
    }

    public void Run(byte[] input, string path)
    {
        try
        {
            Oracle.Same("bytes beside whole images", 0, IdxReader.Images(path, Edge).Length % (Edge * Edge));
        }
        catch (InputException)
        {
            // Then these may be labels.
            Oracle.Same("a label above the classes", false, IdxReader.Labels(path, Classes).Any(label => label >= Classes));
        }
    }
}
