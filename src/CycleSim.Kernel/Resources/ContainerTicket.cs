namespace CycleSim.Kernel;

/// <summary>One amount on its way into or out of a container.</summary>
internal sealed class ContainerTicket(Container container) : Ticket(container.Simulation, closesItself: true)
{
    public double Amount { get; set; }

    public bool IsPut { get; set; }

    public override string Describe() => container.Describe(this);

    protected override void Withdraw() => container.Withdraw(this);

    protected override void Recycle() => container.Recycle(this);
}
