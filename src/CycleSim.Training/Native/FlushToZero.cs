using System.Runtime.InteropServices;

namespace CycleSim.Training.Native;

/// <summary>
/// While it exists, the thread that made it treats denormal numbers as zeros, operands and results alike, as arithmetic units without
/// denormals do. Other threads are as they were; those that this one makes meanwhile are as it is.
/// </summary>
internal sealed partial class FlushToZero : IDisposable
{
    private const string Library = "libtorch_cpu.so";

    private FlushToZero()
    {
    }

    /// <summary>Starts, once libtorch is loaded.</summary>
    /// <exception cref="PlatformNotSupportedException">The processor cannot.</exception>
    internal static FlushToZero Start() => Set(1) != 0
        ? new FlushToZero()
        : throw new PlatformNotSupportedException("this processor has no mode that flushes denormals");

    /// <summary>Ends it on this thread, which may have been made by one that had it.</summary>
    internal static void End() => Set(0);

    public void Dispose() => End();

    // at::Context::setFlushDenormal(bool), a static member in this version of libtorch: TorchSharp does not have it.
    [LibraryImport(Library, EntryPoint = "_ZN2at7Context16setFlushDenormalEb")]
    private static partial byte Set(byte on);
}
