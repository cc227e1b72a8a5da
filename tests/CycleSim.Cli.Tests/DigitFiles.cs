using System.Buffers.Binary;

namespace CycleSim.Cli.Tests;

/// <summary>A generated data set in the files of MNIST: each class is a bright band at its own rows.</summary>
internal static class DigitFiles
{
    private const int Edge = 28;
    private const int Classes = 10;

    internal static void Write(string folder, int train, int test)
    {
        Directory.CreateDirectory(folder);
        Write(folder, "train", train);
        Write(folder, "t10k", test);
    }

    private static void Write(string folder, string part, int count)
    {
        byte[] labels = [.. Enumerable.Range(0, count).Select(index => (byte)(index * 7 % Classes))];
        byte[] pixels = [.. labels.SelectMany((label, index) => Enumerable.Range(0, Edge * Edge).Select(at => Pixel(label, index, at)))];
        File.WriteAllBytes(Path.Combine(folder, part + "-images-idx3-ubyte"), Idx(pixels, count, Edge, Edge));
        File.WriteAllBytes(Path.Combine(folder, part + "-labels-idx1-ubyte"), Idx(labels, count));
    }

    private static byte Pixel(byte label, int index, int at) =>
        (byte)((at / Edge / 2 == label ? 200 : 0) + (uint)(index * Edge * Edge + at) * 2654435761u % 50);

    private static byte[] Idx(byte[] content, params int[] sizes)
    {
        byte[] head = new byte[4 + 4 * sizes.Length];
        BinaryPrimitives.WriteUInt32BigEndian(head, (uint)(0x0800 | sizes.Length));
        for (int at = 0; at < sizes.Length; at++)
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4 + 4 * at), sizes[at]);
        return [.. head, .. content];
    }
}
