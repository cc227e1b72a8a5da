using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>
/// A buffer of items, first in first out. Putting waits while it is full, getting while it holds no (matching) item.
/// Those who wait are served in the order of asking; a get whose filter matches nothing does not hold up later ones.
/// </summary>
/// <typeparam name="T">Type of the items.</typeparam>
public sealed class Store<T>
{
    private readonly RingBuffer<T> _items = new();
    private readonly TicketList _putters = new();
    private readonly TicketList _getters = new();
    private readonly TicketPool<StorePutTicket<T>> _putPool;
    private readonly TicketPool<StoreGetTicket<T>> _getPool;

    /// <summary>Creates an empty store.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="capacity">Largest number of items, at least 1.</param>
    /// <param name="name">Name in reports.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is below 1.</exception>
    public Store(Simulation simulation, int capacity = int.MaxValue, string name = "store")
    {
        ArgumentNullException.ThrowIfNull(simulation);
        ArgumentNullException.ThrowIfNull(name);
        if (capacity <= 0)
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, $"The capacity of store '{name}' must be at least 1.");
        Simulation = simulation;
        Capacity = capacity;
        Name = name;
        _putPool = new TicketPool<StorePutTicket<T>>(() => new StorePutTicket<T>(this));
        _getPool = new TicketPool<StoreGetTicket<T>>(() => new StoreGetTicket<T>(this));
    }

    /// <summary>The simulation that the store belongs to.</summary>
    public Simulation Simulation { get; }

    /// <summary>Name in reports.</summary>
    public string Name { get; }

    /// <summary>Largest number of items.</summary>
    public int Capacity { get; }

    /// <summary>Number of items stored.</summary>
    public int Count => _items.Count;

    /// <summary>Number of puts that wait for room.</summary>
    public int PutQueueLength => _putters.Count;

    /// <summary>Number of gets that wait for an item.</summary>
    public int GetQueueLength => _getters.Count;

    /// <summary>Told whenever an item comes or goes, or somebody starts or stops waiting.</summary>
    public Hook<OccupancyChange> Changed { get; } = new();

    /// <summary>Puts an item into the store, as soon as there is room.</summary>
    /// <param name="item">The item.</param>
    /// <returns>The transfer; yield it to wait until the item is stored.</returns>
    public Transfer Put(T item)
    {
        StorePutTicket<T> ticket = _putPool.Take();
        ticket.Item = item;
        Transfer transfer = new(ticket);
        if (_putters.Count == 0 && Count < Capacity)
        {
            Accept(ticket);
            ServeGetters();
        }
        else
        {
            _putters.Append(ticket);
        }

        EmitChanged();
        return transfer;
    }

    /// <summary>Takes the oldest item, as soon as there is one.</summary>
    /// <returns>The request; yield it to wait, then read its item.</returns>
    public StoreGet<T> Get() => Ask(null);

    /// <summary>Takes the oldest item that a filter accepts, as soon as there is one.</summary>
    /// <param name="filter">Tells whether an item will do; must depend on the item only.</param>
    /// <returns>The request; yield it to wait, then read its item.</returns>
    /// <exception cref="ArgumentNullException">The filter is null.</exception>
    public StoreGet<T> Get(Predicate<T> filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Ask(filter);
    }

    internal string DescribePut() =>
        string.Create(CultureInfo.InvariantCulture, $"room in store '{Name}' ({Count} of {Capacity} items)");

    internal string DescribeGet(bool isFiltered) => string.Create(
        CultureInfo.InvariantCulture,
        $"an item from store '{Name}' ({Count} items{(isFiltered && Count > 0 ? ", none of which it accepts" : "")})");

    internal void Withdraw(StorePutTicket<T> ticket) => Withdraw(_putters, ticket);

    internal void Withdraw(StoreGetTicket<T> ticket) => Withdraw(_getters, ticket);

    internal void Recycle(StorePutTicket<T> ticket) => _putPool.Return(ticket);

    internal void Recycle(StoreGetTicket<T> ticket) => _getPool.Return(ticket);

    private void Withdraw(TicketList queue, Ticket ticket)
    {
        if (!ticket.IsListed)
            return;
        queue.Remove(ticket);
        EmitChanged();
    }

    private StoreGet<T> Ask(Predicate<T>? filter)
    {
        StoreGetTicket<T> ticket = _getPool.Take();
        ticket.Filter = filter;
        StoreGet<T> request = new(ticket);
        if (TryServe(ticket))
            AcceptPutters();
        else
            _getters.Append(ticket);
        EmitChanged();
        return request;
    }

    private void Accept(StorePutTicket<T> ticket)
    {
        _items.Add(ticket.Item!);
        ticket.Grant();
    }

    // Every accepted item may serve a getter, and every served getter makes room.
    private void AcceptPutters()
    {
        while (_putters.First is StorePutTicket<T> first && Count < Capacity)
        {
            _putters.Remove(first);
            Accept(first);
            ServeGetters();
        }
    }

    // Called after one item came. Waiting getters match none of the older items, so at most one is served.
    private void ServeGetters()
    {
        for (Ticket? getter = _getters.First; getter is not null; getter = getter.Next)
        {
            if (TryServe((StoreGetTicket<T>)getter))
            {
                _getters.Remove(getter);
                return;
            }
        }
    }

    private bool TryServe(StoreGetTicket<T> ticket)
    {
        int index = 0;
        if (ticket.Filter is not null)
        {
            while (index < Count && !ticket.Filter(_items[index]))
                index++;
        }

        if (index >= Count)
            return false;
        ticket.Item = _items.RemoveAt(index);
        ticket.Grant();
        return true;
    }

    private void EmitChanged()
    {
        if (Changed.IsObserved)
            Changed.Emit(new OccupancyChange(Simulation.NowPs, Count, _putters.Count + _getters.Count));
    }
}
