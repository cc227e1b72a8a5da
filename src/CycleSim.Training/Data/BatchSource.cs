using CycleSim.Kernel;

namespace CycleSim.Training.Data;

/// <summary>
/// Puts batches together: the order of an epoch and the augmentation of an image depend on (seed, epoch) alone, so that any step can be
/// reached without those before it. The last images that do not fill a batch are left out, as a machine built for one batch size does.
/// </summary>
/// <param name="spec">Normalisation and kind of the data.</param>
/// <param name="images">The images.</param>
/// <param name="edge">Rows and columns that the network takes; smaller images are centred on background.</param>
/// <param name="seed">Seed.</param>
/// <param name="augments">Whether colour images are shifted by up to four pixels and mirrored at random.</param>
internal sealed class BatchSource(DatasetSpec spec, ImageSet images, int edge, ulong seed, bool augments) : IBatchSource
{
    private const int Shift = 4;

    private readonly int _border = (edge - images.Edge) / 2;
    private readonly float[][] _levels = Levels(spec);

    /// <summary>Number of images.</summary>
    public int Count => images.Count;

    public int SampleWords => ImageWords;

    public int SampleClasses => 1;

    /// <summary>Words of one image as the network takes it.</summary>
    internal int ImageWords => images.Channels * edge * edge;

    public int[] Order(int epoch) => EpochOrder.Of(images.Count, seed, epoch);

    /// <summary>Writes normalised images and their classes.</summary>
    /// <param name="chosen">Which images.</param>
    /// <param name="epoch">The epoch, which decides the augmentation.</param>
    /// <param name="values">Chosen images x channels x edge x edge.</param>
    /// <param name="classes">The class of each.</param>
    public void Fill(ReadOnlySpan<int> chosen, int epoch, Span<float> values, Span<long> classes)
    {
        RandomStream stream = new(seed, $"training.augmentation.{epoch}");
        for (int index = 0; index < chosen.Length; index++)
        {
            classes[index] = images.Labels[chosen[index]];
            (int down, int right, bool mirrored) = augments ? Draw(stream, chosen[index]) : default;
            CopyShifted(images.Image(chosen[index]), values.Slice(index * ImageWords, ImageWords), down, right, mirrored);
        }
    }

    private static (int Down, int Right, bool Mirrored) Draw(RandomStream stream, int image)
    {
        stream.Position = (ulong)image * 4;
        return (Offset(stream.NextUInt32()), Offset(stream.NextUInt32()), stream.NextUInt32() >> 31 != 0);

        static int Offset(uint word) => (int)(((ulong)word * (2 * Shift + 1)) >> 32) - Shift;
    }

    // What lies outside of the image is background: black before the normalisation.
    private void CopyShifted(ReadOnlySpan<byte> image, Span<float> values, int down, int right, bool mirrored)
    {
        int size = images.Edge;
        int at = 0;
        for (int channel = 0; channel < images.Channels; channel++)
        {
            float[] levels = _levels[channel];
            ReadOnlySpan<byte> plane = image.Slice(channel * size * size, size * size);
            for (int row = 0; row < edge; row++)
            {
                int y = row - _border + down;
                for (int column = 0; column < edge; column++)
                {
                    int x = (mirrored ? edge - 1 - column : column) - _border + right;
                    values[at++] = (uint)y < (uint)size && (uint)x < (uint)size ? levels[plane[y * size + x]] : levels[0];
                }
            }
        }
    }

    private static float[][] Levels(DatasetSpec spec) =>
    [
        .. Enumerable.Range(0, spec.Channels).Select(channel => Enumerable.Range(0, 256)
            .Select(level => (level / 255f - spec.Mean[channel]) / spec.Deviation[channel]).ToArray()),
    ];
}
