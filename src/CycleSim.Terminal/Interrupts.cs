using System.Runtime.InteropServices;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;

namespace CycleSim.Terminal;

/// <summary>
/// What Ctrl-C and SIGTERM do, in every command, and <see cref="ChildProgram.StopRequest"/>, which counts once. What can stop in an
/// orderly way holds an <see cref="InterruptToken"/> and does so; all else ends at once, which harms nothing because files get their names
/// only when they are whole.
/// </summary>
public sealed class Interrupts : IDisposable
{
    private static readonly Lock Gate = new();
    private static IInterruptible? _current;
    private static ReceivedSignals _received = new();
    private static int _isEnding;
    private static string? _message;
    private static string _program = "";

    private readonly PosixSignalRegistration[] _registrations =
        Array.ConvertAll(Signals, signal => PosixSignalRegistration.Create(signal, OnSignal));

    /// <summary>Leaves the signals to the system again.</summary>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
    }

    /// <summary>What to say of a command that is interrupted.</summary>
    public static string Message => _message ?? $"interrupted; {OutputFile.Progress()}; run the same command again";

    /// <summary>Takes the signals of a program.</summary>
    /// <param name="program">Its name, which messages start with.</param>
    public Interrupts(string program) => (_program, _message, _received) = (program, null, new ReceivedSignals());

    /// <summary>Sets what to say from now on if the command is interrupted.</summary>
    /// <param name="message">The message, without the name of the program.</param>
    public static void Say(string message) => _message = message;

    /// <summary>Asks the command to stop, as <see cref="ChildProgram.StopRequest"/> does; nothing if none can.</summary>
    public static void RequestStop() => Current()?.TryCancel(isRequest: true);

    /// <summary>Ends the process at once. While it is being ended, nothing more is said.</summary>
    /// <param name="message">What to say.</param>
    internal static void End(string message)
    {
        if (Interlocked.Exchange(ref _isEnding, 1) != 0)
            return;
        // A progress bar hides the cursor.
        if (!Console.IsErrorRedirected)
            Console.Error.Write("\u001b[?25h");
        Console.Error.WriteLine($"{_program}: {message}");
        OutputFile.RemoveUnfinished();
        ProcessEnd.AtOnce(ExitCode.Failed);
    }

    /// <summary>Makes a token the one that signals go to.</summary>
    /// <returns>The one before it.</returns>
    internal static IInterruptible? Exchange(IInterruptible? token)
    {
        lock (Gate)
        {
            (IInterruptible? former, _current) = (_current, token);
            return former;
        }
    }

    private static PosixSignal[] Signals => ChildProgram.StopRequest is { } request
        ? [PosixSignal.SIGINT, PosixSignal.SIGTERM, request]
        : [PosixSignal.SIGINT, PosixSignal.SIGTERM];

    private static IInterruptible? Current()
    {
        lock (Gate)
            return _current;
    }

    /// <summary>Passes a signal to what can stop.</summary>
    /// <param name="isRequest">Whether another program passes it on.</param>
    /// <returns>What to say when the process must end at once; null if it need not.</returns>
    internal static string? Receive(bool isRequest)
    {
        bool isTwin = _received.IsTwin(isRequest);
        // Not under the lock: whoever is told to stop may be at the end of its work, and give its token back.
        return Current() switch
        {
            // What was asked to stop has done so meanwhile, and is about to say how it ended.
            null when isTwin => null,
            null => Message,
            { } current => current.TryCancel(isRequest) ? null : $"interrupted again and ended at once; {OutputFile.Progress()}",
        };
    }

    private static void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Receive(isRequest: context.Signal == ChildProgram.StopRequest) is { } message)
            End(message);
    }
}
