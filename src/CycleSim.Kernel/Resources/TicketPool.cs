namespace CycleSim.Kernel;

/// <summary>Tickets that are ready for reuse, last in first out.</summary>
/// <typeparam name="TTicket">Type of the tickets.</typeparam>
internal sealed class TicketPool<TTicket>(Func<TTicket> create)
    where TTicket : Ticket
{
    private Ticket? _free;

    public TTicket Take()
    {
        if (_free is not TTicket ticket)
            return create();
        _free = ticket.Next;
        ticket.Next = null;
        return ticket;
    }

    public void Return(TTicket ticket)
    {
        ticket.Next = _free;
        _free = ticket;
    }
}
