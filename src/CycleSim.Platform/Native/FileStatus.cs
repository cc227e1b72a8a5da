using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CycleSim.Platform.Native;

/// <summary>Kind and identity of a file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Device">Number of the disk that it is on.</param>
/// <param name="Inode">Its number there; with <paramref name="Device"/> the same for all names of one file.</param>
/// <param name="IsEndless">Whether it is a device that can be read forever.</param>
internal readonly record struct FileStatus(FileKind Kind, ulong Device, ulong Inode, bool IsEndless)
{
    private const int ModeOffset = 28;
    private const int InodeOffset = 32;
    private const int DeviceTypeOffset = 128;
    private const int DeviceOffset = 136;
    private const int TypeMask = 0xf000;
    private const uint MemoryDevices = 1;

    // Minor numbers of /dev/zero, /dev/full, /dev/random and /dev/urandom.
    private static ReadOnlySpan<uint> EndlessDevices => [5, 7, 8, 9];

    /// <summary>Whether this is another name of a file.</summary>
    internal bool IsSameFile(FileStatus other) => (Device, Inode) == (other.Device, other.Inode);

    /// <summary>What stands behind a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="follows">Whether symbolic links are followed.</param>
    /// <exception cref="IOException">The system does not say: a device or a pipe must not be taken for a name that is free.</exception>
    internal static FileStatus Of(string path, bool follows) => OperatingSystem.IsLinux()
        ? Call(SystemCalls.CurrentFolder, Path.GetFullPath(path), follows ? 0 : SystemCalls.NoFollow)
        : Portable(path, follows);

    /// <summary>What an open file is.</summary>
    /// <exception cref="IOException">The system does not say.</exception>
    internal static FileStatus Of(FileStream file) => OperatingSystem.IsLinux()
        ? Call((int)file.SafeFileHandle.DangerousGetHandle(), "", SystemCalls.EmptyPath)
        : new(FileKind.Regular, 0, 0, false);

    private static FileStatus Call(int folder, string path, int flags)
    {
        Span<byte> status = stackalloc byte[SystemCalls.StatXBytes];
        if (SystemCalls.StatX(folder, path, flags, SystemCalls.BasicMask, ref status[0]) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            return error is SystemCalls.NoEntry or SystemCalls.NoFolder
                ? default
                : throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
        }

        FileKind kind = (BinaryPrimitives.ReadUInt16LittleEndian(status[ModeOffset..]) & TypeMask) switch
        {
            0x8000 => FileKind.Regular,
            0x4000 => FileKind.Folder,
            0xa000 => FileKind.Link,
            _ => FileKind.Stream,
        };
        return new(
            kind, BinaryPrimitives.ReadUInt64LittleEndian(status[DeviceOffset..]),
            BinaryPrimitives.ReadUInt64LittleEndian(status[InodeOffset..]),
            kind == FileKind.Stream && BinaryPrimitives.ReadUInt32LittleEndian(status[DeviceTypeOffset..]) == MemoryDevices
                && EndlessDevices.Contains(BinaryPrimitives.ReadUInt32LittleEndian(status[(DeviceTypeOffset + sizeof(uint))..])));
    }

    private static FileStatus Portable(string path, bool follows)
    {
        FileKind kind = !follows && new FileInfo(path).LinkTarget is not null ? FileKind.Link
            : Directory.Exists(path) ? FileKind.Folder
            : File.Exists(path) ? FileKind.Regular
            : FileKind.Missing;
        return new(kind, 0, 0, false);
    }
}
