namespace CycleSim.Kernel;

/// <summary>A binary heap of requests by (priority, number) from which any request can be removed.</summary>
internal sealed class TicketHeap
{
    private ResourceTicket[] _tickets = new ResourceTicket[16];

    public int Count { get; private set; }

    public void Push(ResourceTicket ticket)
    {
        if (Count == _tickets.Length)
            Array.Resize(ref _tickets, Count * 2);
        SiftUp(Count++, ticket);
    }

    public ResourceTicket Pop()
    {
        ResourceTicket top = _tickets[0];
        Remove(top);
        return top;
    }

    public void Remove(ResourceTicket ticket)
    {
        int hole = ticket.HeapIndex;
        ticket.HeapIndex = -1;
        ResourceTicket last = _tickets[--Count];
        _tickets[Count] = null!;
        if (ReferenceEquals(last, ticket))
            return;

        // The last ticket fills the hole and moves up or down, whichever is needed.
        SiftDown(hole, last);
        SiftUp(last.HeapIndex, last);
    }

    private void SiftUp(int hole, ResourceTicket ticket)
    {
        while (hole > 0 && ticket.Precedes(_tickets[(hole - 1) >> 1]))
        {
            Put(hole, _tickets[(hole - 1) >> 1]);
            hole = (hole - 1) >> 1;
        }

        Put(hole, ticket);
    }

    private void SiftDown(int hole, ResourceTicket ticket)
    {
        while (true)
        {
            int child = (2 * hole) + 1;
            if (child >= Count)
                break;
            if (child + 1 < Count && _tickets[child + 1].Precedes(_tickets[child]))
                child++;
            if (!_tickets[child].Precedes(ticket))
                break;
            Put(hole, _tickets[child]);
            hole = child;
        }

        Put(hole, ticket);
    }

    private void Put(int index, ResourceTicket ticket)
    {
        _tickets[index] = ticket;
        ticket.HeapIndex = index;
    }
}
