using System.Buffers.Binary;
using CycleSim.Platform.Files;

namespace CycleSim.Traces;

/// <summary>The frame around each chunk; see Protos/trace.proto.</summary>
internal static class TraceFraming
{
    internal const int HeaderBytes = 8;

    /// <summary>Largest accepted frame: a writer's chunk is far below, so a larger length is damage.</summary>
    internal const int MaxFrameBytes = 16 << 20;

    internal static ReadOnlySpan<byte> Magic => "CYSIMTR2"u8;

    /// <summary>Ends a complete file, behind the offset of the index.</summary>
    internal static ReadOnlySpan<byte> EndMagic => "CYSIMEND"u8;

    internal const int TrailerBytes = 16;

    internal static void WriteHeader(Span<byte> header, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteInt32LittleEndian(header, payload.Length);
        // Of the compressed bytes: damage is found before anything is decompressed.
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], Checksum.Crc32C(payload));
    }
}
