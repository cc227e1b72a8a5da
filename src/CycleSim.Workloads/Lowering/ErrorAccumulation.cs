using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Lowering;

/// <summary>How far the sum of a layer's error has come.</summary>
/// <param name="consumers">How often other layers take the layer's output.</param>
internal sealed class ErrorAccumulation(int consumers)
{
    internal int Remaining { get; private set; } = consumers;

    internal TensorSpec? Partial { get; private set; }

    /// <summary>The partial sum is another layer's error tensor, which must not be written.</summary>
    internal bool IsAlias { get; private set; }

    internal void AddAlias(TensorSpec tensor) => Set(tensor, alias: true);

    internal void AddOwned(TensorSpec tensor) => Set(tensor, alias: false);

    internal TensorSpec Finished(Layer layer) => Remaining == 0 && Partial is not null
        ? Partial
        : throw new InvalidOperationException($"the error of {layer.Name} still lacks {Remaining} contributions");

    private void Set(TensorSpec tensor, bool alias)
    {
        Partial = tensor;
        IsAlias = alias;
        Remaining--;
    }
}
