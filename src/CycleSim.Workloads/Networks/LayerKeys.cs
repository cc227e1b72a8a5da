using System.Collections.Immutable;
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

    internal static readonly KeySet Windowed = new("windowed layer", "A layer with a window.", Simple);

    internal static readonly Key<ImmutableArray<int>> Kernel = Windowed.Sizes(
        "kernel", "Edge of the window, or its height and width.", 1, NetworkLimits.Kernel, [2]);

    internal static readonly Key<ImmutableArray<int>> Padding = Windowed.Sizes(
        "padding",
        "Zeros on every side, fewer than the window's edge; or those at top and bottom and those at left and right; or those at the top, "
        + "left, bottom and right. Of a transposed convolution: rows and columns that are cut from its output.",
        0, NetworkLimits.Kernel - 1, [2, 4], fallback: 0);
}
