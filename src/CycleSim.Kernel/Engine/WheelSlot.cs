namespace CycleSim.Kernel;

/// <summary>A list of nodes, by index; <see cref="Head"/> is 0 when it is empty (then the tail is stale).</summary>
internal struct WheelSlot
{
    public int Head;
    public int Tail;
}
