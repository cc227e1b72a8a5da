namespace CycleSim.Kernel;

/// <summary>
/// A request for an item of a store. Yield it to wait, then read <see cref="Item"/>. Disposing it makes it reusable, or
/// takes it back if no item has come yet; without disposal it is left to the garbage collector.
/// </summary>
/// <typeparam name="T">Type of the items.</typeparam>
public readonly record struct StoreGet<T> : IDisposable
{
    private readonly StoreGetTicket<T>? _ticket;
    private readonly int _generation;

    internal StoreGet(StoreGetTicket<T> ticket)
    {
        _ticket = ticket;
        _generation = ticket.Generation;
    }

    /// <summary>Whether the item has come.</summary>
    public bool HasItem => IsOpen && _ticket!.IsTriggered;

    /// <summary>The item.</summary>
    /// <exception cref="InvalidOperationException">It has not come yet, or the request was disposed.</exception>
    public T Item => HasItem
        ? _ticket!.Item!
        : throw new InvalidOperationException("There is no item: it has not come yet, or the request was disposed.");

    private bool IsOpen => _ticket is not null && _ticket.Generation == _generation;

    /// <summary>Waits for the item.</summary>
    /// <param name="request">The request.</param>
    public static implicit operator Wait(StoreGet<T> request) => Wait.Until(request.Ticket());

    /// <summary>The event of the item's coming. Requests used in this way are not pooled.</summary>
    /// <param name="request">The request.</param>
    public static implicit operator Event(StoreGet<T> request) => request.ToEvent();

    /// <summary>An event that happens when both have happened.</summary>
    /// <param name="left">The request.</param>
    /// <param name="right">Another event.</param>
    /// <returns>The condition.</returns>
    public static Event operator &(StoreGet<T> left, Event right) => left.ToEvent() & right;

    /// <summary>An event that happens as soon as one of the two has happened.</summary>
    /// <param name="left">The request.</param>
    /// <param name="right">Another event.</param>
    /// <returns>The condition.</returns>
    public static Event operator |(StoreGet<T> left, Event right) => left.ToEvent() | right;

    /// <summary>The event of the item's coming. Requests used in this way are not pooled.</summary>
    /// <returns>The event.</returns>
    /// <exception cref="InvalidOperationException">The request was disposed.</exception>
    public Event ToEvent() => Ticket().Escape();

    /// <summary>Ends the use of the request; an item that has come is not put back.</summary>
    public void Dispose()
    {
        if (IsOpen)
            _ticket!.Close();
    }

    private StoreGetTicket<T> Ticket() =>
        IsOpen ? _ticket! : throw new InvalidOperationException("The request was disposed and cannot be waited for.");
}
