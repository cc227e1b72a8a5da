using CycleSim.Configuration.Keys;

namespace CycleSim.Workloads.Networks;

/// <summary>The keys of layers that several kinds share, and the choice among the kinds.</summary>
public static class LayerKeys
{
    /// <summary>Basis of the keys of all kinds: a name and a type.</summary>
    public static readonly KeySet Named = new("named layer", "Any layer.");

    /// <summary>The keys of any layer: those of the kinds that are registered.</summary>
    internal static readonly KeyRegistry All = new("layer", "A layer; \"type\" says which keys it has.");

    internal static readonly Key<string> Name = Named.String(
        "name", "Unique name without white space, by which later layers refer to this one.", canBeEmpty: false);

    internal static readonly Key<string> Type = All.DeclareKey(Named, "type", "What the layer does.");

    /// <summary>Basis of the keys of kinds that take one input; enough for those without sizes of their own.</summary>
    public static readonly KeySet Simple = new("simple layer", "A layer that takes one input and has no sizes of its own.", Named);

    /// <summary>The input of a layer that takes one.</summary>
    public static readonly Key<string> Input = Simple.String(
        "input", "Name of the layer whose output this one takes; \"images\" is the network's input.", whenMissing: "the layer before");

    internal static readonly KeySet Windowed = new("windowed layer", "A layer with a square window.", Simple);

    internal static readonly Key<int> Kernel = Windowed.Int("kernel", "Edge of the window.", 1, NetworkLimits.Kernel);

    internal static readonly Key<int> Padding = Windowed.Int(
        "padding", "Zeros on every side, fewer than the kernel's edge.", 0, NetworkLimits.Kernel - 1, fallback: 0);
}
