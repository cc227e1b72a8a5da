namespace CycleSim.Kernel;

/// <summary>One item on its way out of a store.</summary>
internal sealed class StoreGetTicket<T>(Store<T> store) : Ticket(store.Simulation)
{
    public T? Item { get; set; }

    public Predicate<T>? Filter { get; set; }

    public override object? Value => IsTriggered ? Item : null;

    public override string Describe() => store.DescribeGet(Filter is not null);

    protected override void Withdraw() => store.Withdraw(this);

    protected override void Recycle()
    {
        Item = default;
        Filter = null;
        store.Recycle(this);
    }
}
