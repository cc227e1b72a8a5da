namespace CycleSim.Kernel;

/// <summary>
/// The event behind a request. Tickets are pooled; the handles given to users carry the generation, so that a handle
/// kept too long is recognised instead of acting on somebody else's request.
/// </summary>
internal abstract class Ticket : Event
{
    private bool _closed;

    // Once user code holds the event itself, nobody knows when it is last used: it is left to the
    // garbage collector instead of the pool.
    private bool _escaped;

    private readonly bool _closesItself;

    /// <param name="simulation">The simulation.</param>
    /// <param name="closesItself">Whether the ticket is done with once its event is processed, without being closed.</param>
    protected Ticket(Simulation simulation, bool closesItself = false)
        : base(simulation)
    {
        _closesItself = closesItself;
        if (closesItself)
            CallOnFired();
    }

    public int Generation { get; private set; }

    /// <summary>Links of the list that the ticket is in: waiting or free.</summary>
    public Ticket? Next { get; set; }

    public Ticket? Previous { get; set; }

    /// <summary>Whether the ticket is in a list of waiting ones.</summary>
    public bool IsListed { get; set; }

    /// <summary>The event for use in conditions and callbacks.</summary>
    public Event Escape()
    {
        _escaped = true;
        return this;
    }

    /// <summary>Ends the use of the ticket through its handle: what it holds or waits for is given up.</summary>
    public void Close()
    {
        Withdraw();
        Generation++;

        // A triggered ticket is still in the event queue, or its listeners are being called; it goes back after that.
        if (IsTriggered && !IsFired)
        {
            _closed = true;
            CallOnFired();
        }
        else
        {
            TryRecycle();
        }
    }

    public void Grant() => Trigger(null, 0);

    /// <summary>Gives back what the ticket holds, or leaves the queue.</summary>
    protected abstract void Withdraw();

    /// <summary>Drops references and returns to the pool.</summary>
    protected abstract void Recycle();

    private protected override void OnFired()
    {
        if (_closed)
        {
            TryRecycle();
        }
        else if (_closesItself && !_escaped)
        {
            Generation++;
            TryRecycle();
        }
    }

    private void TryRecycle()
    {
        if (_escaped || HasListeners)
            return;
        _closed = false;
        Rearm();
        Recycle();
    }
}
