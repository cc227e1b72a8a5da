using System.Buffers.Binary;

namespace CycleSim.Workloads.Onnx;

/// <summary>Element types of tensors by their number in the file format.</summary>
internal static class TensorFormats
{
    /// <summary>Without a type.</summary>
    public const int Undefined = 0;

    public const int Float = 1;
    public const int UInt8 = 2;
    public const int Int8 = 3;
    public const int UInt16 = 4;
    public const int Int16 = 5;
    public const int Int32 = 6;
    public const int Int64 = 7;
    public const int Text = 8;
    public const int Bool = 9;
    public const int Float16 = 10;
    public const int Double = 11;
    public const int UInt32 = 12;
    public const int UInt64 = 13;
    public const int Complex64 = 14;
    public const int Complex128 = 15;
    public const int BFloat16 = 16;
    public const int UInt4 = 21;
    public const int Int4 = 22;
    public const int Float4 = 23;
    public const int Float8Scale = 24;
    public const int UInt2 = 25;
    public const int Int2 = 26;
    private const int FirstFloat8 = 17;
    private const int LastFloat8 = 20;

    /// <summary>What the elements are.</summary>
    public static OnnxElementType TypeOf(int format) => format switch
    {
        Float or Float16 or Double or BFloat16 or Float4 or Float8Scale or (>= FirstFloat8 and <= LastFloat8) => OnnxElementType.Float,
        UInt8 or Int8 or UInt16 or Int16 or Int32 or Int64 or UInt32 or UInt64 or UInt4 or Int4 or UInt2 or Int2 => OnnxElementType.Integer,
        Bool => OnnxElementType.Bool,
        _ => OnnxElementType.Other,
    };

    /// <summary>Bits of an element as it is stored; 0 if elements have no fixed size.</summary>
    public static int BitsOf(int format) => format switch
    {
        UInt2 or Int2 => 2,
        UInt4 or Int4 or Float4 => 4,
        UInt8 or Int8 or Bool or Float8Scale or (>= FirstFloat8 and <= LastFloat8) => 8,
        UInt16 or Int16 or Float16 or BFloat16 => 16,
        Float or Int32 or UInt32 => 32,
        Int64 or UInt64 or Double or Complex64 => 64,
        Complex128 => 128,
        _ => 0,
    };

    /// <summary>An element from its bytes; null for formats that constants are never computed in.</summary>
    public static double? Decode(int format, ReadOnlySpan<byte> bytes) => format switch
    {
        UInt8 => bytes[0],
        Bool => bytes[0] == 0 ? 0 : 1,
        Int8 => (sbyte)bytes[0],
        UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        Float => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        Double => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        BFloat16 => Widen(BinaryPrimitives.ReadUInt16LittleEndian(bytes)),
        _ => null,
    };

    /// <summary>An element from an entry of a list of 32-bit integers, which hold the narrower formats too.</summary>
    public static double? Decode(int format, int entry) => format switch
    {
        UInt8 => (byte)entry,
        Int8 => (sbyte)entry,
        Bool => entry == 0 ? 0 : 1,
        UInt16 => (ushort)entry,
        Int16 => (short)entry,
        Int32 => entry,
        Float16 => (double)BitConverter.UInt16BitsToHalf((ushort)entry),
        BFloat16 => Widen((ushort)entry),
        _ => null,
    };

    private static double Widen(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);
}
