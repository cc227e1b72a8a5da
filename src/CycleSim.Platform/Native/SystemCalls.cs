using System.Runtime.InteropServices;

namespace CycleSim.Platform.Native;

/// <summary>What Linux knows of files and the class library does not tell: kinds of files, broken pipes, files that are locked.</summary>
internal static partial class SystemCalls
{
    /// <summary>Nobody reads a pipe any more.</summary>
    internal const int BrokenPipe = 32;

    /// <summary>A descriptor is closed, or not for writing.</summary>
    internal const int BadDescriptor = 9;

    /// <summary>A call was interrupted by a signal.</summary>
    internal const int Interrupted = 4;

    /// <summary>A call would have to wait; also: somebody else holds the lock.</summary>
    internal const int TryAgain = 11;

    /// <summary>There is no file of a name.</summary>
    internal const int NoEntry = 2;

    /// <summary>There is a file of a name already.</summary>
    internal const int Exists = 17;

    /// <summary>Part of a path is no folder.</summary>
    internal const int NoFolder = 20;

    /// <summary>Bytes of the structure that <see cref="StatX"/> fills.</summary>
    internal const int StatXBytes = 256;

    private const int ReadOnlyCloseOnExec = 0x80000;

    /// <summary>The folder that relative paths start from.</summary>
    internal const int CurrentFolder = -100;

    /// <summary>An empty path means the descriptor itself.</summary>
    internal const int EmptyPath = 0x1000;

    /// <summary>A link itself, not what it leads to.</summary>
    internal const int NoFollow = 0x100;

    /// <summary>Kind, device and inode.</summary>
    internal const uint BasicMask = 0x7ff;

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    internal static partial int StatX(int folder, string path, int flags, uint mask, ref byte status);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    internal static partial nint Write(int descriptor, ref byte bytes, nint count);

    /// <summary>Sends a signal to a process.</summary>
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    internal static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "_exit")]
    internal static partial void Exit(int code);

    /// <summary>Opens a file for reading without asking for its lock; a negative number if it cannot be opened.</summary>
    internal static int OpenToRead(string path) => Open(path, ReadOnlyCloseOnExec);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);
}
