namespace CycleSim.Kernel;

/// <summary>
/// A transfer into a store, or into or out of a container. Yield it to wait until it is done; dispose it to take it back
/// if it is not done yet. It needs no disposal otherwise.
/// </summary>
public readonly record struct Transfer : IDisposable
{
    private readonly Ticket? _ticket;
    private readonly int _generation;

    internal Transfer(Ticket ticket)
    {
        _ticket = ticket;
        _generation = ticket.Generation;
    }

    /// <summary>Whether the transfer is over: done, or taken back.</summary>
    public bool IsOver => !IsOpen || _ticket!.IsTriggered;

    private bool IsOpen => _ticket is not null && _ticket.Generation == _generation;

    /// <summary>Waits until the transfer is done; if it already is, lets others run at the same time and continues.</summary>
    /// <param name="transfer">The transfer.</param>
    public static implicit operator Wait(Transfer transfer) =>
        transfer.IsOpen ? Wait.Until(transfer._ticket!) : Wait.For(0);

    /// <summary>The event of the transfer being done. Transfers used in this way are not pooled.</summary>
    /// <param name="transfer">The transfer.</param>
    public static implicit operator Event(Transfer transfer) => transfer.ToEvent();

    /// <summary>An event that happens when both have happened.</summary>
    /// <param name="left">The transfer.</param>
    /// <param name="right">Another event.</param>
    /// <returns>The condition.</returns>
    public static Event operator &(Transfer left, Event right) => left.ToEvent() & right;

    /// <summary>An event that happens as soon as one of the two has happened.</summary>
    /// <param name="left">The transfer.</param>
    /// <param name="right">Another event.</param>
    /// <returns>The condition.</returns>
    public static Event operator |(Transfer left, Event right) => left.ToEvent() | right;

    /// <summary>The event of the transfer being done. Transfers used in this way are not pooled.</summary>
    /// <returns>The event.</returns>
    /// <exception cref="InvalidOperationException">The transfer is over.</exception>
    public Event ToEvent() => IsOpen
        ? _ticket!.Escape()
        : throw new InvalidOperationException("The transfer is over; its event cannot be waited for any more.");

    /// <summary>Takes the transfer back unless it is done.</summary>
    public void Dispose()
    {
        if (IsOpen && !_ticket!.IsTriggered)
            _ticket.Close();
    }
}
