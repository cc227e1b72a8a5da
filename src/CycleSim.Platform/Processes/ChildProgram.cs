using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using CycleSim.Platform.Native;

namespace CycleSim.Platform.Processes;

/// <summary>
/// A program that this one started and waits for. Ctrl-C at a terminal reaches both by itself, a signal to one process reaches that one
/// alone; therefore signals are passed on as <see cref="StopRequest"/>, which counts once, however often and along whatever way it comes.
/// </summary>
public sealed class ChildProgram : IDisposable
{
    private const int Interrupt = 2;
    private const int UserSignal1 = 10;
    private const int Terminate = 15;
    private const string RuntimeVariable = "DOTNET_ROOT";

    private static readonly ConcurrentDictionary<ChildProgram, bool> Running = new();

    private readonly Process _process;
    private readonly bool _answers;

    private ChildProgram(Process process, bool answers)
    {
        (_process, _answers) = (process, answers);
        // Nobody reads it; a program that nobody reads would wait.
        if (answers)
            process.BeginErrorReadLine();
        Running.TryAdd(this, true);
    }

    /// <summary>
    /// The signal by which a program is asked to stop in an orderly way (SIGUSR1); asked again, it continues stopping. Known on Linux, null
    /// elsewhere.
    /// </summary>
    public static PosixSignal? StopRequest { get; } = OperatingSystem.IsLinux() ? (PosixSignal)UserSignal1 : null;

    /// <summary>Starts a program in the current folder, with the environment of this one.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="answers">
    /// Whether it is there to be asked (<see cref="Ask"/>), and what it says otherwise is dropped. If not, its standard streams are those
    /// of this program.
    /// </param>
    /// <exception cref="ChildProgramException">The file cannot be started.</exception>
    public static ChildProgram Start(string path, IEnumerable<string> arguments, bool answers)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(arguments);
        var start = new ProcessStartInfo(path, arguments)
        {
            RedirectStandardInput = answers,
            RedirectStandardOutput = answers,
            RedirectStandardError = answers,
        };
        // A program of this runtime is started by its own file, which must find the runtime wherever this one was found.
        if (RuntimeHome() is { } home)
            start.Environment.TryAdd(RuntimeVariable, home);
        try
        {
            return new ChildProgram(Process.Start(start)!, answers);
        }
        catch (Win32Exception problem)
        {
            throw new ChildProgramException($"{path}: cannot be started: {problem.Message}");
        }
    }

    /// <summary>Writes a line to the program and waits for a line of it.</summary>
    /// <param name="line">The question, without an end of line.</param>
    /// <returns>The answer; null if the program has ended, or does so without one.</returns>
    public string? Ask(string line)
    {
        try
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
            return _process.StandardOutput.ReadLine();
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Waits until the program has ended; one that answers has heard the last question.</summary>
    /// <returns>Its exit code; 128 and the number of the signal if a signal ended it.</returns>
    public int Wait()
    {
        Hush();
        _process.WaitForExit();
        Running.TryRemove(this, out _);
        return _process.ExitCode;
    }

    /// <summary>Asks the program to stop in an orderly way. Asked before it could prepare for that, it ends at once.</summary>
    public void RequestStop()
    {
        if (StopRequest is { } signal)
            Send((int)signal);
    }

    /// <summary>Tells the program to end at once, as the second Ctrl-C does.</summary>
    public void End()
    {
        // Two signals, as one may be the user's first word after a request.
        Send(Interrupt);
        Send(Terminate);
    }

    /// <summary>Forgets the program. One that answers has heard the last question; another one continues if it has not ended.</summary>
    public void Dispose()
    {
        Hush();
        Running.TryRemove(this, out _);
        _process.Dispose();
    }

    /// <summary>Tells all programs to end that have not ended: this one does.</summary>
    internal static void EndAll()
    {
        foreach (ChildProgram child in Running.Keys)
            child.End();
    }

    private static string? RuntimeHome()
    {
        string home = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return File.Exists(Path.Combine(home, "dotnet")) ? home : null;
    }

    private void Hush()
    {
        if (!_answers)
            return;
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended, and does not hear what was left to say.
        }
    }

    private void Send(int signal)
    {
        if (OperatingSystem.IsLinux() && !_process.HasExited)
            _ = SystemCalls.Kill(_process.Id, signal);
    }
}
