using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>
/// A tank of something that has an amount but no identity: fuel, credits, bytes. Puts wait while they do not fit, gets
/// while there is too little; both queues are served in the order of asking, and a large request holds up
/// the smaller ones behind it.
/// </summary>
public sealed class Container
{
    private readonly TicketList _putters = new();
    private readonly TicketList _getters = new();
    private readonly TicketPool<ContainerTicket> _pool;

    /// <summary>Creates a container.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="capacity">Largest amount, above 0; infinity is allowed.</param>
    /// <param name="initial">Amount at the start, from 0 to the capacity.</param>
    /// <param name="name">Name in reports.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity or the initial amount is out of range.</exception>
    public Container(Simulation simulation, double capacity = double.PositiveInfinity, double initial = 0, string name = "container")
    {
        ArgumentNullException.ThrowIfNull(simulation);
        ArgumentNullException.ThrowIfNull(name);
        if (!(capacity > 0))
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, $"The capacity of container '{name}' must be above 0.");
        if (!(initial >= 0) || initial > capacity || double.IsInfinity(initial))
        {
            throw new ArgumentOutOfRangeException(
                nameof(initial), initial, $"The initial amount of container '{name}' must be finite and between 0 and {capacity}.");
        }

        Simulation = simulation;
        Capacity = capacity;
        Level = initial;
        Name = name;
        _pool = new TicketPool<ContainerTicket>(() => new ContainerTicket(this));
    }

    /// <summary>The simulation that the container belongs to.</summary>
    public Simulation Simulation { get; }

    /// <summary>Name in reports.</summary>
    public string Name { get; }

    /// <summary>Largest amount.</summary>
    public double Capacity { get; }

    /// <summary>Amount contained now.</summary>
    public double Level { get; private set; }

    /// <summary>Number of puts that wait.</summary>
    public int PutQueueLength => _putters.Count;

    /// <summary>Number of gets that wait.</summary>
    public int GetQueueLength => _getters.Count;

    /// <summary>Told whenever the amount changes, or somebody starts or stops waiting.</summary>
    public Hook<OccupancyChange> Changed { get; } = new();

    /// <summary>Puts an amount in, as soon as it fits.</summary>
    /// <param name="amount">The amount, above 0 and at most the capacity.</param>
    /// <returns>The transfer; yield it to wait until it is done.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The amount is out of range: it could never fit.</exception>
    public Transfer Put(double amount) => Ask(amount, isPut: true);

    /// <summary>Takes an amount out, as soon as there is enough.</summary>
    /// <param name="amount">The amount, above 0 and at most the capacity.</param>
    /// <returns>The transfer; yield it to wait until it is done.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The amount is out of range: there could never be enough.</exception>
    public Transfer Get(double amount) => Ask(amount, isPut: false);

    internal string Describe(ContainerTicket ticket)
    {
        // One that would fit waits behind one that does not.
        int before = 0;
        for (Ticket? earlier = ticket.Previous; earlier is not null; earlier = earlier.Previous)
            before++;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(ticket.IsPut ? "room for " : "")}{ticket.Amount} {(ticket.IsPut ? "in" : "from")} "
            + $"container '{Name}' (level {Level} of {Capacity}{(before > 0 ? $", behind {before} earlier" : "")})");
    }

    internal void Withdraw(ContainerTicket ticket)
    {
        if (!ticket.IsListed)
            return;
        (ticket.IsPut ? _putters : _getters).Remove(ticket);

        // The one that left may have been the one that held up the others.
        Settle();
        EmitChanged();
    }

    internal void Recycle(ContainerTicket ticket) => _pool.Return(ticket);

    private Transfer Ask(double amount, bool isPut)
    {
        if (!(amount > 0) || amount > Capacity || double.IsInfinity(amount))
        {
            throw new ArgumentOutOfRangeException(
                nameof(amount), amount, $"An amount for container '{Name}' must be finite, above 0 and at most its capacity {Capacity}.");
        }

        ContainerTicket ticket = _pool.Take();
        ticket.Amount = amount;
        ticket.IsPut = isPut;
        (isPut ? _putters : _getters).Append(ticket);
        Transfer transfer = new(ticket);
        Settle();
        EmitChanged();
        return transfer;
    }

    // Serves the heads of both queues until neither can continue.
    private void Settle()
    {
        while (TryPut() || TryGet())
        {
        }
    }

    private bool TryPut()
    {
        if (_putters.First is not ContainerTicket put || Level + put.Amount > Capacity)
            return false;
        Level += put.Amount;
        _putters.Remove(put);
        put.Grant();
        return true;
    }

    private bool TryGet()
    {
        if (_getters.First is not ContainerTicket get || get.Amount > Level)
            return false;
        Level -= get.Amount;
        _getters.Remove(get);
        get.Grant();
        return true;
    }

    private void EmitChanged()
    {
        if (Changed.IsObserved)
            Changed.Emit(new OccupancyChange(Simulation.NowPs, Level, _putters.Count + _getters.Count));
    }
}
