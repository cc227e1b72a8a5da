using System.Buffers.Binary;
using CycleSim.Configuration.Text;
using CycleSim.Platform.Files;
using CycleSim.Traces.Traffic;
using Google.Protobuf;

namespace CycleSim.Traces;

/// <summary>Writes and reads tensor traffic; see Protos/traffic.proto.</summary>
public static class TrafficFile
{
    private const int HeadBytes = 12;

    /// <summary>Thousands of steps of the largest shipped network.</summary>
    private const int MaxBytes = 1 << 28;

    private static ReadOnlySpan<byte> Magic => "CYSIMTT1"u8;

    /// <summary>Writes traffic.</summary>
    public static void Write(Stream stream, TensorTraffic traffic)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] content = traffic.ToByteArray();
        Span<byte> head = stackalloc byte[HeadBytes];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteUInt32LittleEndian(head[Magic.Length..], Checksum.Crc32C(content));
        stream.Write(head);
        stream.Write(content);
    }

    /// <summary>Reads traffic.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TraceFormatException">There is no such file, it is no traffic, or it is damaged.</exception>
    public static TensorTraffic Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string name = InputFile.NameOf(path);
        try
        {
            using Stream stream = InputFile.Open(path);
            Span<byte> head = stackalloc byte[HeadBytes];
            if (stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) < HeadBytes || !head.StartsWith(Magic))
                throw new TraceFormatException($"{name}: is no tensor traffic; `cyclesim train --record-traffic FILE` writes it");
            ReadOnlySpan<byte> content = ReadRest(stream, name);
            if (Checksum.Crc32C(content) != BinaryPrimitives.ReadUInt32LittleEndian(head[Magic.Length..]))
                throw new TraceFormatException($"{name}: is damaged or cut off: its checksum does not fit");
            TensorTraffic traffic = TensorTraffic.Parser.ParseFrom(content);
            Check(traffic, name);
            return traffic;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidProtocolBufferException)
        {
            throw new TraceFormatException($"{name}: cannot be read: {problem.Message}");
        }
    }

    private static ReadOnlySpan<byte> ReadRest(Stream stream, string name)
    {
        // Of a file the length is known; of a pipe it is not before its end.
        if (stream is FileStream { Length: > MaxBytes })
            throw TooLarge();
        using var rest = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            rest.Write(buffer, 0, count);
            if (rest.Length > MaxBytes)
                throw TooLarge();
        }

        return rest.GetBuffer().AsSpan(0, (int)rest.Length);

        TraceFormatException TooLarge() => new($"{name}: is larger than {ByteSize.Format(MaxBytes)}, which no tensor traffic is");
    }

    private static void Check(TensorTraffic traffic, string name)
    {
        if (traffic.Steps.Count == 0)
            throw new TraceFormatException($"{name}: has no steps");
        foreach (StoredTensor tensor in traffic.Steps.SelectMany(step => step.Tensors))
        {
            ulong words = tensor.Bytes / sizeof(uint);
            if (words == 0 || tensor.Toggled.Count != StoredWord.Bits
                || tensor.Wrong.Count is not (0 or StoredWord.Bits) || tensor.Toggled.Any(count => count > words))
                throw new TraceFormatException($"{name}: the tensor \"{tensor.Name}\" needs {StoredWord.Bits} counts of " +
                    $"at most its words, {words}");
        }
    }
}
