namespace CycleSim.Kernel;

/// <summary>A doubly linked list through the tickets themselves: constant time everywhere, no allocation.</summary>
internal sealed class TicketList
{
    public Ticket? First { get; private set; }

    public int Count { get; private set; }

    private Ticket? Last { get; set; }

    public void Append(Ticket ticket)
    {
        ticket.IsListed = true;
        ticket.Previous = Last;
        if (Last is null)
            First = ticket;
        else
            Last.Next = ticket;
        Last = ticket;
        Count++;
    }

    public void Remove(Ticket ticket)
    {
        if (ticket.Previous is null)
            First = ticket.Next;
        else
            ticket.Previous.Next = ticket.Next;
        if (ticket.Next is null)
            Last = ticket.Previous;
        else
            ticket.Next.Previous = ticket.Previous;
        ticket.Next = null;
        ticket.Previous = null;
        ticket.IsListed = false;
        Count--;
    }
}
