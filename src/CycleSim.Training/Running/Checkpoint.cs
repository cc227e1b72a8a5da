using System.Security.Cryptography;
using System.Text;
using CycleSim.Platform;
using CycleSim.Platform.Files;

namespace CycleSim.Training.Running;

/// <summary>
/// The state of a run in a file: a mark, a text that tells what run it is, numbers, named blocks of bytes, and the SHA-256 of all that, so
/// that a damaged file is never resumed from.
/// </summary>
/// <param name="Run">Text that must be equal for a run to continue.</param>
/// <param name="Numbers">Whole numbers of the state.</param>
/// <param name="Sums">Floating-point numbers of the state.</param>
/// <param name="Blocks">Contents of tensors by name.</param>
internal sealed record Checkpoint(
    string Run, IReadOnlyList<long> Numbers, IReadOnlyList<double> Sums, IReadOnlyList<(string Name, byte[] Bytes)> Blocks)
{
    private const string Mark = "CycleSim training state 1";

    /// <summary>A block without a name and without content: the lengths of both.</summary>
    private const int MinBlockBytes = 1 + sizeof(int);

    /// <summary>Writes the file, whole or not at all.</summary>
    internal void Write(string path) => OutputFile.WriteAtomically(path, stream =>
    {
        using var hash = SHA256.Create();
        using (var hashed = new CryptoStream(stream, hash, CryptoStreamMode.Write, leaveOpen: true))
        using (var writer = new BinaryWriter(hashed, Encoding.UTF8, leaveOpen: true))
            WriteContent(writer);
        stream.Write(hash.Hash!);
    });

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It is no checkpoint, or damaged.</exception>
    internal static Checkpoint Read(string path)
    {
        try
        {
            using Stream stream = InputFile.Open(path);
            byte[] stated = new byte[SHA256.HashSizeInBytes];
            long length = stream.Length - stated.Length;
            byte[] hash = length > 0 ? HashOf(stream, length) : [];
            stream.ReadAtLeast(stated, stated.Length, throwOnEndOfStream: false);
            if (!stated.AsSpan().SequenceEqual(hash))
                throw new InputException($"{path}: is damaged or no state of a training run; remove it to start again");
            stream.Position = 0;
            using var reader = new BinaryReader(stream, Encoding.UTF8);
            return ReadContent(reader, path, length);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new InputException($"{path}: cannot be read: {problem.Message}");
        }
    }

    private static byte[] HashOf(Stream stream, long length)
    {
        stream.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 16];
        for (long left = length; left > 0;)
        {
            int count = stream.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (count == 0)
                break;
            hash.AppendData(buffer, 0, count);
            left -= count;
        }

        return hash.GetHashAndReset();
    }

    private void WriteContent(BinaryWriter writer)
    {
        writer.Write(Mark);
        writer.Write(Run);
        writer.Write(Numbers.Count);
        foreach (long number in Numbers)
            writer.Write(number);
        writer.Write(Sums.Count);
        foreach (double sum in Sums)
            writer.Write(sum);
        writer.Write(Blocks.Count);
        foreach ((string name, byte[] bytes) in Blocks)
        {
            writer.Write(name);
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }
    }

    private static Checkpoint ReadContent(BinaryReader reader, string path, long end)
    {
        if (reader.ReadString() != Mark)
            throw new InputException($"{path}: is no state of a training run of this version");
        return new Checkpoint(
            reader.ReadString(),
            Many(sizeof(long), reader.ReadInt64),
            Many(sizeof(double), reader.ReadDouble),
            Many(MinBlockBytes, () => (reader.ReadString(), reader.ReadBytes(Claimed(1)))));

        // What follows has room in the file: a number that claims more is none that was written.
        int Claimed(int minBytes)
        {
            int count = reader.ReadInt32();
            return count >= 0 && (long)count * minBytes <= end - reader.BaseStream.Position
                ? count
                : throw new InputException($"{path}: is no state of a training run: it claims {count} values where the file ends");
        }

        T[] Many<T>(int minBytes, Func<T> read)
        {
            var values = new T[Claimed(minBytes)];
            for (int i = 0; i < values.Length; i++)
                values[i] = read();
            return values;
        }
    }
}
