using System.Buffers.Binary;

namespace CycleSim.Training.Native;

/// <summary>
/// Makes one version requirement of an ELF library weak. The library of TorchSharp asks for GLIBCXX_3.4.32, which older systems
/// (Debian 12 has 3.4.30) lack, for one symbol that is never called. A weak requirement that is not met is no error to the loader.
/// Layout of the sections: Tool Interface Standard, ELF specification 1.2, and the Linux Standard Base on symbol versions.
/// </summary>
internal static class GlibcxxVersion
{
    private const uint VersionNeedSection = 0x6ffffffe;
    private const ushort WeakFlag = 2;
    private const int AuxFlagsOffset = 4;

    /// <summary>Marks the requirement as weak.</summary>
    /// <param name="library">The whole 64-bit little-endian ELF file; changed in place.</param>
    /// <param name="version">The version's name, e.g. "GLIBCXX_3.4.32".</param>
    /// <returns>Whether something was changed; false if there is no such requirement or it is weak already.</returns>
    internal static bool MakeWeak(Span<byte> library, string version)
    {
        if (library.Length < 64 || !library[..6].SequenceEqual("\u007fELF\u0002\u0001"u8))
            return false;
        uint hash = ElfHash(version);
        bool changed = false;
        int sections = (int)BinaryPrimitives.ReadUInt64LittleEndian(library[0x28..]);
        int size = BinaryPrimitives.ReadUInt16LittleEndian(library[0x3A..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(library[0x3C..]);
        for (int index = 0; index < count; index++)
        {
            Span<byte> section = library.Slice(sections + index * size, size);
            if (BinaryPrimitives.ReadUInt32LittleEndian(section[4..]) == VersionNeedSection)
                changed |= MakeWeakIn(library[(int)BinaryPrimitives.ReadUInt64LittleEndian(section[0x18..])..], hash);
        }

        return changed;
    }

    // The section is a chain of needed files, each with a chain of versions; both link by offsets that end with 0.
    private static bool MakeWeakIn(Span<byte> needed, uint hash)
    {
        bool changed = false;
        for (int file = 0, next = -1; next != 0; file += next)
        {
            int versions = BinaryPrimitives.ReadUInt16LittleEndian(needed[(file + 2)..]);
            int version = file + (int)BinaryPrimitives.ReadUInt32LittleEndian(needed[(file + 8)..]);
            next = (int)BinaryPrimitives.ReadUInt32LittleEndian(needed[(file + 12)..]);
            for (int index = 0; index < versions; index++)
            {
                Span<byte> entry = needed[version..];
                ushort flags = BinaryPrimitives.ReadUInt16LittleEndian(entry[AuxFlagsOffset..]);
                if (BinaryPrimitives.ReadUInt32LittleEndian(entry) == hash && (flags & WeakFlag) == 0)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(entry[AuxFlagsOffset..], (ushort)(flags | WeakFlag));
                    changed = true;
                }

                version += (int)BinaryPrimitives.ReadUInt32LittleEndian(entry[12..]);
            }
        }

        return changed;
    }

    /// <summary>The hash of the System V ABI, by which version entries are found.</summary>
    internal static uint ElfHash(string name)
    {
        uint hash = 0;
        foreach (char c in name)
        {
            hash = (hash << 4) + c;
            uint high = hash & 0xF0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }

        return hash;
    }
}
