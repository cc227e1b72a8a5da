using System.Buffers.Binary;
using System.IO.Compression;
using CycleSim.Kernel;
using CycleSim.Training.Data;

namespace CycleSim.Training.Tests;

/// <summary>A generated data set in the official formats: each class is a bright square at a position of its own, with noise.</summary>
internal static class TinyData
{
    internal static Dataset Digits(int train = 640, int test = 200) => new(
        DatasetSpec.Find("mnist"), Images(1, 28, 10, train, "train"), Images(1, 28, 10, test, "test"), []);

    internal static Dataset Colours(int train, int test = 20) => new(
        DatasetSpec.Find("cifar-10"), Images(3, 32, 10, train, "train"), Images(3, 32, 10, test, "test"), []);

    internal static ImageSet Images(int channels, int edge, int classes, int count, string name)
    {
        var stream = new RandomStream(1, $"tiny.{name}");
        byte[] labels = [.. Enumerable.Range(0, count).Select(_ => (byte)(stream.NextUInt32() % (uint)classes))];
        byte[] pixels = new byte[count * channels * edge * edge];
        for (int at = 0; at < pixels.Length; at++)
        {
            (int image, int row, int column) = (at / (channels * edge * edge), at / edge % edge, at % edge);
            (int down, int right) = (labels[image] / 4 * 8, labels[image] % 4 * 6);
            bool isBright = row >= down && row < down + 8 && column >= right && column < right + 6;
            pixels[at] = (byte)((isBright ? 200 : 0) + stream.NextUInt32() % 50);
        }

        return new ImageSet(channels, edge, pixels, labels);
    }

    internal static byte[] Idx(byte[] content, params int[] sizes)
    {
        byte[] bytes = new byte[4 + 4 * sizes.Length + content.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)(0x0800 | sizes.Length));
        for (int at = 0; at < sizes.Length; at++)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 + 4 * at), sizes[at]);
        content.CopyTo(bytes, 4 + 4 * sizes.Length);
        return bytes;
    }

    internal static byte[] Compressed(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return target.ToArray();
    }

    internal static byte[] Records(ImageSet images, int labelBytes) =>
    [
        .. Enumerable.Range(0, images.Count).SelectMany(index =>
            Enumerable.Repeat(images.Labels[index], labelBytes).Concat(images.Image(index).ToArray())),
    ];
}
