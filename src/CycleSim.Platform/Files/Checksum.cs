using System.Buffers.Binary;
using System.Numerics;

namespace CycleSim.Platform.Files;

/// <summary>Checksums of file formats.</summary>
public static class Checksum
{
    /// <summary>CRC-32C (Castagnoli, reflected, initial and final value all ones): "123456789" gives e3069283.</summary>
    /// <param name="data">The data.</param>
    public static uint Crc32C(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        for (; data.Length >= 8; data = data[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
        foreach (byte value in data)
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
