using CycleSim.Platform.Native;

namespace CycleSim.Platform.Processes;

/// <summary>The end of the process.</summary>
public static class ProcessEnd
{
    /// <summary>
    /// Ends the process without waiting for any thread: libraries that compute in threads of their own must not be taken apart under them.
    /// Programs that it started are told to end, too.
    /// </summary>
    /// <param name="code">Exit code.</param>
    public static void AtOnce(int code)
    {
        ChildProgram.EndAll();
        if (OperatingSystem.IsWindows())
            Environment.Exit(code);
        else
            SystemCalls.Exit(code);
    }
}
