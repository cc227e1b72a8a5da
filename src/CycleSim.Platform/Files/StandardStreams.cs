using System.Text;
using CycleSim.Platform.Native;

namespace CycleSim.Platform.Files;

/// <summary>The descriptors 0, 1 and 2 that a process is started with.</summary>
public static class StandardStreams
{
    private const int OutputDescriptor = 1;
    private const int ErrorDescriptor = 2;
    private const string Flags = "flags:";
    private const int NoDescriptor = -1;
    private const int ClosedOnExec = 0x80000;
    private const int AccessMask = 3;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// Lets <see cref="Console"/> write in such a way that a full device and a pipe that nobody reads are noticed on standard output, that
    /// messages which standard error cannot take do no harm, and that nothing goes astray when either is closed.
    /// </summary>
    public static void Install()
    {
        if (OperatingSystem.IsWindows())
            return;
        Console.SetOut(new StreamWriter(OpenDescriptor(OutputDescriptor, "standard output"), Utf8) { AutoFlush = true });
        var errors = new DescriptorStream(IsClosed(ErrorDescriptor) ? NoDescriptor : ErrorDescriptor, isBestEffort: true);
        Console.SetError(new StreamWriter(errors, Utf8) { AutoFlush = true });
    }

    /// <summary>
    /// Whether a process was started without a descriptor. The runtime may have opened something of its own under the number, whatever
    /// number that is. Known on Linux; false elsewhere.
    /// </summary>
    internal static bool IsClosed(int descriptor) => FlagsOf(descriptor) is { } flags && (flags & ClosedOnExec) != 0;

    /// <summary>Why a descriptor that the process was started with takes no bytes; null if it does, or the system does not say.</summary>
    internal static string? WhyUnwritable(int descriptor)
    {
        if (IsClosed(descriptor))
            return "it is closed";
        return FlagsOf(descriptor) is { } flags && (flags & AccessMask) == 0 ? "it is open for reading only" : null;
    }

    /// <summary>A stream that writes to a descriptor.</summary>
    internal static Stream OpenDescriptor(int descriptor, string name)
    {
        if (OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();
        return new OutputStream(new DescriptorStream(IsClosed(descriptor) ? NoDescriptor : descriptor), name, isThrough: true);
    }

    /// <summary>A name for messages.</summary>
    internal static string NameOf(int descriptor, string path) => descriptor == OutputDescriptor ? "standard output" : path;

    /// <summary>Fails before any work is done when a descriptor that was named as an output takes no bytes.</summary>
    /// <exception cref="InputException">It is none of those that the process was started with.</exception>
    /// <exception cref="OutputException">It is standard output or standard error, which the caller of the program closed.</exception>
    internal static void CheckWritable(int descriptor, string path)
    {
        if (WhyUnwritable(descriptor) is not { } reason)
            return;
        string message = $"{NameOf(descriptor, path)}: cannot be written: {reason}";
        throw descriptor is OutputDescriptor or ErrorDescriptor
            ? new OutputException(message, readerLeft: false) : new InputException(message);
    }

    // How a descriptor was opened; null if the system does not say.
    private static int? FlagsOf(int descriptor)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        try
        {
            // What is handed over by the parent cannot be closed on exec; what the runtime opens always is.
            string flags = File.ReadLines($"/proc/self/fdinfo/{descriptor}")
                .First(line => line.StartsWith(Flags, StringComparison.Ordinal));
            return Convert.ToInt32(flags[Flags.Length..].Trim(), 8);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // What is not open at all is as good as what is not ours.
            return problem is FileNotFoundException ? ClosedOnExec : null;
        }
    }
}
