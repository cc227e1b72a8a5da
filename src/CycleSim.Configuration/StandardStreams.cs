using System.Text;

namespace CycleSim.Configuration;

/// <summary>The descriptors 0, 1 and 2 that a process is started with.</summary>
public static class StandardStreams
{
    private const int OutputDescriptor = 1;
    private const int ErrorDescriptor = 2;
    private const string Flags = "flags:";
    private const int NoDescriptor = -1;
    private const int ClosedOnExec = 0x80000;

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
    /// Whether a process was started without a descriptor. The runtime may have opened something of its own under the number.
    /// </summary>
    internal static bool IsClosed(int descriptor)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            // What is handed over by the parent cannot be closed on exec; what the runtime opens always is.
            string flags = File.ReadLines($"/proc/self/fdinfo/{descriptor}")
                .First(line => line.StartsWith(Flags, StringComparison.Ordinal));
            return (Convert.ToInt32(flags[Flags.Length..].Trim(), 8) & ClosedOnExec) != 0;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return problem is FileNotFoundException;
        }
    }

    /// <summary>A stream that writes to a descriptor.</summary>
    internal static Stream OpenDescriptor(int descriptor, string name)
    {
        if (OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();
        bool isMissing = descriptor <= ErrorDescriptor && IsClosed(descriptor);
        return new OutputStream(new DescriptorStream(isMissing ? NoDescriptor : descriptor), name, isThrough: true);
    }

    /// <summary>A name for messages.</summary>
    internal static string NameOf(int descriptor, string path) => descriptor == OutputDescriptor ? "standard output" : path;
}
