using System.Runtime.InteropServices;
using CycleSim.Platform;
using TorchSharp;

namespace CycleSim.Training.Native;

/// <summary>
/// Brings libtorch up, once, before its first use: nothing else of the program touches it, so that no other command pays for it.
/// </summary>
internal static partial class TorchLibrary
{
    private const string MissingVersion = "GLIBCXX_3.4.32";
    private const string Library = "libLibTorchSharp.so";

    // Numbers of glibc's malloc.h: from which size on memory is mapped by itself (32 MiB is the maximum), and how much that is free is
    // kept.
    private const int MapThreshold = -3;
    private const int TrimThreshold = -1;

    private static readonly Lock Gate = new();
    private static bool _loaded;

    /// <summary>Loads libtorch and sets how many threads compute.</summary>
    /// <param name="threads">
    /// Compute threads, at least 1. Sums of floating-point numbers depend on it: the same number gives the same bits.
    /// </param>
    /// <exception cref="InputException">libtorch cannot be loaded on this machine.</exception>
    public static void Load(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        lock (Gate)
        {
            if (!_loaded)
                LoadOnce();
            _loaded = true;
            torch.set_num_threads(threads);
        }
    }

    private static void LoadOnce()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            throw new InputException("training needs libtorch, which comes with CycleSim for Linux on x64 only");

        // Idle threads of OpenMP spin by default and take the cores from the busy ones. The library reads the environment of C,
        // which Environment.SetEnvironmentVariable does not change.
        _ = SetEnvironment("OMP_WAIT_POLICY", "passive", overwrite: 0);
        _ = SetEnvironment("GOMP_SPINCOUNT", "0", overwrite: 0);
        KeepMemory();
        foreach (string file in Copies().Where(File.Exists))
            Repair(file);
        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
        }
        catch (Exception problem) when (problem is NotSupportedException or DllNotFoundException or TypeInitializationException)
        {
            throw new InputException($"libtorch cannot be loaded: {problem.GetBaseException().Message}");
        }
    }

    // Without this, the C library gives a step's tensors back to the system when they are freed, and each step pays for fresh pages.
    private static void KeepMemory()
    {
        _ = SetAllocation(MapThreshold, 32 << 20);
        _ = SetAllocation(TrimThreshold, 1 << 30);
    }

    private static IEnumerable<string> Copies() =>
    [
        Path.Combine(AppContext.BaseDirectory, Library),
        Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", Library),
    ];

    // The file is replaced, not written to: it may be a link into a package store that others use.
    private static void Repair(string file)
    {
        byte[] library = File.ReadAllBytes(file);
        if (!GlibcxxVersion.MakeWeak(library, MissingVersion))
            return;
        string part = $"{file}.{Environment.ProcessId}.part";
        try
        {
            File.WriteAllBytes(part, library);
            File.Move(part, file, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{file}: must be made fit for this system's C++ library once, " +
                $"but cannot be written: {problem.Message}");
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetAllocation(int parameter, int value);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
