using CycleSim.Platform;
using CycleSim.Workloads.Networks;

namespace CycleSim.Studies.Accounting;

/// <summary>The layers that the account knows.</summary>
internal static class AccountedLayers
{
    /// <summary>Types of layers, as network files name them.</summary>
    public static IReadOnlyList<string> Types { get; } =
        ["conv", "fc", "batch_norm", "max_pool", "avg_pool", "add", "softmax_loss"];

    /// <summary>Refuses a network with other layers.</summary>
    /// <exception cref="InputException">It has one.</exception>
    public static void Check(Network network)
    {
        foreach (Layer layer in network.Layers)
        {
            if (!Types.Contains(layer.Kind.Type))
                throw Refused(network, layer, $"is of the type \"{layer.Kind.Type}\"; the account knows {string.Join(", ", Types)}");
            if (layer.IsGemm && layer.Settings is not null)
                throw Refused(network, layer, "has a window that is not square, or groups, or dilation, which the account does not know");
            if (layer.Kind.Type == "add" && !layer.Inputs.All(input => network.ShapeOf(input) == layer.Output))
                throw Refused(network, layer, "adds shapes that are not equal, which the account does not know");
        }
    }

    private static InputException Refused(Network network, Layer layer, string why) =>
        new($"{network.Name}: layer \"{layer.Name}\" {why}");
}
