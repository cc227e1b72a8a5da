namespace CycleSim.Workloads.Networks;

/// <summary>A layer as the operations of a training step name it, whether a network's file describes it or an imported graph.</summary>
public interface ILayer
{
    /// <summary>Position among the layers of its network.</summary>
    public int Index { get; }

    /// <summary>Unique name.</summary>
    public string Name { get; }
}
