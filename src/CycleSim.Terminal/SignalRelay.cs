using CycleSim.Platform.Processes;

namespace CycleSim.Terminal;

/// <summary>
/// While it lives, signals are for a program that this one started and waits for: the first asks it to stop, a second one ends it. This
/// program continues waiting, so that its exit code is that of the other.
/// </summary>
public sealed class SignalRelay : IInterruptible, IDisposable
{
    private readonly Lock _gate = new();
    private readonly IInterruptible? _outer;
    private ChildProgram? _child;
    private int _signals;
    private bool _isCancelled;

    /// <summary>Takes the signals; those that come before the program is there are kept for it.</summary>
    public SignalRelay() => _outer = Interrupts.Exchange(this);

    /// <summary>Whether a signal came.</summary>
    public bool IsCancelled
    {
        get
        {
            lock (_gate)
                return _isCancelled;
        }
    }

    /// <summary>Names the program.</summary>
    /// <param name="child">The program; it is not disposed of before this.</param>
    public void PassTo(ChildProgram child)
    {
        ArgumentNullException.ThrowIfNull(child);
        lock (_gate)
        {
            _child = child;
            Pass();
        }
    }

    /// <summary>Gives the signals back to whoever had them before.</summary>
    public void Dispose()
    {
        Interrupts.Exchange(_outer);
        lock (_gate)
            _child = null;
    }

    /// <inheritdoc />
    bool IInterruptible.TryCancel(bool isRequest)
    {
        lock (_gate)
        {
            _isCancelled = true;
            _signals += isRequest ? 0 : 1;
            Pass();
        }

        return true;
    }

    private void Pass()
    {
        if (_signals > 1)
            _child?.End();
        else if (_isCancelled)
            _child?.RequestStop();
    }
}
