using System.Runtime.InteropServices;

namespace CycleSim.Training.Native;

/// <summary>
/// While it exists, the thread that made it treats denormal numbers as zeros, operands and results alike, as arithmetic units without
/// denormals do. Other threads are as they were.
/// </summary>
internal sealed partial class FlushToZero : IDisposable
{
    private const string Library = "libtorch_cpu.so";

    private FlushToZero()
    {
    }

    /// <summary>Starts, once libtorch is loaded.</summary>
    /// <exception cref="PlatformNotSupportedException">The processor cannot.</exception>
    internal static FlushToZero Start() => Set(GlobalContext(), 1) != 0
        ? new FlushToZero()
        : throw new PlatformNotSupportedException("this processor has no mode that flushes denormals");

    public void Dispose() => Set(GlobalContext(), 0);

    // at::globalContext() and at::Context::setFlushDenormal(bool): TorchSharp does not have them.
    [LibraryImport(Library, EntryPoint = "_ZN2at13globalContextEv")]
    private static partial nint GlobalContext();

    [LibraryImport(Library, EntryPoint = "_ZN2at7Context16setFlushDenormalEb")]
    private static partial byte Set(nint context, byte on);
}
