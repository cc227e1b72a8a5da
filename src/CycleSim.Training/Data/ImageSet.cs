namespace CycleSim.Training.Data;

/// <summary>Images of one size with their classes, as bytes: image after image, channel planes, rows.</summary>
/// <param name="Channels">Channels of an image.</param>
/// <param name="Edge">Rows and columns of an image.</param>
/// <param name="Pixels">Count x channels x rows x columns.</param>
/// <param name="Labels">The class of each image.</param>
internal sealed record ImageSet(int Channels, int Edge, byte[] Pixels, byte[] Labels)
{
    /// <summary>Number of images.</summary>
    public int Count => Labels.Length;

    /// <summary>Bytes of one image.</summary>
    public int ImageBytes => Channels * Edge * Edge;

    /// <summary>One image.</summary>
    public ReadOnlySpan<byte> Image(int index) => Pixels.AsSpan(index * ImageBytes, ImageBytes);
}
