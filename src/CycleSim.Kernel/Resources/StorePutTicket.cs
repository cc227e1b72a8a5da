namespace CycleSim.Kernel;

/// <summary>One item on its way into a store.</summary>
internal sealed class StorePutTicket<T>(Store<T> store) : Ticket(store.Simulation, closesItself: true)
{
    public T? Item { get; set; }

    public override string Describe() => store.DescribePut();

    protected override void Withdraw() => store.Withdraw(this);

    protected override void Recycle()
    {
        Item = default;
        store.Recycle(this);
    }
}
