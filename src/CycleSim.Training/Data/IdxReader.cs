using System.Buffers.Binary;
using CycleSim.Platform;

namespace CycleSim.Training.Data;

/// <summary>
/// Reads idx files of bytes (Y. LeCun, C. Cortes and C. J. C. Burges, "The MNIST database"): two zero bytes, the type 0x08, the number
/// of dimensions, each dimension as a big-endian 32-bit number, and the bytes.
/// </summary>
internal static class IdxReader
{
    private const byte UnsignedByte = 0x08;

    /// <summary>Reads images: count x edge x edge.</summary>
    /// <exception cref="InputException">The file is not of this form or has another length than its head says.</exception>
    internal static byte[] Images(string path, int edge)
    {
        (int[] sizes, byte[] content) = Read(path, 3);
        return sizes[1] == edge && sizes[2] == edge
            ? content
            : throw new InputException($"{path}: its images are {sizes[1]}x{sizes[2]}; expected {edge}x{edge}");
    }

    /// <summary>Reads labels.</summary>
    /// <exception cref="InputException">As <see cref="Images"/>, or a label is no class.</exception>
    internal static byte[] Labels(string path, int classes)
    {
        byte[] labels = Read(path, 1).Content;
        int wrong = labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(classes - 1));
        return wrong < 0 ? labels : throw new InputException($"{path}: label {wrong} is {labels[wrong]}; allowed are 0 to {classes - 1}");
    }

    private static (int[] Sizes, byte[] Content) Read(string path, int dimensions)
    {
        byte[] bytes = DataFile.Read(path);
        int head = 4 + 4 * dimensions;
        if (bytes.Length < head)
            throw new InputException($"{path}: has {bytes.Length} bytes; the head of an idx file of {dimensions} dimensions has {head}");
        uint magic = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        uint expected = (uint)(UnsignedByte << 8 | dimensions);
        if (magic != expected)
            throw new InputException($"{path}: starts with 0x{magic:x8}; " +
                $"an idx file of bytes in {dimensions} dimensions starts with 0x{expected:x8}");
        int[] sizes = [.. Enumerable.Range(0, dimensions).Select(at => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 + 4 * at)))];
        decimal length = sizes.Aggregate(1m, (product, size) => product * size);
        return sizes.All(size => size >= 0) && length == bytes.Length - head
            ? (sizes, bytes[head..])
            : throw new InputException($"{path}: its head announces {string.Join('x', sizes)} bytes, {bytes.Length - head} follow");
    }
}
