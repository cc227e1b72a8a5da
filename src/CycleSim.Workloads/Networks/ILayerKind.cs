using CycleSim.Configuration.Keys;
using CycleSim.Platform;

namespace CycleSim.Workloads.Networks;

/// <summary>
/// A kind of layer as networks know it: what files call it, its keys, the shapes and counts that follow from them. One object serves
/// all layers of its kind, so it holds no state of a layer.
/// </summary>
public interface ILayerKind
{
    /// <summary>The value of the key "type" that stands for it in files, in snake_case, e.g. "avg_pool"; unique.</summary>
    public string Type { get; }

    /// <summary>What tables call it, e.g. "AveragePool".</summary>
    public string Name => Type;

    /// <summary>What it does, in a few words, for the reference page and the schema.</summary>
    public string Meaning { get; }

    /// <summary>Its keys, on the basis of <see cref="LayerKeys.Named"/> or <see cref="LayerKeys.Simple"/>.</summary>
    public KeySet Keys { get; }

    /// <summary>Whether it is lowered to GEMMs.</summary>
    public bool IsGemm => false;

    /// <summary>Whether a ReLU behind it is fused into it; elsewhere a ReLU is a layer of its own.</summary>
    public bool TakesRelu => false;

    /// <summary>
    /// Whether its backward pass recomputes the mask of a fused ReLU from its stored input. Otherwise the mask is the sign of the stored
    /// output, and the layers behind apply it before they store the error.
    /// </summary>
    public bool RecomputesReluMask => false;

    /// <summary>Whether its error is handed to its inputs unchanged, so that they need no copy.</summary>
    public bool PassesErrorOn => false;

    /// <summary>
    /// Whether its output is words of its input, found at other addresses: then neither the output nor its error is stored once more.
    /// </summary>
    public bool IsView => false;

    /// <summary>Whether it is a loss: the last layer of a network, which has no output.</summary>
    public bool IsLoss => false;

    /// <summary>Trained parameters of a layer.</summary>
    /// <param name="layer">A layer of this kind.</param>
    public long Parameters(Layer layer) => 0;

    /// <summary>Multiply-accumulates of a layer's forward pass for one image; 0 for kinds that are not lowered to GEMMs.</summary>
    /// <param name="layer">A layer of this kind.</param>
    public long MacsPerImage(Layer layer) => 0;

    /// <summary>Reads a layer: takes its inputs, infers its output's shape.</summary>
    /// <param name="reader">The values of its keys, and the layers before it.</param>
    /// <returns>The layer, made from <see cref="LayerReader.Start"/>.</returns>
    /// <exception cref="InputException">The layer is not valid; the message names file, line, column and key.</exception>
    public Layer Read(LayerReader reader);
}
