namespace CycleSim.Kernel;

/// <summary>
/// A request for one unit of a resource. Yield it to wait for the unit; dispose it to give the unit back, or to leave the
/// queue if it was not granted yet. Disposing twice is harmless.
/// </summary>
/// <example>
/// <code>
/// using (Request request = counter.Request())
/// {
///     yield return request;
///     yield return Wait.For(serviceTimePs);
/// }
/// </code>
/// </example>
public readonly record struct Request : IDisposable
{
    private readonly ResourceTicket? _ticket;
    private readonly int _generation;

    internal Request(ResourceTicket ticket)
    {
        _ticket = ticket;
        _generation = ticket.Generation;
    }

    /// <summary>Whether the unit is held now: granted, not given back and not taken away.</summary>
    public bool IsGranted => IsOpen && _ticket!.IsHeld;

    /// <summary>Whether the request has not been disposed.</summary>
    public bool IsOpen => _ticket is not null && _ticket.Generation == _generation;

    /// <summary>Waits for the unit.</summary>
    /// <param name="request">The request.</param>
    public static implicit operator Wait(Request request) => Wait.Until(request.Ticket());

    /// <summary>The event of being granted. Requests used in this way are not pooled.</summary>
    /// <param name="request">The request.</param>
    public static implicit operator Event(Request request) => request.ToEvent();

    /// <summary>An event that happens when both have happened.</summary>
    /// <param name="left">The request.</param>
    /// <param name="right">Another event.</param>
    /// <returns>The condition.</returns>
    public static Event operator &(Request left, Event right) => left.ToEvent() & right;

    /// <summary>An event that happens as soon as one of the two has happened.</summary>
    /// <param name="left">The request.</param>
    /// <param name="right">Another event.</param>
    /// <returns>The condition.</returns>
    public static Event operator |(Request left, Event right) => left.ToEvent() | right;

    /// <summary>The event of being granted. Requests used in this way are not pooled.</summary>
    /// <returns>The event.</returns>
    /// <exception cref="InvalidOperationException">The request was disposed.</exception>
    public Event ToEvent() => Ticket().Escape();

    /// <summary>Gives the unit back or leaves the queue.</summary>
    public void Dispose()
    {
        if (IsOpen)
            _ticket!.Close();
    }

    internal bool IsFor(ResourceBase resource) => _ticket is not null && ReferenceEquals(_ticket.Resource, resource);

    private ResourceTicket Ticket() => IsOpen
        ? _ticket!
        : throw new InvalidOperationException("The request was disposed (its unit was given back) and cannot be waited for.");
}
