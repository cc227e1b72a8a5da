namespace CycleSim.Kernel;

/// <summary>
/// Names one scheduled event so that it can be cancelled. A handle stays harmless after its event was
/// processed: the order number is never used twice, so a recycled queue node is not mistaken for it.
/// </summary>
public readonly record struct EventHandle
{
    internal EventHandle(int node, long order)
    {
        Node = node;
        Order = order;
    }

    internal int Node { get; }

    internal long Order { get; }
}
