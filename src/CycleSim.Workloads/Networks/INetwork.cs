namespace CycleSim.Workloads.Networks;

/// <summary>A network as a training step names it.</summary>
public interface INetwork
{
    /// <summary>Name, e.g. "vgg16-cifar100".</summary>
    public string Name { get; }

    /// <summary>Its layers in the order of the forward pass.</summary>
    public IReadOnlyList<ILayer> Layers { get; }
}
