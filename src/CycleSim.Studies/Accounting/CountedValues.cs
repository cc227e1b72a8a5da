using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Studies.Accounting;

/// <summary>
/// Which structure each layer's output is when convolutions and fully connected layers alone count. A layer that keeps the number of words
/// hands its input on; of several inputs, as those of a sum, the one that was computed last. One that changes it makes another structure
/// of it, which appears with that input.
/// </summary>
internal sealed class CountedValues
{
    private readonly ProgramBuilder _builder;
    private readonly Network _network;
    private readonly AccountStructure _images;
    private readonly AccountStructure?[] _outputs;
    private readonly Dictionary<int, int> _makers = [];
    private readonly Dictionary<int, AccountStructure> _sources = [];
    private readonly Dictionary<int, AccountStructure> _sums = [];
    private readonly List<AccountStructure> _derived = [];

    /// <summary>Starts with the images.</summary>
    public CountedValues(Network network, ProgramBuilder builder)
    {
        (_network, _builder) = (network, builder);
        _outputs = new AccountStructure?[network.Layers.Length];
        _images = builder.Given(builder.Images("images", TensorRole.Activation, network.Input.Words));
        _makers[_images.Id] = -1;
    }

    /// <summary>The output of a layer, or the images.</summary>
    public AccountStructure Of(int layer) => layer == Network.InputIndex ? _images : _outputs[layer]!;

    /// <summary>Structures that were made of others without a count.</summary>
    public IReadOnlyList<AccountStructure> Derived => _derived;

    /// <summary>The structure that another one was made of; null if a product computed it, or it is the images.</summary>
    public AccountStructure? SourceOf(AccountStructure structure) => _sources.GetValueOrDefault(structure.Id);

    /// <summary>The sum that a structure is a term of, whose error is then its own; null if it is none.</summary>
    public AccountStructure? SumOf(AccountStructure structure) => _sums.GetValueOrDefault(structure.Id);

    /// <summary>Whether a structure is the images, or was made of them without a product.</summary>
    public bool IsData(AccountStructure structure) => _makers[structure.Id] < 0;

    /// <summary>Index of the operation that computes a structure, or what it was made of.</summary>
    public int MakerOf(AccountStructure structure) => _makers[structure.Id];

    /// <summary>Creates the output of a product, which the next operation computes.</summary>
    public AccountStructure Compute(Layer layer)
    {
        AccountStructure output = _builder.Images(layer.Name, TensorRole.Activation, layer.Output.Words);
        _makers[output.Id] = _builder.Count;
        _outputs[layer.Index] = output;
        return output;
    }

    /// <summary>Passes a layer that does not count.</summary>
    public void Pass(Layer layer)
    {
        AccountStructure[] inputs = [.. layer.Inputs.Select(Of).OrderBy(input => _makers[input.Id])];
        AccountStructure last = inputs[^1];
        foreach (AccountStructure other in inputs[..^1])
            _sums.TryAdd(other.Id, last);
        _outputs[layer.Index] = last.WordsPerSlice == layer.Output.Words ? last : Derive(layer, last);
    }

    private AccountStructure Derive(Layer layer, AccountStructure source)
    {
        AccountStructure derived = _builder.Images(layer.Name, TensorRole.Activation, layer.Output.Words);
        _makers[derived.Id] = _makers[source.Id];
        _sources[derived.Id] = source;
        _derived.Add(derived);
        return derived;
    }
}
